/** Whether what lies behind the end of an image is nothing but zeros. */
import type { BoundedSource } from '../bytes/bounded-source.ts';

/** A tail up to here is read whole: the padding of all known tools is shorter. */
export const MAX_TAIL_BYTES = 8 << 20;

/** Of a longer one: so many places, spread evenly from its first byte to its last. */
const SAMPLES = 64;
const SAMPLE_BYTES = 1 << 16;

export interface Tail {
  readonly isZero: boolean;
  /** Only some of its bytes were seen; never so when another byte than zero was met. */
  readonly isSampled: boolean;
}

/** The bytes from `start` to the end of the source. Rejects only as the source does. */
export async function readTail(source: BoundedSource, start: number): Promise<Tail> {
  const length = source.size - start;
  const isLong = length > MAX_TAIL_BYTES;
  const count = isLong ? SAMPLES : Math.ceil(length / SAMPLE_BYTES);
  let seen = 0;
  for (let i = 0; i < count; i++) {
    // Multiplied before it is divided, so that the last one is exactly the last.
    const at = isLong
      ? Math.floor((i * (length - SAMPLE_BYTES)) / (SAMPLES - 1))
      : i * SAMPLE_BYTES;
    const bytes = await source.read(start + at, SAMPLE_BYTES);
    if (bytes.some((byte) => byte !== 0)) return { isZero: false, isSampled: false };
    seen += bytes.length;
  }
  // Fewer where a part could not be read, or the reads came to their limit.
  return { isZero: true, isSampled: seen < length };
}
