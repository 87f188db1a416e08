/**
 * The known word that a person meant who mistyped one letter: left out, put in, changed, or in the
 * wrong order with its neighbour. For words of letters alone: a number with a wrong digit is
 * another number.
 */
import type { SearchIndex } from './search-index.ts';

/** Shorter words are one letter away from too many others. */
const MIN_LETTERS = 5;
/** The longest known word of letters has half of that. */
const MAX_LETTERS = 40;
const LETTERS = /^\p{L}+$/u;

/** How many characters are the same from the start. */
function sameStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

/** Whether one slip of the hand makes `one` of `other`. */
export function isOneSlipAway(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  const start = sameStart(one, other);
  const [left, right] = [one.slice(start), other.slice(start)];
  if (one.length < other.length) return left === right.slice(1);
  if (one.length > other.length) return left.slice(1) === right;
  return left.slice(1) === right.slice(1) || areSwapped(left, right);
}

const areSwapped = (one: string, other: string): boolean =>
  one[0] === other[1] && one[1] === other[0] && one.slice(2) === other.slice(2);

/**
 * The known words of letters that are one slip away: whole ones, or else those that begin so, since
 * people search while they type. What is in the most entries comes first, at most `count`. Passes
 * once over all known words.
 */
export function findNearWords(word: string, index: SearchIndex, count: number): readonly string[] {
  if (word.length < MIN_LETTERS || word.length > MAX_LETTERS || !LETTERS.test(word)) return [];
  const whole: { known: string; entries: number }[] = [];
  const begun: typeof whole = [];
  index.words.forEach((known, place) => {
    if (known.length < word.length - 1 || !LETTERS.test(known)) return;
    const entries = (): number => index.ranksOf({ start: place, end: place + 1 }).length;
    if (isOneSlipAway(word, known)) whole.push({ known, entries: entries() });
    else if (isBegunSo(word, known)) begun.push({ known, entries: entries() });
  });
  return (whole.length > 0 ? whole : begun)
    .sort((a, b) => b.entries - a.entries)
    .slice(0, count)
    .map(({ known }) => known);
}

/** A slip in the first letter of a word that is not yet whole says too little. */
const isBegunSo = (word: string, known: string): boolean =>
  known.length > word.length &&
  known[0] === word[0] &&
  [word.length - 1, word.length, word.length + 1].some((length) =>
    isOneSlipAway(word, known.slice(0, length)),
  );
