/**
 * The content of a file inside an image as a byte source of its own, read through the places
 * where the image keeps it: so a reader of one format reads a file inside another.
 */
import type { ByteSource } from './source.ts';

/** A run of bytes of the outer source; as the trees of images give it. */
export interface SourceExtent {
  /** 0-based byte offset in the outer source. */
  readonly offset: number;
  /** Bytes, from 1. */
  readonly length: number;
  /** Reads as zeros, whatever the outer source holds at `offset`. */
  readonly isHole?: true;
}

export class ExtentSource implements ByteSource {
  readonly size: number;
  readonly #outer: ByteSource;
  readonly #extents: readonly SourceExtent[];
  /** Where each extent begins in the content; one more for its end. */
  readonly #starts: readonly number[];

  /**
   * `size`: bytes of the content; what the extents have beyond it is not read, and if they have
   * less, the content is as long as they are.
   */
  constructor(outer: ByteSource, extents: readonly SourceExtent[], size: number) {
    let start = 0;
    const starts = [0];
    for (const { length } of extents) starts.push((start += length));
    this.size = Math.min(size, start);
    this.#outer = outer;
    this.#extents = extents;
    this.#starts = starts;
  }

  /**
   * As of any byte source, and fewer bytes also where the outer source ends inside the content:
   * never bytes from behind a gap.
   */
  async read(start: number, length: number): Promise<Uint8Array> {
    const end = Math.min(start + length, this.size);
    if (!(end > start)) return new Uint8Array(0);
    const only = this.#pieceAt(start, end);
    if (only.length === end - start && !only.isHole) return this.#readOuter(only);
    const content = new Uint8Array(end - start);
    for (let at = start; at < end;) {
      const piece = this.#pieceAt(at, end);
      if (!piece.isHole) {
        const bytes = await this.#readOuter(piece);
        content.set(bytes, at - start);
        if (bytes.length < piece.length) return content.subarray(0, at - start + bytes.length);
      }
      at += piece.length;
    }
    return content;
  }

  async #readOuter({ offset, length }: SourceExtent): Promise<Uint8Array> {
    if (offset >= this.#outer.size) return new Uint8Array(0);
    const bytes = await this.#outer.read(offset, length);
    return bytes.length > length ? bytes.subarray(0, length) : bytes;
  }

  /** The part of one extent that holds the content from `at` on, up to `end`. */
  #pieceAt(at: number, end: number): SourceExtent {
    const index = this.#indexAt(at);
    const extent = this.#extents[index];
    const start = this.#starts[index] ?? 0;
    const length = Math.min(this.#starts[index + 1] ?? end, end) - at;
    const isHole = extent === undefined || extent.isHole;
    return {
      offset: (extent?.offset ?? 0) + at - start,
      length,
      ...(isHole ? { isHole } : {}),
    };
  }

  /** By bisection: the last extent that begins at `at` or before. */
  #indexAt(at: number): number {
    let low = 0;
    let high = this.#extents.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
