import { describe, expect, it } from 'vitest';
import { describeListSigning } from '../../../src/app/text/list-signing.ts';
import { describeVerdict } from '../../../src/app/text/verdict.ts';
import type { CheckedSignature } from '../../../src/core/signature/signature.ts';
import type { Signing } from '../../../src/core/signature/trust.ts';
import { byStranger, signed } from '../../support/checked-signatures.ts';
import { assessmentOf, factsOf, plain, referenceClaim } from './assessments.ts';

const claimOf = (state: Signing['state'], decisive: CheckedSignature) =>
  referenceClaim({ name: 'SUMS', path: 'win7.iso' }, { signing: { state, decisive } });

const said = (state: Signing['state'], decisive: CheckedSignature) => {
  const { warnings, care } = describeListSigning(claimOf(state, decisive));
  return { warnings: warnings.map(plain), care: care.map(plain) };
};

const BAD =
  'Do not rely on “SUMS”: its signature is wrong, so it was altered or damaged after Debian signed it. Get the list and its signature again from their source.';

describe('describeListSigning', () => {
  it.each<[Signing['state'], CheckedSignature, string]>([
    ['bad', signed({ outcome: 'bad' }), BAD],
    [
      'bad',
      signed({ outcome: 'damaged' }),
      'The signature of “SUMS” is damaged, so nobody vouches for that list. Get the signature again from its source.',
    ],
    [
      'revoked',
      signed({ outcome: 'revoked' }),
      'Do not rely on the signature of “SUMS”: the key of Debian that made it was revoked, which means withdrawn.',
    ],
  ])('warns of a list whose signature is %s', (state, decisive, sentence) => {
    expect(said(state, decisive)).toEqual({ warnings: [sentence], care: [] });
  });

  it.each<[Signing['state'], CheckedSignature, string]>([
    [
      'weak',
      signed({ outcome: 'weak', weaknesses: ['sha1'] }),
      'The signature of “SUMS”, by Debian, is of a kind that others may be able to forge, so it counts as none.',
    ],
    [
      'expired',
      signed({ outcome: 'expired' }),
      'The key that signed “SUMS” has expired. The signature says that it was made on 29 June 2024, while the key was valid.',
    ],
  ])('mentions that the signature is %s', (state, decisive, sentence) => {
    expect(said(state, decisive)).toEqual({ warnings: [], care: [sentence] });
  });

  it.each<[Signing['state'], CheckedSignature]>([
    ['good', signed()],
    ['unknown-key', byStranger()],
    ['unsupported', signed({ outcome: 'unsupported', reason: 'method' })],
  ])('says nothing of one that is %s', (state, decisive) => {
    expect(said(state, decisive)).toEqual({ warnings: [], care: [] });
  });
});

it('a match with a list that was altered after it was signed does not go without a warning', () => {
  const deciding = claimOf('bad', signed({ outcome: 'bad' }));
  const { warnings } = describeVerdict(assessmentOf({ kind: 'matches', deciding }), factsOf());
  expect(warnings.map(plain)).toEqual([BAD]);
});
