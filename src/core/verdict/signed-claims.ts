/** What signatures are worth to the claims that they cover: DESIGN's authorities `signed` and `own`. */
import type { AlgorithmId } from '../digest/algorithm.ts';
import type { Claim } from '../reference/reference.ts';
import type { ImageSignaturePlan } from '../signature/signature.ts';
import { concludeSigning, vouchedBy, type Signing } from '../signature/trust.ts';
import type { Image, PageReference } from './claims.ts';
import type { Comparison } from './compare.ts';
import type { Authority } from './judge.ts';

/**
 * Whose word a claim is: that of the signer, where he may speak for the file that it names; else that
 * of the person who accepted the catalogue it is from. A site catalogue is a site's word whoever
 * signed it, and never `signed`.
 */
export function authorityOf(
  claim: Claim,
  { reference: { format }, accepted }: PageReference,
  signing: Signing | undefined,
): Authority {
  if (contradictsItself(claim)) return 'given';
  const vouched = signing && signerFor(claim, signing);
  if (vouched === 'own' || (vouched && format !== 'site-catalogue')) return vouched;
  return accepted && mayBeAccepted(signing) ? 'own' : 'given';
}

const signerFor = ({ path }: Claim, { state, decisive }: Signing) =>
  state === 'good' || state === 'expired' ? vouchedBy(decisive, path) : undefined;

/** A catalogue that bears a wrong signature, or one with a withdrawn key, nobody can make right. */
export const mayBeAccepted = (signing: Signing | undefined): boolean =>
  signing?.state !== 'bad' && signing?.state !== 'revoked';

/** A path with two digests of one algorithm: nobody knows which of them the signer meant. */
const contradictsItself = ({ digests }: Claim): boolean =>
  digests.some((one, index) =>
    digests.some(
      (other, at) =>
        at < index &&
        one.text !== other.text &&
        one.algorithms.some((id) => other.algorithms.includes(id)),
    ),
  );

/**
 * A file of signatures beside an image: what they come to, and one comparison for it. Only what was
 * signed with a key that is known, and not withdrawn, is compared.
 */
export function compareSignatures(
  { id, plans = [] }: PageReference,
  { path }: Claim,
  { name, signatures = [] }: Image,
): { readonly signing: Signing | undefined; readonly digests: readonly Comparison[] } {
  const checks = signatures.find(({ referenceId }) => referenceId === id)?.checks ?? [];
  const signing = concludeSigning(checks, [path ?? name], 'same');
  const outcome = signing && outcomeOf(signing);
  if (signing === undefined || outcome === undefined) return { signing, digests: [] };
  return { signing, digests: [{ outcome, stated: '', algorithms: signedDigest(signing, plans) }] };
}

/** The digest that was signed is among its weaknesses, or it is one that is sound. */
function signedDigest(
  { decisive }: Signing,
  plans: readonly ImageSignaturePlan[],
): readonly AlgorithmId[] {
  const weak = BROKEN.find((id) => decisive.weaknesses.includes(id));
  if (weak) return [weak];
  return plans.map(({ algorithm }) => algorithm).filter((id) => !isBroken(id));
}

const BROKEN = ['md5', 'sha1'] as const;
const isBroken = (id: AlgorithmId): boolean => BROKEN.some((one) => one === id);

function outcomeOf({ state, decisive }: Signing): Comparison['outcome'] | undefined {
  switch (state) {
    case 'good':
    case 'expired':
    case 'weak':
      return 'equal';
    case 'bad':
      return decisive.outcome === 'bad' ? 'different' : undefined;
    case 'revoked':
    case 'unknown-key':
    case 'unsupported':
      return undefined;
  }
}
