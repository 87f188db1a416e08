/**
 * Reading through a byte stream into buffers of our own ("bring your own buffer"): the fastest way
 * and the one that needs the least memory, where there is one. Chromium 109 and WebKit have blob
 * streams that are not byte streams and refuse such a reader.
 */
/* eslint-disable touchstone/support-floor -- openReader comes here only after canReadByob */
import type { ChunkReader } from './chunk-reader.ts';

/**
 * Large enough that the cost of passing a buffer on does not count; small enough that a pause or a
 * cancellation, which waits for the buffers that are under way, takes hold at once.
 */
const CHUNK_BYTES = 2 * 1024 * 1024;

/** From the blob's first byte. `buffers`: how many circulate, from 1; all memory that it takes. */
export function openByobReader(blob: Blob, buffers: number): ChunkReader {
  const reader = blob.stream().getReader({ mode: 'byob' });
  let unused = buffers; // made when first needed: a short file needs only one
  const spare: ArrayBuffer[] = [];
  const pending: Promise<Chunk | undefined>[] = [];
  let last: Promise<unknown> = Promise.resolve();
  let wake: (() => void) | undefined;
  const takeBuffer = () => spare.pop() ?? (unused-- > 0 ? new ArrayBuffer(CHUNK_BYTES) : undefined);
  const readAhead = () => {
    for (let buffer = takeBuffer(); buffer !== undefined; buffer = takeBuffer()) {
      const empty = buffer;
      const filled = last.then(() => fill(reader, empty));
      // Only the chunk in front is awaited; without this a failure of the others would be reported
      // as unhandled before their turn comes.
      filled.catch(() => undefined);
      last = filled;
      pending.push(filled);
    }
  };
  return {
    async read() {
      readAhead();
      while (pending.length === 0) {
        await new Promise<void>((resolve) => (wake = resolve));
        readAhead();
      }
      return pending.shift();
    },
    giveBack(buffer) {
      spare.push(buffer);
      readAhead();
      wake?.();
    },
    close() {
      reader.cancel().catch(() => undefined); // its failure was or will be that of a read
    },
  };
}

type Chunk = Uint8Array<ArrayBuffer>;

/**
 * Reads until the buffer is full or the blob ends; `undefined` when nothing came. One read gives
 * 64 KiB at most in Firefox 153, some 230 KiB in Chromium 156, and passing each on by itself costs
 * many times what it costs to read it.
 */
async function fill(
  reader: ReadableStreamBYOBReader,
  empty: ArrayBuffer,
): Promise<Chunk | undefined> {
  let buffer = empty;
  let filled = 0;
  while (filled < empty.byteLength) {
    const rest = new Uint8Array(buffer, filled);
    const { done, value } = (await reader.read(rest)) as ReadableStreamReadResult<Chunk>;
    if (value) buffer = value.buffer; // the very same memory, under a new name
    if (done) break;
    filled += value.length;
  }
  return filled === 0 ? undefined : new Uint8Array(buffer, 0, filled);
}

/** Whether this platform's blob streams are byte streams that give back what went in. */
export async function canReadByob(): Promise<boolean> {
  const probe = Uint8Array.of(1, 2, 3);
  try {
    const reader = new Blob([probe]).stream().getReader({ mode: 'byob' });
    const { value } = await reader.read(new Uint8Array(16));
    await reader.cancel();
    return value?.length === probe.length && probe.every((byte, i) => value[i] === byte);
  } catch {
    return false; // TypeError: not a byte stream
  }
}
