/** How much memory a look at hostile images takes: in a process of its own, by the kernel's account. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { beforeAll, expect, test } from 'vitest';
import { makeDirectory } from '../../support/deployment.ts';
import { writeFiles } from '../../support/files.ts';
import { HOSTILE_KINDS } from '../../support/hostile-inspections.ts';

const MAX_GROWTH_KIB = 64 * 1024;

/**
 * The heap as small as it may be, and of it a small part for what is new: so that what is counted is
 * what is held, and not what waits to be collected.
 */
const HEAP = ['--max-old-space-size=64', '--max-semi-space-size=4', '--expose-gc'];

let program = '';
beforeAll(async () => {
  const outDir = makeDirectory();
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: 'tests/support/inspection-process.ts', // Node does not read TypeScript by itself
      outDir,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
  });
  program = path.join(outDir, 'inspection-process.mjs');
});

/** Cut as well: then the whole tree is gone through for what is missing. */
function namedImages(what: string, image: Uint8Array): (readonly [string, Uint8Array])[] {
  const name = what.replaceAll('/', ' ');
  return [
    [name, image],
    [`${name}, cut`, image.subarray(0, Math.floor(image.length * 0.6))],
  ];
}

test.each(HOSTILE_KINDS)('no hostile %s image takes more than 64 MiB', async (_kind, images) => {
  const files = writeFiles(images.flatMap(([what, make]) => namedImages(what, make())));
  const { stdout } = await promisify(execFile)(process.execPath, [...HEAP, program, ...files]);
  const grown = stdout.trim().split('\n').map(Number.parseFloat);
  // The most so far: the first that is beyond the limit is the one that took so much.
  const tooLarge = grown.findIndex((kib) => !(kib <= MAX_GROWTH_KIB));
  expect([grown.length, files[tooLarge]]).toEqual([files.length, undefined]);
});
