/**
 * The verdict table: evidence in, verdict out. This is the only place that turns evidence into a
 * verdict. One honest "no" outweighs any "yes", so nothing that is dropped, pasted or stored can
 * hide a mismatch; and only authorities that came with this build can make `verified`.
 */
import type { Strength } from '../digest/algorithm.ts';
import { GRADES, type Grade } from '../catalogue/catalogue.ts';

/**
 * Who stands behind a claim. `signed`: a good signature by a key built into this build, within
 * that key's scope. `catalogue`: the built-in catalogue, the compared digest graded better than
 * `listed`. `own`: a key or catalogue that the user added. `listed`: the compared digest stands
 * in the catalogue on one third-party lineage only. `given`: the user's own reference.
 */
export const AUTHORITIES = ['signed', 'catalogue', 'own', 'listed', 'given'] as const;
export type Authority = (typeof AUTHORITIES)[number];

export type VerdictKind =
  'verified' | 'matches' | 'weak-match' | 'mismatch' | 'unlisted' | 'incomplete';

/** What a `verified` rests on: a signature, or the grade of the very digest that was equal. */
export type Basis = 'signed' | Exclude<Grade, 'listed'>;

/** One digest of an applicable claim, compared whole with the computed one. */
export interface Evidence {
  readonly authority: Authority;
  readonly outcome: 'equal' | 'different';
  readonly strength: Strength;
  /** The grade of this digest; present for `catalogue` and `listed`. */
  readonly grade?: Grade;
}

export interface Verdict<E extends Evidence = Evidence> {
  readonly kind: VerdictKind;
  /** Present for `verified` only. */
  readonly basis?: Basis;
  /** The evidence that the verdict rests on; absent for `unlisted` and `incomplete`. */
  readonly deciding?: E;
}

const STRENGTHS: readonly Strength[] = ['strong', 'aged', 'weak', 'error-detecting'];

const sameBytes = ({ strength }: Evidence): boolean => strength === 'strong' || strength === 'aged';
const vouchedFor = ({ authority }: Evidence): boolean =>
  authority === 'signed' || authority === 'catalogue';

function basisOf({ authority, grade }: Evidence): Basis | undefined {
  if (authority === 'signed') return 'signed';
  return authority === 'catalogue' && grade !== 'listed' ? grade : undefined;
}

/** Better evidence first: authority, then grade, then strength; otherwise the given order. */
function best<E extends Evidence>(evidence: readonly E[]): E | undefined {
  const rank = (one: Evidence): number =>
    AUTHORITIES.indexOf(one.authority) * 100 +
    (one.grade ? GRADES.indexOf(one.grade) : 0) * 10 +
    STRENGTHS.indexOf(one.strength);
  return evidence.reduce<E | undefined>(
    (chosen, one) => (chosen && rank(chosen) <= rank(one) ? chosen : one),
    undefined,
  );
}

/**
 * The first line of the table that fits.
 * @param complete every byte of the file was read, and the file did not change meanwhile
 * @param evidence comparisons of claims that apply to this image; a `listed` difference never
 *   counts against it
 */
export function judge<E extends Evidence>(complete: boolean, evidence: readonly E[]): Verdict<E> {
  if (!complete) return { kind: 'incomplete' };

  const different = best(
    evidence.filter(({ outcome, authority }) => outcome === 'different' && authority !== 'listed'),
  );
  if (different) return { kind: 'mismatch', deciding: different };

  const equal = evidence.filter(({ outcome }) => outcome === 'equal');
  const verified = best(
    equal.filter((one) => sameBytes(one) && vouchedFor(one) && basisOf(one) !== undefined),
  );
  const basis = verified && basisOf(verified);
  if (verified && basis) return { kind: 'verified', basis, deciding: verified };

  const matches = best(equal.filter(sameBytes));
  if (matches) return { kind: 'matches', deciding: matches };

  const weak = best(equal);
  return weak ? { kind: 'weak-match', deciding: weak } : { kind: 'unlisted' };
}
