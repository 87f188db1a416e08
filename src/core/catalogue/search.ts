/**
 * Search in a person's own words: all of them have to begin a word of the entry, in any order, or
 * a digest. The best come first. For finding, never for comparing: digests of images are compared
 * whole, in `lookup.ts`.
 */
import {
  bestGrade,
  GRADES,
  type CatalogueEntry,
  type CatalogueSearch,
  type EntrySummary,
  type FoundEntry,
  type SearchResult,
} from './catalogue.ts';
import type { Catalogue } from './decode.ts';
import { EntryWords, splitWords } from './search-words.ts';

/** A SHA-512 in groups has 191 characters; what is longer is no question for one image. */
export const MAX_SEARCH_CHARACTERS = 256;
/** Each word costs a pass over what the others found. */
const MAX_WORDS = 16;
/** As many rows are on the tallest screen several times over. */
export const MAX_FOUND_ROWS = 256;
/** A shorter beginning of a digest is the beginning of too many others. */
const MIN_DIGEST_CHARACTERS = 6;
/** Shorter words are inside of nearly everything. */
const MIN_INFIX_CHARACTERS = 3;

/** Of the words that nobody asked for; more are no worse. */
const MAX_SURPLUS = 15;

const EXACT = 2;
const PREFIX = 1;
/** More than all words together can score. */
const DIGEST = MAX_WORDS * EXACT + 1;

/** What a search goes through: some megabytes, made at the first one. */
interface Index {
  /** Of each entry its words, each between blanks. */
  readonly words: readonly string[];
  /** Positions of all entries, those that are looked for most often first. */
  readonly ranked: Uint32Array;
  /** Of each entry the position of its product in `products`. */
  readonly productOf: Uint32Array;
  /** The words of each product. */
  readonly products: readonly (readonly string[])[];
}

const indexes = new WeakMap<Catalogue, Index>();
const lastFound = new WeakMap<Catalogue, { text: string; positions: Uint32Array }>();

/** Makes what the first search with a word needs. Throws `Fault('catalogue.unreadable')`. */
export function prepareSearch(catalogue: Catalogue): void {
  indexOf(catalogue);
}

function indexOf(catalogue: Catalogue): Index {
  const known = indexes.get(catalogue) ?? makeIndex(catalogue);
  indexes.set(catalogue, known);
  return known;
}

/** What is asked for by its name alone is usually the plain retail image of the newest version. */
const CHANNELS: readonly (string | undefined)[] = ['Retail', undefined, 'Volume', 'Eval', 'OEM'];

/** Each part of a version counts for a thousand of the next; dates stand alone. */
const VERSION_PARTS = 3;
const versionNumber = (version = ''): number =>
  splitWords(version)
    .flatMap((word) => word.split('.'))
    .slice(0, VERSION_PARTS)
    .reduce((sum, part, place) => sum + (Number(/^\d+/.exec(part)?.[0]) || 0) / 1000 ** place, 0);

/** Of the Windows versions that have no number, or one that does not tell their place. */
const NAMED_VERSIONS: ReadonlyMap<string, number> = new Map([
  ['95', 4],
  ['98', 4.1],
  ['ME', 4.9],
  ['2000', 5],
  ['XP', 5.1],
  ['VISTA', 6],
]);

/** The newest of a family comes first; Windows says in its name which it is. */
function versionRank({ product, version }: EntrySummary): number {
  if (version !== undefined) return versionNumber(version);
  const word = /^Windows (?:Server )?([\w.]+)/.exec(product)?.[1] ?? '';
  return NAMED_VERSIONS.get(word.toUpperCase()) ?? versionNumber(word);
}

/** Editions without the media player, for Europe and Korea. */
const VARIANT = / (?:N|K|KN)$/;

