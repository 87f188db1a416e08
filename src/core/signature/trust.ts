/**
 * Whose word a signed reference is. A signature says that a key's owner signed these bytes; whether
 * that owner may speak for an image is decided here, by the key's trust and its scope.
 */
import { baseName } from '../text/names.ts';
import type { CheckedSignature, KeyRecord, KeyScope, SignatureOutcome } from './signature.ts';

/** What is known of the signatures of one reference; `none` and `checking` have no signature yet. */
export type SignatureState =
  | 'none'
  | 'checking'
  | 'good'
  | 'weak'
  | 'expired'
  | 'revoked'
  | 'bad'
  | 'unknown-key'
  | 'unsupported';

/** All signatures of one reference, and the one that decides. */
export interface Signing {
  readonly state: Exclude<SignatureState, 'none' | 'checking'>;
  readonly decisive: CheckedSignature;
}

/** How several signatures over the same bytes are weighed: a bad one outweighs all others. */
const BEST_FIRST: readonly Signing['state'][] = [
  'bad',
  'good',
  'expired',
  'weak',
  'revoked',
  'unknown-key',
  'unsupported',
];

/** How signatures over different parts of a text are weighed: it is worth what its worst part is. */
const WORST_FIRST: readonly Signing['state'][] = [
  'bad',
  'unsupported',
  'unknown-key',
  'revoked',
  'weak',
  'expired',
  'good',
];

/**
 * What the signatures come to; `undefined` where there is none. `names`: the files that the signed
 * bytes speak of. `over`: whether all signatures are over the same bytes, as in a file beside the
 * list, or each over its own `part` of the text.
 */
export function concludeSigning(
  checks: readonly CheckedSignature[],
  names: readonly string[],
  over: 'same' | 'parts',
): Signing | undefined {
  const parts = new Map<number | undefined, Signing[]>();
  for (const check of checks) {
    const decisive = withStanding(check, names);
    const part = over === 'parts' ? decisive.part : undefined;
    const signing = { state: stateOf(decisive, names), decisive };
    parts.set(part, [...(parts.get(part) ?? []), signing]);
  }
  const ofParts = [...parts.values()].flatMap((ofPart) => first(ofPart, BEST_FIRST) ?? []);
  const worst = worstOf(ofParts);
  return worst && isOfOneKey(ofParts) ? worst : worst && withoutWorth(worst);
}

/** The one that is to be known first of signatures over different things; `undefined` of none. */
export const worstOf = (signings: readonly Signing[]): Signing | undefined =>
  first(signings, WORST_FIRST);

/** A built-in key that may speak for none of the files is the person's own, where he trusts it too. */
function withStanding(check: CheckedSignature, names: readonly string[]): CheckedSignature {
  const { outcome, key } = check;
  if (key?.ownName === undefined || !stands(outcome) || speaksForAny(check, names)) return check;
  const { scope: _, ownName, ...record } = key;
  return { ...check, key: { ...record, trust: 'own', names: [ownName, ...key.names] } };
}

/** A claim is not told by its part, so the key of one part must not vouch for another. */
const isOfOneKey = (signings: readonly Signing[]): boolean =>
  signings.every(({ decisive: { key } }) => key && isSameKey(key, signings[0]?.decisive.key)) ||
  signings.length === 1;

const isSameKey = (one: KeyRecord, other: KeyRecord | undefined): boolean =>
  one.fingerprint === other?.fingerprint &&
  one.keyDigest === other.keyDigest &&
  one.trust === other.trust;

/** What is bad stays so; of the others nothing is believed. */
const withoutWorth = ({ state, decisive }: Signing): Signing =>
  state === 'good' || state === 'expired' || state === 'weak'
    ? {
        state: 'unsupported',
        decisive: { ...decisive, outcome: 'unsupported', reason: 'several-keys' },
      }
    : { state, decisive };

function first(signings: readonly Signing[], order: readonly Signing['state'][]) {
  return [...signings].sort(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || rankOf(a) - rankOf(b),
  )[0];
}

/**
 * Between two of the same state the built-in key counts. That one cannot be read says nothing of the
 * bytes, and must not stand before one that does.
 */
function rankOf({ decisive: { outcome, key } }: Signing): number {
  if (outcome === 'damaged') return 2;
  return key?.trust === 'built-in' ? 0 : 1;
}

function stateOf(check: CheckedSignature, names: readonly string[]): Signing['state'] {
  const { outcome } = check;
  // The signature cannot be read, or the bytes are others: either way nothing of it may be believed.
  if (outcome === 'damaged') return 'bad';
  return stands(outcome) && !speaksForAny(check, names) ? 'unknown-key' : outcome;
}

/** The user's own key may also speak of a digest without a name. */
const speaksForAny = (check: CheckedSignature, names: readonly string[]): boolean =>
  [...names, undefined].some((name) => vouchedBy(check, name) !== undefined);

/** Right, by a method that is sound, and made while its key was valid. */
const stands = (outcome: SignatureOutcome): boolean => outcome === 'good' || outcome === 'expired';

/**
 * Whose word it is that a file of this name has these bytes: `signed` by a built-in key within its
 * scope, or by one of the user's `own`. `undefined`: nobody's that counts.
 */
export function vouchedBy(
  { outcome, key, signedAt }: CheckedSignature,
  name: string | undefined,
): 'signed' | 'own' | undefined {
  if (!stands(outcome) || key === undefined || key.isRevoked) return undefined;
  if (key.trust === 'own') return 'own';
  const isInScope = key.trust === 'built-in' && name !== undefined && isWithin(key, name, signedAt);
  return isInScope ? 'signed' : undefined;
}

function isWithin({ scope }: KeyRecord, name: string, signedAt: string | undefined): boolean {
  return scope !== undefined && isOfItsTime(scope, signedAt) && maySpeakFor(scope, name);
}

/** ISO 8601: a date alone stands before every moment of its day. */
function isOfItsTime({ since, until }: KeyScope, signedAt: string | undefined): boolean {
  if (since === undefined && until === undefined) return true;
  if (signedAt === undefined) return false;
  const day = signedAt.slice(0, 'YYYY-MM-DD'.length);
  return (since === undefined || day >= since) && (until === undefined || day <= until);
}

/** Does the base name fit one of the scope's patterns? */
export function maySpeakFor({ names }: KeyScope, name: string): boolean {
  const base = baseName(name).toLowerCase();
  return names.some((pattern) => fits(base, pattern));
}

/** In time linear in the name for each `*`: the leftmost place of each part is as good as any. */
function fits(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return name === pattern;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
