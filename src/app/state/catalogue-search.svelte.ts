import type { CatalogueSearch, FoundEntry, TakenWord } from '../../core/catalogue/catalogue.ts';
import type { CatalogueReader } from '../../engine/client/catalogue.ts';

/** Rows that are asked for at once: more than a screen holds. */
const PART_ROWS = 64;
/** Parts that are kept on either side of what is looked at. */
const PARTS_KEPT = 4;

/** Half-open, in rows. */
export interface RowRange {
  readonly start: number;
  readonly end: number;
}

/**
 * A search that is typed, and the part of its result that is looked at. One question is under way
 * at a time, and always for the latest text: typing waits for nothing and nothing piles up.
 */
export class CatalogueSearching {
  readonly #reader: CatalogueReader;
  #isAsking = false;
  #wanted: RowRange = { start: 0, end: 1 };

  /** As it is typed. */
  text = $state.raw('');
  /** What `total` and the rows are the answer to; `undefined` before the first answer. */
  answered = $state.raw<string | undefined>();
  total = $state.raw(0);
  /** Words of `answered` that were taken as others. */
  taken = $state.raw<readonly TakenWord[]>([]);
  /** The last question was not answered. */
  hasFailed = $state.raw(false);
  /** Rows by part. */
  #parts = $state.raw<ReadonlyMap<number, readonly FoundEntry[]>>(new Map());

  constructor(reader: CatalogueReader) {
    this.#reader = reader;
  }

  /** `undefined` until it has come. */
  rowAt(index: number): FoundEntry | undefined {
    return this.#parts.get(Math.floor(index / PART_ROWS))?.[index % PART_ROWS];
  }

  setText(text: string): void {
    this.text = text;
    this.#wanted = { start: 0, end: 1 };
    void this.#ask();
  }

  /** These rows are looked at. */
  want(range: RowRange): void {
    this.#wanted = range;
    void this.#ask();
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      for (let next = this.#next(); next; next = this.#next()) await this.#take(next);
      this.hasFailed = false;
    } catch {
      this.hasFailed = true;
    }
    this.#isAsking = false;
  }

  /** What is to be asked for; `undefined` when all that is looked at is there. */
  #next(): CatalogueSearch | undefined {
    const { text } = this;
    if (text !== this.answered) return { text, from: 0, count: PART_ROWS };
    const end = Math.min(this.#wanted.end, this.total);
    for (let part = this.#firstPart; part * PART_ROWS < end; part++) {
      if (!this.#parts.has(part)) return { text, from: part * PART_ROWS, count: PART_ROWS };
    }
    return undefined;
  }

  get #firstPart(): number {
    return Math.floor(this.#wanted.start / PART_ROWS);
  }

  async #take(search: CatalogueSearch): Promise<void> {
    const { total, rows, taken } = await this.#reader.search(search);
    const part = search.from / PART_ROWS;
    const kept = search.text === this.answered ? [...this.#parts].filter(this.#isNear) : [];
    this.#parts = new Map([...kept, [part, rows]]);
    this.total = total;
    this.taken = taken;
    this.answered = search.text;
  }

  #isNear = ([part]: readonly [number, unknown]): boolean =>
    Math.abs(part - this.#firstPart) <= PARTS_KEPT;
}