/** To be compared one by one, from the first on; the smaller comes first. */
function rankOf(entry: EntrySummary, gradeRank: number): readonly number[] {
  const { channel, edition = '', servicePack = '', language } = entry;
  return [
    gradeRank,
    CHANNELS.indexOf(channel),
    -versionRank(entry),
    VARIANT.test(edition) ? 1 : 0,
    language === undefined || language === 'en-US' ? 0 : 1,
    -Number(/^SP(\d)/.exec(servicePack)?.[1] ?? 0),
  ];
}

function compareRanks(one: readonly number[], other: readonly number[]): number {
  for (let place = 0; place < one.length; place++) {
    const difference = (one[place] ?? 0) - (other[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function makeIndex(catalogue: Catalogue): Index {
  const splitter = new EntryWords();
  const words: string[] = [];
  const productOf = new Uint32Array(catalogue.info.entries);
  const products = new Map<string, number>();
  /** Positions of each rank, in their order: there are far fewer ranks than entries. */
  const kinds = new Map<string, { rank: readonly number[]; positions: number[] }>();
  for (let position = 0; position < catalogue.info.entries; position++) {
    const summary = catalogue.summaryAt(position);
    const grades = catalogue.gradesAt(position);
    const also = [...catalogue.aliasesAt(position), ...grades.keys()];
    words.push(` ${[...splitter.of(summary, also)].join(' ')} `);
    const product = products.get(summary.product) ?? products.size;
    products.set(summary.product, product);
    productOf[position] = product;
    const rank = rankOf(summary, GRADES.indexOf(bestGrade(grades.values())));
    const key = rank.join(' ');
    const kind = kinds.get(key);
    if (kind) kind.positions.push(position);
    else kinds.set(key, { rank, positions: [position] });
  }
  const sorted = [...kinds.values()].sort((a, b) => compareRanks(a.rank, b.rank));
  const ranked = Uint32Array.from(sorted.flatMap(({ positions }) => positions));
  return { words, ranked, productOf, products: [...products.keys()].map(splitWords) };
}

/** How well a word fits an entry; 0 when it does not. */
type Fit = (words: string, position: number) => number;

/** `7` is no beginning of `7601`, but of `7.9`. */
const SHORT_NUMBER = /^\d{1,2}$/;
const HEX = /^[\da-f]+$/;

function fitOf(word: string, catalogue: Catalogue): Fit {
  const exact = ` ${word} `;
  const start = SHORT_NUMBER.test(word) ? ` ${word}.` : ` ${word}`;
  const byDigest =
    word.length >= MIN_DIGEST_CHARACTERS && HEX.test(word)
      ? catalogue.findDigestsStarting(word)
      : undefined;
  return (words, position) => {
    if (byDigest?.has(position)) return EXACT;
    if (words.includes(exact)) return EXACT;
    return words.includes(start) ? PREFIX : 0;
  };
}

const infixFit = (word: string, catalogue: Catalogue): Fit =>
  word.length < MIN_INFIX_CHARACTERS
    ? fitOf(word, catalogue)
    : (words) => (words.includes(word) ? PREFIX : 0);

/** The sum of all words' scores; 0 as soon as one does not fit. */
function scoreOf(fits: readonly Fit[], words: string, position: number): number {
  let score = 0;
  for (const fit of fits) {
    const own = fit(words, position);
    if (own === 0) return 0;
    score += own;
  }
  return score;
}

/**
 * The best first; among equals those whose product has the fewest words that nobody asked for
 * (Windows Storage Server is not meant by Server), then as in `ranked`.
 */
function sortByScore(
  { ranked, productOf, products }: Index,
  asked: readonly string[],
  score: (position: number) => number,
): Uint32Array {
  const isAsked = (word: string): boolean => asked.some((one) => word.startsWith(one));
  const surplus = products.map(
    (product) => product.filter((word) => !isAsked(word)).slice(0, MAX_SURPLUS).length,
  );
  const buckets = new Map<number, number[]>();
  for (const position of ranked) {
    const own = score(position);
    if (own === 0) continue;
    const key = own * (MAX_SURPLUS + 1) - (surplus[productOf[position] ?? 0] ?? 0);
    const bucket = buckets.get(key);
    if (bucket) bucket.push(position);
    else buckets.set(key, [position]);
  }
  const best = [...buckets].sort(([a], [b]) => b - a);
  return Uint32Array.from(best.flatMap(([, positions]) => positions));
}

/** A digest in groups, or after the name of its algorithm. */
const groupedDigest = (words: readonly string[]): string =>
  words.filter((word) => HEX.test(word)).join('');

/** `3,320,903,680` as people copy it. */
const SEPARATED_NUMBER = /(?<!\d)\d{1,3}(?:[,.'’\s]\d{3}){2,}(?!\d)/gu;
const joinNumbers = (text: string): string =>
  text.replace(SEPARATED_NUMBER, (number) => number.replace(/\D/g, ''));

function findPositions(catalogue: Catalogue, text: string): Uint32Array {
  const bounded = joinNumbers(text.slice(0, MAX_SEARCH_CHARACTERS));
  const words = [...new Set(splitWords(bounded))]
    .slice(0, MAX_WORDS)
    .sort((a, b) => b.length - a.length); // the longest leave the fewest for the others
  if (words.length === 0) return Uint32Array.from({ length: catalogue.info.entries }, (_, i) => i);
  const index = indexOf(catalogue);
  const digest = groupedDigest(splitWords(bounded));
  const named =
    digest.length < MIN_DIGEST_CHARACTERS ? undefined : catalogue.findDigestsStarting(digest);
  const find = (fits: readonly Fit[]): Uint32Array =>
    sortByScore(index, words, (position) =>
      named?.has(position) ? DIGEST : scoreOf(fits, index.words[position] ?? '', position),
    );
  const found = find(words.map((word) => fitOf(word, catalogue)));
  return found.length > 0 ? found : find(words.map((word) => infixFit(word, catalogue)));
}

/** What was found last is kept: a list is asked for again and again, part by part. */
function positionsFor(catalogue: Catalogue, text: string): Uint32Array {
  const last = lastFound.get(catalogue);
  if (last?.text === text) return last.positions;
  const positions = findPositions(catalogue, text);
  lastFound.set(catalogue, { text, positions });
  return positions;
}

function foundAt(catalogue: Catalogue, position: number): FoundEntry {
  const { aliases: _aliases, digests, disputed, ...entry } = catalogue.entryAt(position);
  return {
    entry,
    grade: bestGrade(digests.map(({ grade }) => grade)),
    algorithms: digests.map(({ algorithm }) => algorithm),
    isDisputed: disputed.length > 0,
  };
}

/**
 * An empty text finds all entries, in the order of their names. At most `MAX_FOUND_ROWS` rows.
 * Throws `Fault('catalogue.unreadable')` as `findMatches` does.
 */
export function searchCatalogue(catalogue: Catalogue, search: CatalogueSearch): SearchResult {
  const positions = positionsFor(catalogue, search.text);
  const from = Math.max(0, Math.floor(search.from));
  const count = Math.min(MAX_FOUND_ROWS, Math.max(0, Math.floor(search.count)));
  const wanted = positions.subarray(from, from + count);
  return {
    total: positions.length,
    rows: Array.from(wanted, (position) => foundAt(catalogue, position)),
  };
}

const idsOf = new WeakMap<Catalogue, ReadonlyMap<string, number>>();

/** The entry of this id. Throws `Fault('catalogue.unreadable')` as `findMatches` does. */
export function findEntry(catalogue: Catalogue, id: string): CatalogueEntry | undefined {
  const known =
    idsOf.get(catalogue) ??
    new Map(
      Array.from({ length: catalogue.info.entries }, (_, position) => [
        catalogue.summaryAt(position).id,
        position,
      ]),
    );
  idsOf.set(catalogue, known);
  const position = known.get(id);
  return position === undefined ? undefined : catalogue.entryAt(position);
}
