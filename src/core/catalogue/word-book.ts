/** Words of all entries while they are gathered: each is a number, and once in an entry. */

/** Grows as it is written to. */
class NumberList {
  #items = new Uint32Array(1024);
  length = 0;

  push(item: number): void {
    if (this.length === this.#items.length) {
      const larger = new Uint32Array(this.#items.length * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.length++] = item;
  }

  view(start: number, end: number): Uint32Array {
    return this.#items.subarray(start, end);
  }
}

export class WordBook {
  readonly #numbers = new Map<string, number>();
  /** Of each word in how many entries it is. */
  readonly #counts: number[] = [];
  /** Of each word the last entry that has it. */
  readonly #lastEntry: number[] = [];
  readonly #used = new NumberList();
  /** Of each entry where its words end in `#used`. */
  readonly #ends = new NumberList();

  numberOf(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(word, number);
    this.#counts.push(0);
    this.#lastEntry.push(-1);
    return number;
  }

  /** A word of the entry that is being written. */
  add(number: number): void {
    const entry = this.#ends.length;
    if (this.#lastEntry[number] === entry) return;
    this.#lastEntry[number] = entry;
    this.#counts[number] = (this.#counts[number] ?? 0) + 1;
    this.#used.push(number);
  }

  /** What follows is of the next entry. */
  endEntry(): void {
    this.#ends.push(this.#used.length);
  }

  /** In the order of their first use. */
  get words(): readonly string[] {
    return [...this.#numbers.keys()];
  }

  get uses(): number {
    return this.#used.length;
  }

  countOf(number: number): number {
    return this.#counts[number] ?? 0;
  }

  /** Numbers of the words of an entry. */
  wordsOf(entry: number): Uint32Array {
    const [from = 0] = entry === 0 ? [] : this.#ends.view(entry - 1, entry);
    const [to = from] = this.#ends.view(entry, entry + 1);
    return this.#used.view(from, to);
  }
}
