import { parseHex } from '../bytes/hex.ts';
import type { Pieces } from './reference.ts';
import { findTag } from './tag.ts';

const BYTES: ReadonlyMap<Pieces['algorithm'], number> = new Map([
  ['md5', 16],
  ['sha1', 20],
  ['sha256', 32],
  ['sha512', 64],
] as const);

/** Digests of pieces in hex, taken one after another. */
export class PieceList {
  readonly #algorithm: Pieces['algorithm'] | undefined;
  readonly #length: number;
  readonly #texts: string[] = [];

  /** `type`: the algorithm's name; `length`: bytes of a piece, in decimal. */
  constructor(type: string | undefined, length: string | undefined) {
    const tag = findTag(type ?? '');
    const id = tag?.kind === 'listed' ? tag.algorithm : undefined;
    this.#algorithm = [...BYTES.keys()].find((one) => one === id);
    this.#length = /^\d{1,15}$/.test(length ?? '') ? Number(length) : 0;
  }

  add(text: string): void {
    this.#texts.push(text);
  }

  /** `undefined` unless every piece of a file of `size` bytes has its digest. */
  finish(size: number): Pieces | undefined {
    const bytes = this.#algorithm && BYTES.get(this.#algorithm);
    if (!this.#algorithm || bytes === undefined || this.#length === 0) return undefined;
    if (this.#texts.length !== Math.ceil(size / this.#length)) return undefined;
    const digests = new Uint8Array(this.#texts.length * bytes);
    for (const [index, text] of this.#texts.entries()) {
      const parsed = text.length === bytes * 2 ? parseHex(text) : undefined;
      if (!parsed) return undefined;
      digests.set(parsed, index * bytes);
    }
    return { algorithm: this.#algorithm, length: this.#length, digests };
  }
}
