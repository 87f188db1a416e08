/**
 * Reads one record of the built catalogue: docs/catalogue-format.md. Every read is checked against
 * the record's own end, so that a damaged file can only end in a fault, never in bytes of a
 * neighbour.
 */
import { formatHex } from '../bytes/hex.ts';
import { Fault } from '../fault.ts';

// Seven bits a byte: the eighth byte would begin at bit 49 and end past 2^53 - 1.
const MAX_VARINT_BYTES = 8;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function unreadable(message: string, cause?: unknown): Fault {
  return new Fault('catalogue.unreadable', `catalogue ${message}`, { cause });
}

/** Half-open, in bytes of the catalogue's content. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export class RecordReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #offset: number;

  /** Throws `Fault('catalogue.unreadable')` when the range does not lie within the bytes. */
  constructor(bytes: Uint8Array, range: Range) {
    if (range.start < 0 || range.end < range.start || range.end > bytes.length) {
      throw unreadable(
        `expected a range within ${bytes.length} bytes, got ${range.start} to ${range.end}`,
      );
    }
    this.#bytes = bytes;
    this.#offset = range.start;
    this.#end = range.end;
  }

  u8(): number {
    const byte = this.#offset < this.#end ? this.#bytes[this.#offset] : undefined;
    if (byte === undefined)
      throw unreadable(`expected a byte at offset ${this.#offset}, got the end`);
    this.#offset++;
    return byte;
  }

  /** LEB128, unsigned, at most 2^53 - 1, in its shortest form. */
  varint(): number {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < MAX_VARINT_BYTES; i++) {
      const byte = this.u8();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return this.#checked(value, i > 0 && byte === 0);
      scale *= 0x80;
    }
    throw unreadable(`expected a number of at most ${MAX_VARINT_BYTES} bytes at ${this.#offset}`);
  }

  /** A number that is an index into `count` things. */
  index(count: number): number {
    const value = this.varint();
    if (value >= count) throw unreadable(`expected an index below ${count}, got ${value}`);
    return value;
  }

  /** Lower-case hex of the next bytes. */
  hex(byteCount: number): string {
    const start = this.#offset;
    if (byteCount > this.#end - start) throw unreadable(`expected ${byteCount} bytes at ${start}`);
    this.#offset += byteCount;
    return formatHex(this.#bytes.subarray(start, this.#offset));
  }

  /** Strict UTF-8 with its length in front. */
  text(): string {
    const length = this.varint();
    const start = this.#offset;
    if (length > this.#end - start)
      throw unreadable(`expected ${length} bytes of text at ${start}`);
    this.#offset += length;
    return decodeText(this.#bytes, { start, end: this.#offset });
  }

  /** A record holds what is read and nothing after it. */
  assertEnd(): void {
    if (this.#offset !== this.#end) {
      throw unreadable(`expected a record's end at ${this.#end}, got ${this.#offset}`);
    }
  }

  #checked(value: number, isPadded: boolean): number {
    if (isPadded || !Number.isSafeInteger(value)) {
      throw unreadable(`expected a shortest number below 2^53 before offset ${this.#offset}`);
    }
    return value;
  }
}

/** Strict UTF-8. */
export function decodeText(bytes: Uint8Array, range: Range): string {
  try {
    return utf8.decode(bytes.subarray(range.start, range.end));
  } catch (cause) {
    throw unreadable(`expected UTF-8 at offset ${range.start}`, cause);
  }
}

/**
 * Where each of `count` records lies: their lengths as 16-bit little-endian numbers, then the
 * records. Position i is the start of record i and the end of the one before; there are
 * `count + 1` positions. Throws `Fault('catalogue.unreadable')` when they do not fill the range.
 */
export function readRecordStarts(view: DataView, range: Range, count: number): Uint32Array {
  const first = range.start + count * 2;
  if (first > range.end)
    throw unreadable(`expected ${count} lengths in ${range.end - range.start} bytes`);
  const starts = new Uint32Array(count + 1);
  let offset = first;
  for (let i = 0; i < count; i++) {
    starts[i] = offset;
    offset += view.getUint16(range.start + i * 2, true);
  }
  starts[count] = offset;
  if (offset !== range.end)
    throw unreadable(`expected records to end at ${range.end}, got ${offset}`);
  return starts;
}
