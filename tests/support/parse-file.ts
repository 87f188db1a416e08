/** A program of its own: reads a list, and prints what it found and how long that took. */
import { readFileSync } from 'node:fs';
import { parseReferenceFile } from '../../src/core/reference/parse.ts';

const bytes = Uint8Array.from(readFileSync(process.argv[2] ?? ''));
const start = performance.now();
const reference = parseReferenceFile('list.txt', bytes);
const milliseconds = performance.now() - start;
const claims = reference?.claims.length;
process.stdout.write(JSON.stringify({ format: reference?.format, claims, milliseconds }));
