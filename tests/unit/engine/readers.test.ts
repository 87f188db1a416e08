import { describe, expect, test } from 'vitest';
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
  }
}

/** A blob of `size` bytes whose slices from `bad` on cannot be read. */
function failingBlob(size: number, bad: number): Blob & { readonly started: readonly number[] } {
  const started: number[] = [];
  const slice = (start: number) => ({
    arrayBuffer: () => {
      started.push(start);
      return start >= bad ? Promise.reject(notReadable) : Promise.resolve(new ArrayBuffer(1));
    },
  });
  return { size, slice, started } as unknown as Blob & { readonly started: readonly number[] };
}

describe.each<[string, (blob: Blob) => Promise<ChunkReader>]>([
  ['byte streams', (blob) => Promise.resolve(openByobReader(blob))],
  ['slices', (blob) => Promise.resolve(openSliceReader(blob))],
  ['the best way there is', openReader],
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
    const read = await readAll(await open(new Blob([bytes])));
    expect([read.length, nodeDigest('sha1', read)]).toEqual([size, nodeDigest('sha1', bytes)]);
  });

  test('a reader that was closed half-way leaves the blob readable', async () => {
    const blob = new Blob([countingBytes(3_000_000)]);
    const reader = await open(blob);
    await reader.read();
    reader.close();
    expect((await readAll(await open(blob))).length).toBe(3_000_000);
  });
});

describe('slices', () => {
  test('are read two at a time, no more', async () => {
    const blob = failingBlob(4096 * KIB, Infinity);
    const reader = openSliceReader(blob);
    await reader.read();
    expect(blob.started).toEqual([0, 512 * KIB, 1024 * KIB]);
  });

  test('that cannot be read reject when their turn comes', async () => {
    const reader = openSliceReader(failingBlob(2048 * KIB, 512 * KIB));
    expect(await reader.read()).toHaveLength(1);
    await expect(reader.read()).rejects.toBe(notReadable);
  });

  test('are begun no more once the reader is closed', async () => {
    const blob = failingBlob(8192 * KIB, Infinity);
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
  const probing = (failure?: DOMException) => {
    const arrayBuffer = () =>
      failure ? Promise.reject(failure) : Promise.resolve(new ArrayBuffer(1));
    return { slice: () => ({ arrayBuffer }) } as unknown as Blob;
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
