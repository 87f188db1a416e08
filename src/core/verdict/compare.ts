/**
 * One stated digest beside the computed ones. Digests are compared whole, in canonical form,
 * never by prefix; a text that is nearly a computed digest is a damaged text, not a difference.
 */
import { algorithmOf, type AlgorithmId, type Digests } from '../digest/algorithm.ts';
import type { StatedDigest } from '../reference/reference.ts';

export type Outcome = 'equal' | 'different' | 'not-compared';

/** How a text that is not the computed digest comes near it. */
export interface NearMiss {
  readonly code: 'reference-garbled' | 'reference-truncated';
  readonly algorithm: AlgorithmId;
  /**
   * Characters replaced, lost or gained; for a cut value, how many are missing. 0: the whole value
   * is that of `algorithm`, under the name of another.
   */
  readonly characters: number;
}

export interface Comparison {
  readonly outcome: Outcome;
  /** As stated, lower-case. */
  readonly stated: string;
  /**
   * The algorithms that the outcome speaks of: the one that was equal, all that differed, or all
   * that would have to be computed.
   */
  readonly algorithms: readonly AlgorithmId[];
  readonly near?: NearMiss;
}

/** A damaged text differs in at most this many characters ... */
const MAX_DAMAGED_CHARACTERS = 4;
/** ... of a digest at least this long: 4 of CRC-32's 8 characters would prove nothing. */
const MIN_DIGEST_CHARACTERS = 32;
/** The shortest cut value that is looked for: 2^-112 that it begins a digest by chance. */
const MIN_CUT_CHARACTERS = 28;

export function compareDigest(stated: StatedDigest, computed: Digests): Comparison {
  const own = compareAlone(stated, computed);
  if (!stated.partOf || own.outcome === 'equal') return own;
  const whole = compareAlone(stated.partOf, computed);
  return whole.outcome === 'different' ? own : whole;
}

function compareAlone(stated: StatedDigest, computed: Digests): Comparison {
  const { text, algorithms } = stated;
  if (!stated.damaged && algorithms.length > 0) {
    const equal = algorithms.find((algorithm) => computed[algorithm] === text);
    if (equal) return { outcome: 'equal', stated: text, algorithms: [equal] };
  }
  const near = findMislabelled(stated, computed) ?? findNearMiss(text, computed);
  if (near) return { outcome: 'not-compared', stated: text, algorithms, near };
  const allComputed = algorithms.every((algorithm) => computed[algorithm] !== undefined);
  if (stated.damaged || algorithms.length === 0 || !allComputed) {
    return { outcome: 'not-compared', stated: text, algorithms };
  }
  return { outcome: 'different', stated: text, algorithms };
}

/** The very digest of this file, said to be of an algorithm that it is not of. */
function findMislabelled({ text, algorithms }: StatedDigest, computed: Digests) {
  if (text.length < MIN_DIGEST_CHARACTERS) return undefined;
  for (const [id, hex] of Object.entries(computed)) {
    const { id: algorithm } = algorithmOf(id as AlgorithmId);
    if (hex === text && !algorithms.includes(algorithm)) {
      return { code: 'reference-garbled', algorithm, characters: 0 } as const;
    }
  }
  return undefined;
}

function findNearMiss(text: string, computed: Digests): NearMiss | undefined {
  for (const [id, hex] of Object.entries(computed)) {
    const { id: algorithm } = algorithmOf(id as AlgorithmId);
    if (hex.length < MIN_DIGEST_CHARACTERS || hex === text) continue;
    const missing = hex.length - text.length;
    const isCut = missing > 0 && text.length >= MIN_CUT_CHARACTERS && isEdge(text, hex);
    if (isCut) return { code: 'reference-truncated', algorithm, characters: missing };
    const characters = editDistance(text, hex, MAX_DAMAGED_CHARACTERS);
    if (characters === undefined) continue;
    const code = missing > 0 ? 'reference-truncated' : 'reference-garbled';
    return { code, algorithm, characters };
  }
  return undefined;
}

const isEdge = (text: string, hex: string): boolean => hex.startsWith(text) || hex.endsWith(text);

/**
 * Characters replaced, lost or gained between two texts; `undefined` when more than `limit`.
 * Only the diagonal band of the Levenshtein table is computed: time is length × limit.
 */
export function editDistance(a: string, b: string, limit: number): number | undefined {
  if (Math.abs(a.length - b.length) > limit) return undefined;
  const beyond = limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, column) => Math.min(column, beyond));
  for (let index = 1; index <= a.length; index++) {
    row = nextRow(row, { character: a[index - 1], index, limit }, b);
  }
  const distance = row.at(-1) ?? beyond;
  return distance <= limit ? distance : undefined;
}

function nextRow(
  above: readonly number[],
  { character, index, limit }: { character: string | undefined; index: number; limit: number },
  b: string,
): number[] {
  const row = new Array<number>(b.length + 1).fill(limit + 1);
  const at = (cells: readonly number[], column: number): number => cells[column] ?? limit + 1;
  if (index <= limit) row[0] = index;
  const last = Math.min(b.length, index + limit);
  for (let column = Math.max(1, index - limit); column <= last; column++) {
    const replaced = at(above, column - 1) + (character === b[column - 1] ? 0 : 1);
    const oneMore = Math.min(at(above, column), at(row, column - 1)) + 1;
    row[column] = Math.min(replaced, oneMore, limit + 1);
  }
  return row;
}
