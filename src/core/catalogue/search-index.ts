/**
 * Which entries have a word, a word that begins so, or one that has this inside: the words of all
 * entries in their order, each with the entries that have it. An entry is known here by its rank,
 * its place in `EntryOrder.ranked`, so that what is found is in order without being sorted.
 */
import type { Catalogue } from './decode.ts';
import { orderOf } from './entry-order.ts';
import { Graduals, STEP_ENTRIES } from './gradual.ts';
import { EntryWords, splitWords } from './search-words.ts';
import { WordBook } from './word-book.ts';

/** Half-open, of places in `words`. */
export interface WordRange {
  readonly start: number;
  readonly end: number;
}

/** Behind every letter and digit. */
const LAST = '\uffff';

interface Parts {
  readonly words: readonly string[];
  /** Of each word where its ranks begin in `ranks`; one more for the end. */
  readonly starts: Uint32Array;
  readonly ranks: Uint32Array;
  readonly ranked: Uint32Array;
  /** Of each rank which of `products` it is. */
  readonly productOf: Uint32Array;
  readonly products: readonly (readonly string[])[];
}

export class SearchIndex {
  /** Distinct, in the order of their UTF-16 code units. */
  readonly words: readonly string[];
  /** Position of each rank. */
  readonly ranked: Uint32Array;
  readonly productOf: Uint32Array;
  /** The words of each product. */
  readonly products: readonly (readonly string[])[];
  /** Ascending. */
  readonly allRanks: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #ranks: Uint32Array;
  readonly #rankOf: Uint32Array;
  #joined: { readonly text: string; readonly offsets: Uint32Array } | undefined;

  constructor({ words, starts, ranks, ranked, productOf, products }: Parts) {
    this.words = words;
    this.ranked = ranked;
    this.productOf = productOf;
    this.products = products;
    this.#starts = starts;
    this.#ranks = ranks;
    this.#rankOf = new Uint32Array(ranked.length);
    this.allRanks = ranked.map((_, rank) => rank);
    ranked.forEach((position, rank) => (this.#rankOf[position] = rank));
  }

  rankOf(position: number): number {
    return this.#rankOf[position] ?? 0;
  }

  findExact(word: string): WordRange {
    const start = this.#firstNotBefore(word);
    return { start, end: this.words[start] === word ? start + 1 : start };
  }

  findStarting(start: string): WordRange {
    return { start: this.#firstNotBefore(start), end: this.#firstNotBefore(start + LAST) };
  }

  /** Places of the words that have this inside. */
  findContaining(part: string): readonly number[] {
    const { text, offsets } = (this.#joined ??= join(this.words));
    const found: number[] = [];
    for (let at = text.indexOf(part); at >= 0; ) {
      const place = lastNotAfter(offsets, at);
      found.push(place);
      at = text.indexOf(part, offsets[place + 1] ?? text.length);
    }
    return found;
  }

  /** Ascending within one word; the same rank may be of several. */
  ranksOf({ start, end }: WordRange): Uint32Array {
    return this.#ranks.subarray(this.#starts[start], this.#starts[end]);
  }

  /** Whether the entry has one of these words. */
  hasWord({ start, end }: WordRange, rank: number): boolean {
    for (let place = start; place < end; place++) {
      if (this.#hasRank(place, rank)) return true;
    }
    return false;
  }

  #hasRank(place: number, rank: number): boolean {
    let [low, high] = [this.#starts[place] ?? 0, this.#starts[place + 1] ?? 0];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const found = this.#ranks[middle] ?? 0;
      if (found === rank) return true;
      if (found < rank) low = middle + 1;
      else high = middle;
    }
    return false;
  }

  #firstNotBefore(word: string): number {
    let [low, high] = [0, this.words.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.words[middle] ?? '') < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** No word has a line's end in it. */
function join(words: readonly string[]): { text: string; offsets: Uint32Array } {
  const offsets = new Uint32Array(words.length + 1);
  words.forEach((word, place) => (offsets[place + 1] = (offsets[place] ?? 0) + word.length + 1));
  return { text: words.join('\n'), offsets };
}

/** Place of the last of ascending numbers that is at most `value`; the first is. */
function lastNotAfter(ascending: Uint32Array, value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

const indexes = new Graduals<Catalogue, SearchIndex>(makeIndex);
/** Each step throws `Fault('catalogue.unreadable')` as `findMatches` does. */
export const searchIndexOf = (catalogue: Catalogue) => indexes.for(catalogue);

function* makeIndex(catalogue: Catalogue): Generator<void, SearchIndex> {
  const order = orderOf(catalogue);
  while (!order.step()) yield;
  const { ranked } = order.finish();
  const gathered = yield* gatherWords(catalogue);
  const { book } = gathered;
  const placed = yield* placeWords(book);
  const ranks = yield* placeRanks(book, placed, ranked);
  const productOf = ranked.map((position) => gathered.productOf[position] ?? 0);
  const products = gathered.products.map(splitWords);
  yield;
  return new SearchIndex({ ...placed, ranks, ranked, productOf, products });
}

interface Gathered {
  readonly book: WordBook;
  /** Of each position. */
  readonly productOf: Uint32Array;
  readonly products: readonly string[];
}

function* gatherWords(catalogue: Catalogue): Generator<void, Gathered> {
  const { entries } = catalogue.info;
  const book = new WordBook();
  const splitter = new EntryWords((word) => book.numberOf(word));
  const products = new Map<string, number>();
  const productOf = new Uint32Array(entries);
  for (let position = 0; position < entries; position++) {
    const entry = catalogue.traitsAt(position);
    const also = [...catalogue.aliasesAt(position), ...catalogue.gradesAt(position).keys()];
    splitter.visit(entry, also, (number) => book.add(number));
    book.endEntry();
    const product = products.get(entry.product) ?? products.size;
    products.set(entry.product, product);
    productOf[position] = product;
    if (position % STEP_ENTRIES === 0) yield;
  }
  return { book, productOf, products: [...products.keys()] };
}

interface Placed {
  readonly words: readonly string[];
  /** Of each word by its number in the book. */
  readonly placeOf: Uint32Array;
  readonly starts: Uint32Array;
}

/** The words in order; those that begin with the same two letters at a time. */
function* placeWords(book: WordBook): Generator<void, Placed> {
  const groups = new Map<string, string[]>();
  for (const word of book.words) {
    const letters = word.slice(0, 2);
    const group = groups.get(letters);
    if (group) group.push(word);
    else groups.set(letters, [word]);
  }
  yield;
  const words: string[] = [];
  for (const letters of [...groups.keys()].sort()) {
    for (const word of groups.get(letters)?.sort() ?? []) words.push(word);
    yield;
  }
  const placeOf = new Uint32Array(words.length);
  const starts = new Uint32Array(words.length + 1);
  words.forEach((word, place) => {
    const number = book.numberOf(word);
    placeOf[number] = place;
    starts[place + 1] = (starts[place] ?? 0) + book.countOf(number);
  });
  yield;
  return { words, placeOf, starts };
}

function* placeRanks(
  book: WordBook,
  { placeOf, starts }: Placed,
  ranked: Uint32Array,
): Generator<void, Uint32Array> {
  const ranks = new Uint32Array(book.uses);
  const next = starts.slice();
  for (let rank = 0; rank < ranked.length; rank++) {
    for (const number of book.wordsOf(ranked[rank] ?? 0)) {
      const place = placeOf[number] ?? 0;
      const at = next[place] ?? 0;
      ranks[at] = rank;
      next[place] = at + 1;
    }
    if (rank % (STEP_ENTRIES * 4) === 0) yield;
  }
  return ranks;
}
