/** What a verdict has to say of the signature over the list that it rests on. */
import type { Signing } from '../../core/signature/trust.ts';
import type { AssessedClaim } from '../../core/verdict/claims.ts';
import { results } from './results.ts';
import { dayOf, signerOf } from './signature.ts';

export interface ListSigning {
  /** Not to be overlooked. */
  readonly warnings: readonly string[];
  readonly care: readonly string[];
}

const NOTHING: ListSigning = { warnings: [], care: [] };

/** `claim`: the one that decides. Of a signature over the image itself, the verdict's own sentence speaks. */
export function describeListSigning(claim: AssessedClaim | undefined): ListSigning {
  if (claim?.source.kind !== 'reference' || !claim.signing) return NOTHING;
  const { reference } = claim.source;
  if (reference.format === 'signature' && claim.signing.state === 'bad') return NOTHING;
  return describe(claim.signing, reference.name ?? results.references.pastedName);
}

function describe({ state, decisive }: Signing, list: string): ListSigning {
  const words = results.signatures.underVerdict;
  const who = signerOf(decisive);
  switch (state) {
    case 'bad': {
      const bad = decisive.outcome === 'damaged' ? words.damaged(list) : words.bad(list, who);
      return { warnings: [bad], care: [] };
    }
    case 'revoked':
      return { warnings: [words.revoked(list, who)], care: [] };
    case 'weak':
      return { warnings: [], care: [words.weak(list, who)] };
    case 'expired':
      return { warnings: [], care: [words.expired(list, dayOf(decisive))] };
    case 'good':
    case 'unknown-key':
    case 'unsupported':
      return NOTHING;
  }
}
