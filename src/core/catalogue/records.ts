/** The records of one section of the built catalogue: docs/catalogue-format.md. */
import { RecordReader, decodeText, readRecordStarts, unreadable } from './record.ts';
import type { Section } from './sections.ts';

/** Found by index, decoded when they are asked for. */
export class Records {
  readonly count: number;
  readonly #body: Uint8Array;
  readonly #starts: Uint32Array;

  constructor(body: Uint8Array, section: Section) {
    const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
    this.#body = body;
    this.#starts = readRecordStarts(view, section, section.count);
    this.count = section.count;
  }

  text(index: number): string {
    return decodeText(this.#body, this.#rangeOf(index));
  }

  reader(index: number): RecordReader {
    return new RecordReader(this.#body, this.#rangeOf(index));
  }

  #rangeOf(index: number): { start: number; end: number } {
    const [start, end] = [this.#starts[index], this.#starts[index + 1]];
    if (start === undefined || end === undefined) {
      throw unreadable(`expected a record below ${this.count}, got ${index}`);
    }
    return { start, end };
  }
}
