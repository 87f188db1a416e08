import type { ByteSource } from '../bytes/source.ts';

/**
 * A medium with bad places, for a look at what is on it: a part that cannot be read reads as one
 * that is not there. That the image cannot be read whole, its reading finds out and says; until
 * then what can be known of it is shown.
 *
 * Rejects only while nothing at all could be read, with what the platform rejects with.
 */
export class ForgivingSource implements ByteSource {
  readonly size: number;
  readonly #source: ByteSource;
  #hasRead = false;
  /** Where the first bad place was, in bytes from the start; `undefined`: there was none. */
  badAt: number | undefined;

  constructor(source: ByteSource) {
    this.size = source.size;
    this.#source = source;
  }

  async read(start: number, length: number): Promise<Uint8Array> {
    try {
      const bytes = await this.#source.read(start, length);
      this.#hasRead = true;
      return bytes;
    } catch (thrown) {
      if (!this.#hasRead) throw thrown;
      this.badAt ??= start;
      return new Uint8Array(0);
    }
  }
}
