/**
 * Which entries fit all words of a question, and how well: beginning with the word that the fewest
 * fit, so that the common ones are looked up for what is left alone.
 */
import type { Catalogue } from './decode.ts';
import type { SearchIndex, WordRange } from './search-index.ts';

/** A shorter beginning of a digest is the beginning of too many others. */
export const MIN_DIGEST_CHARACTERS = 6;
/** Shorter words are inside of nearly everything. */
const MIN_INFIX_CHARACTERS = 3;

/** Of one word of the question. */
export const EXACT = 2;
export const PREFIX = 1;

/** `7` is no beginning of `7601`, but of `7.9`. */
export const SHORT_NUMBER = /^\d{1,2}$/;
export const HEX = /^[\da-f]+$/;

/** Where one word of a question stands. */
export interface Fit {
  /** Ranks of the entries with a digest that begins so. */
  readonly digests: ReadonlySet<number>;
  readonly exact: WordRange;
  readonly other: readonly WordRange[];
}

/** Ranks of the entries with a digest that begins so; none for a text that is too short. */
export function ranksByDigest(
  start: string,
  catalogue: Catalogue,
  index: SearchIndex,
): ReadonlySet<number> {
  if (start.length < MIN_DIGEST_CHARACTERS || !HEX.test(start)) return new Set();
  return new Set(Array.from(catalogue.findDigestsStarting(start), (at) => index.rankOf(at)));
}

/** By what an entry's words are or begin with, or one of its digests begins with. */
export const fitOf = (word: string, catalogue: Catalogue, index: SearchIndex): Fit => ({
  digests: ranksByDigest(word, catalogue, index),
  exact: index.findExact(word),
  other: [index.findStarting(SHORT_NUMBER.test(word) ? `${word}.` : word)],
});

/** By what stands anywhere inside an entry's words. */
export function infixFit(word: string, catalogue: Catalogue, index: SearchIndex): Fit {
  if (word.length < MIN_INFIX_CHARACTERS) return fitOf(word, catalogue, index);
  const places = index.findContaining(word);
  return {
    digests: new Set(),
    exact: { start: 0, end: 0 },
    other: places.map((start) => ({ start, end: start + 1 })),
  };
}

/** How many entries a word fits, those counted twice that it fits in two ways. */
export const countOf = ({ digests, exact, other }: Fit, index: SearchIndex): number =>
  [exact, ...other].reduce((sum, range) => sum + index.ranksOf(range).length, digests.size);

/** Score of every rank, 0 where the word does not fit. */
function scoreAll({ digests, exact, other }: Fit, index: SearchIndex): Uint8Array {
  const scores = new Uint8Array(index.ranked.length);
  for (const range of other) {
    const ranks = index.ranksOf(range);
    for (let i = 0; i < ranks.length; i++) scores[ranks[i] ?? 0] = PREFIX;
  }
  for (const rank of index.ranksOf(exact)) scores[rank] = EXACT;
  for (const rank of digests) scores[rank] = EXACT;
  return scores;
}

/** The same of one rank. */
function scoreOne({ digests, exact, other }: Fit, index: SearchIndex, rank: number): number {
  if (digests.has(rank) || index.hasWord(exact, rank)) return EXACT;
  return other.some((range) => index.hasWord(range, rank)) ? PREFIX : 0;
}

/** To look one entry up in one word takes about as long as to pass by so many entries. */
const LOOK_UP_COST = 16;

function isCheaperOneByOne(fit: Fit, index: SearchIndex, left: number): boolean {
  const words = [fit.exact, ...fit.other].reduce((sum, { start, end }) => sum + end - start, 1);
  return left * words * LOOK_UP_COST < countOf(fit, index);
}

/** Ranks, ascending, and beside each the sum of its scores. */
export interface Scored {
  readonly ranks: Uint32Array;
  readonly scores: Uint8Array;
}

/** More are faster marked among all entries than gathered. */
const MAX_GATHERED = 1024;

/** Those whose score is not 0, which is added to what they have. */
function keepScored({ ranks, scores: before }: Scored, scoreOf: (rank: number) => number): Scored {
  const [kept, scores] = [new Uint32Array(ranks.length), new Uint8Array(ranks.length)];
  let count = 0;
  for (let i = 0; i < ranks.length; i++) {
    const rank = ranks[i] ?? 0;
    const score = scoreOf(rank);
    if (score === 0) continue;
    kept[count] = rank;
    scores[count++] = score + (before[i] ?? 0);
  }
  return { ranks: kept.subarray(0, count), scores: scores.subarray(0, count) };
}

/** The entries that all of these fit; there is at least one. */
export function scoreFits(fits: readonly Fit[], index: SearchIndex): Scored {
  const counted = fits.map((fit) => ({ fit, count: countOf(fit, index) }));
  counted.sort((a, b) => a.count - b.count);
  const ranks = counted[0] ? ranksOf(counted[0].fit, index) : new Uint32Array(0);
  let left: Scored = { ranks, scores: new Uint8Array(ranks.length) };
  for (const { fit } of counted) {
    const isOneByOne = isCheaperOneByOne(fit, index, left.ranks.length);
    const all = isOneByOne ? undefined : scoreAll(fit, index);
    left = keepScored(left, (rank) => (all ? (all[rank] ?? 0) : scoreOne(fit, index, rank)));
  }
  return left;
}

/** Ascending, each once. */
function ranksOf(fit: Fit, index: SearchIndex): Uint32Array {
  if (countOf(fit, index) > MAX_GATHERED) {
    const all = scoreAll(fit, index);
    return index.allRanks.filter((rank) => all[rank] !== 0);
  }
  const ranks = new Set(fit.digests);
  for (const range of [fit.exact, ...fit.other]) {
    for (const rank of index.ranksOf(range)) ranks.add(rank);
  }
  return Uint32Array.from(ranks).sort();
}
