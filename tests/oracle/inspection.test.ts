/** What is said of whole images, of parts of them, and what is saved out of them. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { EntryPath } from '../../src/core/inspection/listing.ts';
import { listDirectory, locateFile } from '../../src/core/inspection/browse.ts';
import { inspectImage } from '../../src/core/inspection/inspect-image.ts';
import { memorySource } from '../support/file-source.ts';
import { makeDiscImages } from '../support/fixtures/disc-images.ts';
import { findPublishedImages } from '../support/published-images.ts';
import { findRealImages } from '../support/real-images.ts';

const inspect = (bytes: Uint8Array) => inspectImage({ name: 'x.iso', ...memorySource(bytes) });

const DISC_IMAGES = makeDiscImages();
const REAL_IMAGES = await findRealImages();

describe('an image as its program made it', () => {
  test.each(DISC_IMAGES)('$name has the size that it says', async ({ path }) => {
    const { sizes } = await inspect(readFileSync(path));
    expect(sizes.conclusion.kind).toBe('whole');
  });

  test.each(REAL_IMAGES)('$name lacks nothing', async ({ path }) => {
    const { sizes } = await inspect(readFileSync(path));
    expect(['whole', 'padded']).toContain(sizes.conclusion.kind);
  });
});

/** How long each is by `isoinfo -d`, and its tables by `sfdisk`, is told in boot-structures.test.ts. */
describe('an image without its last quarter', () => {
  test.each([...DISC_IMAGES, ...REAL_IMAGES])('$name is truncated', async ({ path }) => {
    const bytes = readFileSync(path);
    const { sizes } = await inspect(bytes.subarray(0, Math.floor(bytes.length * 0.75)));
    expect(sizes.conclusion).toMatchObject({ kind: 'truncated' });
  });
});

interface Found {
  readonly path: EntryPath;
  readonly name: string;
  readonly size: number;
}

/** Every file of the tree that is shown, by the browser's own questions. */
async function findFiles(bytes: Uint8Array): Promise<readonly Found[]> {
  const files: Found[] = [];
  const pending: Omit<Found, 'size'>[] = [{ path: [], name: '' }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { path, name } = next;
    const { entries } = await listDirectory(memorySource(bytes), path);
    for (const [index, entry] of entries.entries()) {
      const found = { path: [...path, index], name: `${name}/${entry.name}`, size: entry.size };
      if (entry.kind === 'directory') pending.push(found);
      if (entry.kind === 'file') files.push(found);
    }
  }
  return files;
}

async function contentOf(bytes: Uint8Array, path: EntryPath): Promise<Buffer> {
  const located = await locateFile(memorySource(bytes), path);
  const parts = (located?.parts ?? []).map(({ offset = 0, length }) =>
    bytes.subarray(offset, offset + length),
  );
  return Buffer.concat(parts);
}

/** isoinfo's own copy of a file, by its Rock Ridge name. */
const extract = (image: string, file: string): Buffer =>
  execFileSync('isoinfo', ['-R', '-i', image, '-x', file], { maxBuffer: 1 << 26 });

describe('what is saved out of an image', () => {
  const ROCK_RIDGE = ['rock-ridge', 'xorriso', 'hybrid-gpt'];

  test.each(DISC_IMAGES.filter(({ name }) => ROCK_RIDGE.includes(name)))(
    'of $name is what isoinfo takes out of it',
    async ({ path }) => {
      const bytes = readFileSync(path);
      const files = (await findFiles(bytes)).filter(({ size }) => size > 0).slice(0, 6);
      expect(files.length).toBeGreaterThan(2);
      for (const { path: way, name } of files) {
        const expected = extract(path, name);
        expect([name, (await contentOf(bytes, way)).equals(expected)]).toEqual([name, true]);
      }
    },
  );
});

/** Made to test readers with, and some of them broken: none may stop the look at it. */
describe('an image of another project’s tests', () => {
  test.each(findPublishedImages())('$name is inspected', async ({ path }) => {
    const { sizes } = await inspect(readFileSync(path));
    expect(typeof sizes.conclusion.kind).toBe('string');
  });
});
