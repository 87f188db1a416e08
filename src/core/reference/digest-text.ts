/**
 * Is this text a digest, nearly one, or none? Only the characters and their number are looked at;
 * which algorithm it belongs to is decided in `statement.ts`.
 */
import { ALGORITHMS } from '../digest/algorithm.ts';
import { MAX_DIGEST_CHARACTERS, MAX_ODD_CHARACTERS, MIN_HEX_CHARACTERS } from './limits.ts';

export type DigestText =
  /** Hex throughout, of a length that some algorithm has. */
  | { readonly kind: 'exact'; readonly text: string }
  /** A few characters are wrong, lost or gained; `lengths` are those it may have had. */
  | { readonly kind: 'damaged'; readonly text: string; readonly lengths: readonly number[] }
  /** A length that is not even near to that of any algorithm. */
  | { readonly kind: 'impossible'; readonly text: string };

/** Lengths of digests in hex characters. Of CRC-32's 8 no text is that has `MIN_HEX_CHARACTERS`. */
const LENGTHS: readonly number[] = [
  ...new Set(ALGORITHMS.map(({ digestBytes }) => digestBytes * 2)),
];

/** The mark that PowerShell's tables and narrow web pages put in place of what they cut off. */
const CUT_MARK = /(?:\u2026|\.\.\.)$/;

/**
 * What `token` looks like, or `undefined` when it does not look like a digest: it needs at least
 * `MIN_HEX_CHARACTERS` hex characters and at most `MAX_ODD_CHARACTERS` others. The text is
 * lower-case, and without a mark of having been cut off.
 */
export function readDigestText(token: string): DigestText | undefined {
  if (token.length < MIN_HEX_CHARACTERS || token.length > MAX_DIGEST_CHARACTERS) return undefined;
  const whole = token.replace(CUT_MARK, '');
  const isCut = whole !== token;
  const odd = countOddCharacters(whole);
  if (odd === undefined || whole.length - odd < MIN_HEX_CHARACTERS) return undefined;
  return classify(whole.toLowerCase(), odd === 0 && !isCut, isCut);
}

function classify(text: string, isWhole: boolean, isCut: boolean): DigestText {
  if (isWhole && LENGTHS.includes(text.length)) return { kind: 'exact', text };
  const lengths = lengthsNear(text.length);
  const isDamaged = lengths.length > 0 || isCut;
  return isDamaged ? { kind: 'damaged', text, lengths } : { kind: 'impossible', text };
}

/**
 * Characters that are not hex, where all of them could stand for a hex one: letters and digits
 * that look alike, question marks, and anything outside ASCII (invisible characters, Cyrillic
 * letters, U+FFFD). `undefined` when there is one that could not, as in a UUID, a path or a URL,
 * or when there are more than `MAX_ODD_CHARACTERS`.
 */
function countOddCharacters(text: string): number | undefined {
  let odd = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isHexCode(code)) continue;
    if (!isLookAlikeCode(code)) return undefined;
    odd++;
    if (odd > MAX_ODD_CHARACTERS) return undefined;
  }
  return odd;
}

const isHexCode = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) ||
  (code >= 0x41 && code <= 0x46) ||
  (code >= 0x61 && code <= 0x66);

const isLookAlikeCode = (code: number): boolean =>
  code > 0x7f || code === 0x3f || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);

/** The nearest lengths within `MAX_ODD_CHARACTERS`; two when both are equally near. */
function lengthsNear(length: number): readonly number[] {
  const distances = LENGTHS.map((each) => Math.abs(each - length));
  const nearest = Math.min(...distances);
  return nearest > MAX_ODD_CHARACTERS
    ? []
    : LENGTHS.filter((_, index) => distances[index] === nearest);
}
