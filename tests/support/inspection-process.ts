/**
 * A program by itself: inspects the files that it is given, one after the other, and prints after
 * each how far its memory has grown since it started, at the most, in KiB.
 */
import path from 'node:path';
import { inspectImage } from '../../src/core/inspection/inspect-image.ts';
import { withFileSource } from './file-source.ts';
import { readField } from './processes.ts';

const peak = (): number => readField(process.pid, 'VmHWM') ?? Number.NaN;

const start = peak();
for (const file of process.argv.slice(2)) {
  const name = path.basename(file);
  const { kind } = await withFileSource(file, (source) => inspectImage({ name, ...source }));
  process.stdout.write(`${peak() - start} KiB: ${kind}\n`);
  globalThis.gc?.(); // what one leaves behind is not the next one's
}
