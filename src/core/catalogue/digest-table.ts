/**
 * One algorithm's table of the built catalogue: digests in ascending order, and beside each its
 * entry, its grade and how many separate lists state it. Searched in place, never unpacked.
 */
import { algorithmOf, type AlgorithmId } from '../digest/algorithm.ts';
import { formatHex, parseHex } from '../bytes/hex.ts';
import { GRADES, type Grade } from './catalogue.ts';
import { unreadable } from './record.ts';
import type { Section } from './sections.ts';

/** Beside each digest: 4 bytes of entry index, 1 of grade, 1 of lists. */
const BESIDE_BYTES = 6;
const NO_ROW = 0xffff_ffff;

export interface DigestRow {
  readonly hex: string;
  readonly grade: Grade;
  readonly lists: number;
}

/** Negative, zero or positive, as the bytes at `offset` sort before, at or after the key. */
function compareAt(bytes: Uint8Array, offset: number, key: Uint8Array): number {
  for (let i = 0; i < key.length; i++) {
    const difference = (bytes[offset + i] ?? 0) - (key[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export class DigestTable {
  readonly algorithm: AlgorithmId;
  readonly count: number;
  readonly #body: Uint8Array;
  readonly #view: DataView;
  readonly #start: number;
  readonly #digestBytes: number;
  /** The row of each entry, `NO_ROW` where it has none: so an entry's digest has one home. */
  readonly #rowOfEntry: Uint32Array;

  /** Throws `Fault('catalogue.unreadable')` unless every row is in order and within bounds. */
  constructor(body: Uint8Array, section: Section & { algorithm: AlgorithmId }, entries: number) {
    this.algorithm = section.algorithm;
    this.count = section.count;
    this.#body = body;
    this.#view = new DataView(body.buffer, body.byteOffset, body.byteLength);
    this.#start = section.start;
    this.#digestBytes = algorithmOf(section.algorithm).digestBytes;
    if (section.end - section.start !== section.count * (this.#digestBytes + BESIDE_BYTES)) {
      throw unreadable(`expected ${section.count} whole rows in the table of ${section.algorithm}`);
    }
    this.#assertOrder();
    this.#rowOfEntry = this.#readRowsOfEntries(entries);
  }

  /** The entry with exactly this digest. Anything but a whole digest in hex finds nothing. */
  findEntry(hex: string): number | undefined {
    const key = parseHex(hex);
    if (key?.length !== this.#digestBytes) return undefined;
    const row = this.#firstNotBefore(key);
    const isEqual = row < this.count && compareAt(this.#body, this.#digestAt(row), key) === 0;
    return isEqual ? this.#entryAt(row) : undefined;
  }

  /** Entries whose digest begins with this: for a search by a person, never for a comparison. */
  entriesStarting(hex: string): readonly number[] {
    const start = hex.toLowerCase();
    const key = parseHex(start.padEnd(this.#digestBytes * 2, '0'));
    if (start === '' || key?.length !== this.#digestBytes) return [];
    const found: number[] = [];
    for (let row = this.#firstNotBefore(key); row < this.count; row++) {
      if (!this.#hexAt(row).startsWith(start)) break;
      found.push(this.#entryAt(row));
    }
    return found;
  }

  /** Position of the first row that does not sort before the key; `count` when there is none. */
  #firstNotBefore(key: Uint8Array): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareAt(this.#body, this.#digestAt(middle), key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  rowOf(entry: number): DigestRow | undefined {
    const row = this.#rowOfEntry[entry] ?? NO_ROW;
    if (row === NO_ROW) return undefined;
    return { hex: this.#hexAt(row), ...this.#standingAt(row) };
  }

  /** As `rowOf`, without the digest. */
  gradeOf(entry: number): Grade | undefined {
    const row = this.#rowOfEntry[entry] ?? NO_ROW;
    return row === NO_ROW ? undefined : this.#standingAt(row).grade;
  }

  #standingAt(row: number): Omit<DigestRow, 'hex'> {
    const grades = this.#start + this.count * (this.#digestBytes + 4);
    const grade = GRADES[this.#view.getUint8(grades + row)];
    const lists = this.#view.getUint8(grades + this.count + row);
    if (grade === undefined || lists === 0) {
      throw unreadable(`expected a grade and a list in row ${row} of ${this.algorithm}`);
    }
    return { grade, lists };
  }

  #hexAt(row: number): string {
    const start = this.#digestAt(row);
    return formatHex(this.#body.subarray(start, start + this.#digestBytes));
  }

  #digestAt(row: number): number {
    return this.#start + row * this.#digestBytes;
  }

  #entryAt(row: number): number {
    return this.#view.getUint32(this.#start + this.count * this.#digestBytes + row * 4, true);
  }

  #assertOrder(): void {
    for (let row = 1; row < this.count; row++) {
      if (!this.#isAfterTheRowBefore(row)) {
        throw unreadable(`expected ascending digests at row ${row} of ${this.algorithm}`);
      }
    }
  }

  #isAfterTheRowBefore(row: number): boolean {
    const start = this.#digestAt(row);
    for (let offset = start; offset < start + this.#digestBytes; offset++) {
      const [above, own] = [this.#body[offset - this.#digestBytes] ?? 0, this.#body[offset] ?? 0];
      if (own !== above) return own > above;
    }
    return false;
  }

  #readRowsOfEntries(entries: number): Uint32Array {
    const rows = new Uint32Array(entries).fill(NO_ROW);
    for (let row = 0; row < this.count; row++) {
      const entry = this.#entryAt(row);
      if (rows[entry] !== NO_ROW) {
        throw unreadable(
          `expected one ${this.algorithm} an entry, got entry ${entry} in row ${row}`,
        );
      }
      rows[entry] = row;
    }
    return rows;
  }
}
