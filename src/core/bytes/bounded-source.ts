/**
 * A byte source for readers of structure. What an input says about itself decides where they read
 * and how much, so every read is held to limits here, once, instead of in each reader.
 */
import type { ByteSource } from './source.ts';

export interface ReadLimits {
  /** Bytes of one read. */
  readonly maxReadBytes: number;
  /** Bytes of all reads together. */
  readonly maxTotalBytes: number;
}

/** Descriptors and directories come in sectors; the longest run that is read at once is 64 KiB. */
export const MAX_READ_BYTES = 1 << 20;

/** The directories of a disc with 100,000 long Rock Ridge entries come to some 40 MB. */
export const MAX_METADATA_BYTES = 256 << 20;

const DEFAULT_LIMITS: ReadLimits = {
  maxReadBytes: MAX_READ_BYTES,
  maxTotalBytes: MAX_METADATA_BYTES,
};

export class BoundedSource implements ByteSource {
  readonly size: number;
  readonly #source: ByteSource;
  readonly #limits: ReadLimits;
  #bytesRead = 0;
  #isSpent = false;

  constructor(source: ByteSource, limits: Partial<ReadLimits> = {}) {
    this.size = source.size;
    this.#source = source;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
  }

  /** Bytes that all reads have given so far. */
  get bytesRead(): number {
    return this.#bytesRead;
  }

  /** A read was refused because the total would have gone beyond its limit. */
  get isSpent(): boolean {
    return this.#isSpent;
  }

  /**
   * As of any byte source: fewer bytes than asked for where the input ends. None at all when the
   * read is refused: longer than one read may be, beyond the total, or not at an offset of whole
   * bytes. Rejects only with what the platform rejects with.
   */
  async read(start: number, length: number): Promise<Uint8Array> {
    const wanted = Math.min(length, this.size - start);
    if (!isOffset(start) || !isOffset(length) || length > this.#limits.maxReadBytes) return NOTHING;
    if (wanted <= 0) return NOTHING;
    if (this.#bytesRead + wanted > this.#limits.maxTotalBytes) {
      this.#isSpent = true;
      return NOTHING;
    }
    this.#bytesRead += wanted;
    const bytes = await this.#source.read(start, wanted);
    return bytes.length > wanted ? bytes.subarray(0, wanted) : bytes;
  }

  /** All of the bytes, or `undefined` when the input does not hold them or the read is refused. */
  async readWhole(start: number, length: number): Promise<Uint8Array | undefined> {
    const bytes = await this.read(start, length);
    return bytes.length === length ? bytes : undefined;
  }
}

const NOTHING = new Uint8Array(0);

const isOffset = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** `source` itself when it is bounded already: readers of one image share one total. */
export function boundedSource(source: ByteSource): BoundedSource {
  return source instanceof BoundedSource ? source : new BoundedSource(source);
}
