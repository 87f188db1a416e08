/**
 * Of which of a file's first bytes the digests are worth having. A file that is longer than it
 * should be may hold a known image and something behind it, and what it should be is guessed from
 * what says how long it should be.
 */
import type { PlanInput } from './plan.ts';
import type { Image } from './claims.ts';
import { claimsAbout } from './reference-claims.ts';

/**
 * The image itself, a reference and an entry of its name seldom say more than three different
 * lengths. Candidates may have dozens; each is a guess, for which every kernel stops and every
 * checkpoint grows.
 */
export const MAX_PREFIXES = 4;

/**
 * Lengths in bytes, from 1 and less than the file's, ascending, each once, at most `MAX_PREFIXES`.
 * What the image says of itself comes first, then references about it, then the catalogue; of the
 * candidates the longest, since what is added to an image is short beside it. A prefix is a hint,
 * and never a reason to read a file again.
 */
export function planPrefixes(input: PlanInput): readonly number[] {
  const { image } = input;
  const likely = [
    ...ownLengths(image),
    ...statedLengths(input),
    ...sizesOf(image.matches?.byName),
    ...[...sizesOf(image.matches?.candidates)].sort((a, b) => b - a),
  ].filter((length) => Number.isSafeInteger(length) && length > 0 && length < image.size);
  return [...new Set(likely)].slice(0, MAX_PREFIXES).sort((a, b) => a - b);
}

function ownLengths({ facts }: Image): readonly number[] {
  const { conclusion } = facts?.sizes ?? {};
  return conclusion?.kind === 'padded' || conclusion?.kind === 'oversize'
    ? [conclusion.expected]
    : [];
}

const statedLengths = ({ image, references, pointings }: PlanInput): readonly number[] =>
  references.flatMap((page) => sizesOf(claimsAbout(page, image, pointings)));

const sizesOf = (said: readonly { readonly size?: number }[] = []): readonly number[] =>
  said.flatMap(({ size }) => size ?? []);
