/**
 * Bencode (BEP 3): `i12e`, `4:text`, `l…e`, `d…e`. Strings stay bytes, and refer to the input. A
 * dictionary's keys must be there once each; their order is not insisted on, for clients never did.
 */
export type Bencode = number | Uint8Array | readonly Bencode[] | ReadonlyMap<string, Bencode>;

/** A file tree of BEP 52 is as deep as the paths in it; PATH_MAX of Linux allows 2,048 levels. */
const MAX_DEPTH = 256;

/** 128 MiB of `le` would be 64 million values; a torrent of 100,000 files has some million. */
const MAX_VALUES = 4_000_000;

/** 2^53 has sixteen digits; an info dictionary has no longer ones. */
const MAX_NUMBER_DIGITS = 17;

const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;

/** The one value that the bytes are; `undefined` for anything else, and beyond the limits. */
export function parseBencode(bytes: Uint8Array): Bencode | undefined {
  const reader = new BencodeReader(bytes);
  const value = reader.readValue(0);
  return value !== undefined && reader.isAtEnd ? value : undefined;
}

/** Keys are told apart byte by byte, as Latin-1. */
const keyOf = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

class BencodeReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #values = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  readValue(depth: number): Bencode | undefined {
    if (depth > MAX_DEPTH || ++this.#values > MAX_VALUES) return undefined;
    switch (this.#bytes[this.#at]) {
      case 0x69: // i
        return this.#readInteger();
      case 0x6c: // l
        return this.#readList(depth);
      case 0x64: // d
        return this.#readDictionary(depth);
      default:
        return this.#readString();
    }
  }

  #readInteger(): number | undefined {
    this.#at++;
    const isNegative = this.#takes(0x2d);
    const value = this.#readDigits();
    if (value === undefined || !this.#takes(0x65)) return undefined;
    return isNegative ? -value : value;
  }

  #readList(depth: number): readonly Bencode[] | undefined {
    this.#at++;
    const values: Bencode[] = [];
    while (!this.#takes(0x65)) {
      const value = this.readValue(depth + 1);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return values;
  }

  #readDictionary(depth: number): ReadonlyMap<string, Bencode> | undefined {
    this.#at++;
    const values = new Map<string, Bencode>();
    while (!this.#takes(0x65)) {
      const key = this.#readString();
      const name = key && keyOf(key);
      const value = name === undefined ? undefined : this.readValue(depth + 1);
      if (name === undefined || value === undefined || values.has(name)) return undefined;
      values.set(name, value);
    }
    return values;
  }

  #readString(): Uint8Array | undefined {
    const length = this.#readDigits();
    if (length === undefined || !this.#takes(0x3a)) return undefined;
    const end = this.#at + length;
    if (end > this.#bytes.length) return undefined;
    const text = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return text;
  }

  /** A whole number from 0 to 2^53 - 1. */
  #readDigits(): number | undefined {
    const start = this.#at;
    let value = 0;
    for (;;) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined || byte < DIGIT_0 || byte > DIGIT_9) break;
      if (this.#at - start >= MAX_NUMBER_DIGITS) return undefined;
      value = value * 10 + (byte - DIGIT_0);
      this.#at++;
    }
    return this.#at > start && Number.isSafeInteger(value) ? value : undefined;
  }

  #takes(byte: number): boolean {
    if (this.#bytes[this.#at] !== byte) return false;
    this.#at++;
    return true;
  }
}
