import { describe, expect, test } from 'vitest';
import { borrowedBytes, lendFile } from '../../../src/platform/bytes/lent-file.ts';
import { fileBytes, type FileBytes } from '../../../src/platform/bytes/file-bytes.ts';
import { canReadByob, openByobReader } from '../../../src/platform/bytes/byob-reader.ts';
import type { ChunkReader } from '../../../src/platform/bytes/chunk-reader.ts';
import { openReader } from '../../../src/platform/bytes/open-reader.ts';
import { readFault } from '../../../src/platform/bytes/read-fault.ts';
import { openSliceReader } from '../../../src/platform/bytes/slice-reader.ts';
import { Fault } from '../../../src/core/fault.ts';
import { countingBytes } from '../../support/counting-bytes.ts';
import { nodeDigest } from '../../support/node-digest.ts';

const KIB = 1024;
const notReadable = new DOMException('no permission', 'NotReadableError');

/** All chunks, copied as they came: their buffers are used again. */
async function readAll(reader: ChunkReader): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (;;) {
    const chunk = await reader.read();
    if (chunk === undefined)
      return new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
    parts.push(chunk.slice());
    reader.giveBack(chunk.buffer);
  }
}

/** A file of `size` bytes that cannot be read from `bad` on. */
function failingFile(size: number, bad: number): FileBytes & { readonly started: number[] } {
  const started: number[] = [];
  const read = (start: number) => {
    started.push(start);
    return start >= bad ? Promise.reject(notReadable) : Promise.resolve(new Uint8Array(1));
  };
  const readAllOfIt = () => read(0);
  return {
    ...{ name: 'x', size, lastModified: 1, file: undefined },
    ...{ read, readAll: readAllOfIt, started },
  };
}

/** Read by the page for someone else. */
function borrowed(file: File): FileBytes {
  return borrowedBytes(lendFile(file).lent);
}

describe.each<[string, (file: File, start?: number) => Promise<ChunkReader>]>([
  ['byte streams', (file, start) => Promise.resolve(openByobReader(file.slice(start), 2))],
  [
    'byte streams with one buffer',
    (file, start) => Promise.resolve(openByobReader(file.slice(start), 1)),
  ],
  ['slices', (file, start) => Promise.resolve(openSliceReader(fileBytes(file), start))],
  ['the page', (file, start) => Promise.resolve(openSliceReader(borrowed(file), start))],
  [
    'the best way there is',
    async (file, start = 0) => (await openReader(fileBytes(file), start, 'chain')).reader,
  ],
])('by %s', (_way, open) => {
  test.each([
    0,
    1,
    512 * KIB - 1,
    512 * KIB,
    512 * KIB + 1,
    1024 * KIB,
    2048 * KIB,
    2048 * KIB + 1,
    7_000_001,
  ])('a blob of %i bytes is read whole and in order', async (size) => {
    const bytes = countingBytes(size);
    const read = await readAll(await open(new File([bytes], 'x')));
    expect([read.length, nodeDigest('sha1', read)]).toEqual([size, nodeDigest('sha1', bytes)]);
  });

  test.each([1, 512 * KIB, 2048 * KIB - 1, 3_000_000])(
    'a file is read from byte %i to its end',
    async (start) => {
      const bytes = countingBytes(3_000_000);
      const read = await readAll(await open(new File([bytes], 'x'), start));
      expect(nodeDigest('sha1', read)).toBe(nodeDigest('sha1', bytes.subarray(start)));
    },
  );

  test('no more chunks are out at once than a fixed number', async () => {
    const reader = await open(new File([countingBytes(30_000_000)], 'x'));
    const out: ArrayBuffer[] = [];
    let isWaiting = false;
    while (!isWaiting) {
      const next = reader.read();
      isWaiting = await isPending(next);
      if (!isWaiting) out.push((await next)?.buffer ?? new ArrayBuffer(0));
    }
    expect(out.length).toBeLessThanOrEqual(8);
    const [first] = out;
    if (first) reader.giveBack(first);
    expect(await isPending(reader.read())).toBe(false);
    reader.close();
  });

  test('a reader that was closed half-way leaves the blob readable', async () => {
    const blob = new File([countingBytes(3_000_000)], 'x');
    const reader = await open(blob);
    await reader.read();
    reader.close();
    expect((await readAll(await open(blob))).length).toBe(3_000_000);
  });
});

