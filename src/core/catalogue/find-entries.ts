/** From a question in a person's words to the entries that it finds, in order. */
import type { TakenWord } from './catalogue.ts';
import type { Catalogue } from './decode.ts';
import { orderOf } from './entry-order.ts';
import { findNamed } from './lookup.ts';
import { findNearWords } from './near-words.ts';
import { sortByPlace } from './ranks.ts';
import { searchIndexOf, type SearchIndex } from './search-index.ts';
import { splitWords } from './search-words.ts';
import {
  countOf,
  EXACT,
  fitOf,
  HEX,
  infixFit,
  ranksByDigest,
  scoreFits,
  SHORT_NUMBER,
  type Scored,
} from './word-fits.ts';

/** A SHA-512 in groups has 191 characters; what is longer is no question for one image. */
export const MAX_SEARCH_CHARACTERS = 256;
/** Each word costs a pass over what the others found. */
const MAX_WORDS = 16;
/** Of the words that nobody asked for; more are no worse. */
const MAX_SURPLUS = 15;

/** More than all words together can score. */
const NAMED = MAX_WORDS * EXACT + 1;
const BEST = NAMED * (MAX_SURPLUS + 1);

/**
 * Positions, the best first; among equals those whose product has the fewest words that nobody
 * asked for (Windows Storage Server is not meant by Server), then as they are ranked.
 */
function sortByScore(
  { ranked, productOf, products }: SearchIndex,
  asked: readonly string[],
  { ranks, scores }: Scored,
): Uint32Array {
  const isAsked = (word: string): boolean =>
    asked.some((one) => (SHORT_NUMBER.test(one) ? word === one : word.startsWith(one)));
  const surplus = products.map(
    (product) => product.filter((word) => !isAsked(word)).slice(0, MAX_SURPLUS).length,
  );
  const places = ranks.map((rank, i) => {
    const worth = (scores[i] ?? 0) * (MAX_SURPLUS + 1) - (surplus[productOf[rank] ?? 0] ?? 0);
    return BEST - worth;
  });
  const positions = ranks.map((rank) => ranked[rank] ?? 0);
  return sortByPlace(positions, places, BEST + 1);
}

/** What stands beside a digest to say what it is. */
const LABEL = /^(?:sha\d{0,3}|md5|crc(?:32)?|hash|digest|checksum)$/;
/** Numbers of names that happen to be the beginning of a digest are shorter. */
const MIN_GROUPED_CHARACTERS = 8;

/** A digest in groups, or after the name of its algorithm; empty where other words are there too. */
function groupedDigest(words: readonly string[]): string {
  const groups = words.filter((word) => !LABEL.test(word));
  const digest = groups.every((word) => HEX.test(word)) ? groups.join('') : '';
  return digest.length < MIN_GROUPED_CHARACTERS ? '' : digest;
}

/** `3,320,903,680` as people copy it. */
const SEPARATED_NUMBER = /(?<!\d)\d{1,3}(?:[,.'’\s]\d{3}){2,}(?!\d)/gu;
const joinNumbers = (text: string): string =>
  text.replace(SEPARATED_NUMBER, (number) => number.replace(/\D/g, ''));

/** What is asked for by its very name or digest comes first, then what all words fit. */
function join(first: ReadonlySet<number>, { ranks, scores }: Scored): Scored {
  if (first.size === 0) return { ranks, scores };
  const named = [...first].sort((a, b) => a - b);
  return {
    ranks: Uint32Array.from([...named, ...ranks.filter((rank) => !first.has(rank))]),
    scores: Uint8Array.from([
      ...named.map(() => NAMED),
      ...scores.filter((_, i) => !first.has(ranks[i] ?? 0)),
    ]),
  };
}

/** Entries in the order in which they are to be shown. */
export interface Found {
  readonly positions: Uint32Array;
  /** Words that were taken as others, since they are no entry's. */
  readonly taken: readonly TakenWord[];
}

type ToFit = typeof fitOf;

/** Throws `Fault('catalogue.unreadable')` as `findMatches` does. */
export function findEntries(catalogue: Catalogue, text: string): Found {
  const bounded = joinNumbers(text.slice(0, MAX_SEARCH_CHARACTERS));
  const all = splitWords(bounded);
  const words = [...new Set(all)].slice(0, MAX_WORDS);
  if (words.length === 0) return { positions: orderOf(catalogue).finish().listed, taken: [] };
  const index = searchIndexOf(catalogue).finish();
  const first = new Set([
    ...ranksByDigest(groupedDigest(all), catalogue, index),
    ...Array.from(findNamed(catalogue, text), (position) => index.rankOf(position)),
  ]);
  const find = (some: readonly string[], toFit: ToFit): Uint32Array => {
    const fits = some.map((word) => toFit(word, catalogue, index));
    return sortByScore(index, some, join(first, scoreFits(fits, index)));
  };
  for (const toFit of [fitOf, infixFit]) {
    const positions = find(words, toFit);
    if (positions.length > 0) return { positions, taken: [] };
  }
  const isKnown = (word: string): boolean => countOf(infixFit(word, catalogue, index), index) > 0;
  return findTaken(words, { index, isKnown, find: (some) => find(some, fitOf) });
}

const NOTHING: Found = { positions: new Uint32Array(0), taken: [] };

/** Each costs a pass over all known words. */
const MAX_TAKEN = 3;
const MAX_NEAR = 4;

interface Means {
  readonly index: SearchIndex;
  readonly isKnown: (word: string) => boolean;
  readonly find: (words: readonly string[]) => Uint32Array;
}

/** With the nearest known word in place of each that is no entry's; nothing when one has none. */
function findTaken(words: readonly string[], { index, isKnown, find }: Means): Found {
  const unknown = words.filter((word) => !isKnown(word));
  if (unknown.length === 0 || unknown.length > MAX_TAKEN) return NOTHING;
  let known = words.filter((word) => !unknown.includes(word));
  const taken: TakenWord[] = [];
  for (const asked of unknown) {
    const near = findNearWords(asked, index, MAX_NEAR);
    const as = near.find((word) => find([...known, word]).length > 0);
    if (as === undefined) return NOTHING;
    known = [...known, as];
    taken.push({ asked, as });
  }
  return { positions: find(known), taken };
}