describe('slices', () => {
  test('are read two at a time, no more', async () => {
    const blob = failingFile(4096 * KIB, Infinity);
    const reader = openSliceReader(blob);
    await reader.read();
    expect(blob.started).toEqual([0, 512 * KIB, 1024 * KIB]);
  });

  test('that cannot be read reject when their turn comes', async () => {
    const reader = openSliceReader(failingFile(2048 * KIB, 512 * KIB));
    expect(await reader.read()).toHaveLength(1);
    await expect(reader.read()).rejects.toBe(notReadable);
  });

  test('are begun no more once the reader is closed', async () => {
    const blob = failingFile(8192 * KIB, Infinity);
    const reader = openSliceReader(blob);
    await reader.read();
    reader.close();
    expect(await reader.read()).toBeUndefined();
    expect(blob.started.length).toBe(3);
  });
});

test('Node has byte streams', async () => {
  expect(await canReadByob()).toBe(true);
});

describe('a refused read', () => {
  const named = (name: string) => new DOMException('', name);
  const networkError = new TypeError('network error');
  const probing = (failure?: DOMException): FileBytes => {
    const read = () => (failure ? Promise.reject(failure) : Promise.resolve(new Uint8Array(1)));
    const about = { name: 'x', size: 1, lastModified: 1, file: undefined };
    return { ...about, read, readAll: read };
  };

  const unreadable = named('NotReadableError');

  test.each<[string, string, { thrown: unknown; hadBytes?: boolean; probe?: DOMException }]>([
    ['of a file that is gone', 'read.failed', { thrown: named('NotFoundError') }],
    ['at a bad place of a whole file', 'read.failed', { thrown: unreadable }],
    [
      'after which nothing of the file can be read',
      'read.changed',
      { thrown: unreadable, probe: unreadable },
    ],
    ['of a stream of such a file', 'read.changed', { thrown: networkError, probe: unreadable }],
    [
      'of a stream of a file that is gone',
      'read.failed',
      { thrown: networkError, probe: named('NotFoundError') },
    ],
    [
      'before anything was read',
      'read.failed',
      { thrown: unreadable, hadBytes: false, probe: unreadable },
    ],
    ['with something that is no error', 'read.failed', { thrown: 'a string' }],
    ['with nothing at all', 'read.failed', { thrown: undefined }],
  ])('%s is %s', async (_case, code, { thrown, hadBytes = true, probe }) => {
    expect(await readFault(thrown, probing(probe), hadBytes)).toMatchObject({ code });
  });

  test('that is a fault already stays the same', async () => {
    const fault = new Fault('read.short', 'short');
    expect(await readFault(fault, probing(), true)).toBe(fault);
  });
});

describe('a file that the page lends', () => {
  test('is read whole, in part, and beyond its end as far as it goes', async () => {
    const lent = borrowed(new File(['abcdef'], 'x.iso', { lastModified: 7 }));
    expect([lent.name, lent.size, lent.lastModified]).toEqual(['x.iso', 6, 7]);
    const text = async (bytes: Promise<Uint8Array>) => new TextDecoder().decode(await bytes);
    expect(await text(lent.readAll())).toBe('abcdef');
    expect(await text(lent.read(2, 3))).toBe('cde');
    expect(await text(lent.read(4, 9))).toBe('ef');
  });

  test('keeps the name of the error with which the page could not read it', async () => {
    const file = new File(['abc'], 'x.iso');
    file.slice = () => {
      throw notReadable;
    };
    await expect(borrowed(file).read(0, 1)).rejects.toMatchObject({ name: 'NotReadableError' });
  });
});

/** Whether a promise is unsettled when everything that could run has run. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const turns = async () => {
    for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
    return true;
  };
  return Promise.race([promise.then(() => false), turns()]);
}
