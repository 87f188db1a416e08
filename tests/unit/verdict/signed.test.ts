import { describe, expect, test } from 'vitest';
import type { CheckedSignature } from '../../../src/core/signature/signature.ts';
import { concludeSigning } from '../../../src/core/signature/trust.ts';
import { assess, type Assessment } from '../../../src/core/verdict/assess.ts';
import type { Image, PageReference } from '../../../src/core/verdict/claims.ts';
import { planDigests } from '../../../src/core/verdict/plan.ts';
import { claim, entry, fake, image, reference, stated } from '../../support/page-builder.ts';
import { builtIn, byStranger, own, signed } from '../../support/checked-signatures.ts';

const NAME = 'debian-12.iso';
const RIGHT = stated(fake('sha256', 'a'), 'sha256');
const WRONG = stated(fake('sha256', 'b'), 'sha256');

/** A list with these signatures over all of it. */
function signedList(
  checks: readonly CheckedSignature[],
  ...claims: PageReference['reference']['claims']
) {
  const page = reference('SHA256SUMS', ...claims);
  const names = claims.flatMap(({ path }) => path ?? []);
  const signing = concludeSigning(checks, names, 'same');
  return { ...page, ...(signing && { signing }) };
}

function judge(one: Image, ...references: readonly PageReference[]): Assessment {
  const assessment = assess({ images: [one], references, pointings: [] }).get(one.id);
  if (!assessment) throw new RangeError('an assessment was expected');
  return assessment;
}

const verdictOf = (one: Image, ...references: readonly PageReference[]) => {
  const { kind, basis } = judge(one, ...references).verdict;
  return basis === undefined ? kind : `${kind} ${basis}`;
};

describe('a list signed by a built-in key', () => {
  test('makes a fitting image verified', () => {
    expect(verdictOf(image(NAME), signedList([signed()], claim(NAME, RIGHT)))).toBe(
      'verified signed',
    );
  });

  test('makes another one a mismatch', () => {
    expect(verdictOf(image(NAME), signedList([signed()], claim(NAME, WRONG)))).toBe('mismatch');
  });

  test('counts for a renamed image, by the name that was signed', () => {
    const { verdict } = judge(image('new.iso'), signedList([signed()], claim(NAME, RIGHT)));
    expect(verdict).toMatchObject({ kind: 'verified', basis: 'signed' });
    expect(verdict.deciding?.claim.source).toMatchObject({ claim: { path: NAME } });
  });

  test('does not hide a difference that another reference found', () => {
    const list = signedList([signed()], claim(NAME, RIGHT));
    expect(verdictOf(image(NAME), list, reference('other', claim(NAME, WRONG)))).toBe('mismatch');
  });

  test('counts for the files of its scope alone', () => {
    const list = signedList([signed()], claim('Win7.iso', RIGHT), claim(NAME, WRONG));
    expect(verdictOf(image('Win7.iso'), list)).toBe('matches');
  });

  test('counts for no path that has two digests', () => {
    const list = signedList([signed()], claim(NAME, RIGHT, WRONG));
    expect(judge(image(NAME), list).claims[0]).toMatchObject({ authority: 'given' });
  });

  test('counts for a path with one value stated twice, or with values of two algorithms', () => {
    const again = stated(RIGHT.text, 'sha256', 'sha3-256');
    const sha1 = stated(fake('sha1', 'a'), 'sha1');
    const list = signedList([signed()], claim(NAME, RIGHT, again, sha1));
    expect(verdictOf(image(NAME), list)).toBe('verified signed');
  });

  test('by an MD5 alone is no more than a weak match', () => {
    const md5 = stated(fake('md5', 'a'), 'md5');
    const one = image(NAME, { digests: { md5: md5.text } });
    expect(verdictOf(one, signedList([signed()], claim(NAME, md5)))).toBe('weak-match');
  });

  test('never verifies an empty file', () => {
    const one = image(NAME, { size: 0 });
    expect(verdictOf(one, signedList([signed()], claim(NAME, RIGHT)))).toBe('unlisted');
  });
});

describe('a signature raises nothing', () => {
  test.each<[string, CheckedSignature]>([
    ['by an unknown key', byStranger()],
    ['that is bad', signed({ outcome: 'bad' })],
    ['that is damaged', signed({ outcome: 'damaged' })],
    ['by a revoked key', signed({ outcome: 'revoked' })],
    ['that others can forge', signed({ outcome: 'weak', weaknesses: ['sha1'] })],
    ['that was not checked', signed({ outcome: 'unsupported' })],
    ['by a built-in key of others', signed({ key: builtIn({ names: ['fedora-*.iso'] }) })],
  ])('%s', (_what, check) => {
    expect(verdictOf(image(NAME), signedList([check], claim(NAME, RIGHT)))).toBe('matches');
  });

  test('beside a bad one', () => {
    const list = signedList([signed(), signed({ outcome: 'bad' })], claim(NAME, RIGHT));
    expect(verdictOf(image(NAME), list)).toBe('matches');
  });

  test('by a key that the user added vouches for a digest without a name too', () => {
    const { path: _, ...bare } = claim(NAME, RIGHT);
    expect(judge(image(NAME), signedList([signed({ key: own() })], bare)).verdict).toMatchObject({
      kind: 'matches',
      deciding: { authority: 'own' },
    });
  });

  test('by a key that the user added makes no more than a match', () => {
    const list = signedList([signed({ key: own() })], claim(NAME, RIGHT));
    expect(judge(image(NAME), list).verdict).toMatchObject({
      kind: 'matches',
      deciding: { authority: 'own' },
    });
  });
});

describe('a signature over the image itself', () => {
  const page: PageReference = {
    id: 'sig',
    reference: {
      ...{ name: `${NAME}.sig`, format: 'signature', findings: [], isSigned: false },
      claims: [claim(NAME)],
    },
    plans: [{ algorithm: 'sha512', suffix: new Uint8Array() }],
  };
  const checked = (...checks: readonly CheckedSignature[]): Image =>
    image(NAME, { signatures: [{ referenceId: 'sig', checks }] });

  test('is never a comparison by a broken digest beside a sound one', () => {
    const plans = (['sha1', 'md5', 'sha512'] as const).map((algorithm) => ({
      algorithm,
      suffix: new Uint8Array(),
    }));
    const one = checked(byStranger(), signed());
    const { claims } = judge(one, { ...page, plans });
    expect(claims.flatMap(({ digests }) => digests)).toMatchObject([{ algorithms: ['sha512'] }]);
  });

  test('asks for the digest that was signed', () => {
    const one = image(NAME);
    const input = { image: one, images: [one], references: [page], pointings: [] };
    expect(planDigests(input)).toContain('sha512');
    expect(planDigests({ ...input, image: image('other.iso') })).not.toContain('sha512');
  });

  test.each<[string, CheckedSignature]>([
    ['verified signed', signed()],
    ['verified signed', signed({ outcome: 'expired' })],
    ['matches', signed({ key: own() })],
    ['mismatch', signed({ outcome: 'bad' })],
    ['mismatch', signed({ outcome: 'bad', key: own() })],
    ['unlisted', signed({ outcome: 'damaged' })],
    ['unlisted', signed({ outcome: 'revoked' })],
    ['unlisted', signed({ key: builtIn({ names: ['fedora-*.iso'] }) })],
    ['unlisted', byStranger()],
    ['matches', signed({ outcome: 'weak', weaknesses: ['sha1'] })],
    ['weak-match', signed({ outcome: 'weak', weaknesses: ['md5'] })],
  ])('makes the image %s', (verdict, check) => {
    expect(verdictOf(checked(check), page)).toBe(verdict);
  });

  test('that is wrong outweighs one beside it that cannot be read', () => {
    const one = checked(signed({ outcome: 'damaged' }), signed({ outcome: 'bad' }));
    expect(verdictOf(one, page)).toBe('mismatch');
  });

  test('says nothing of it before it was checked', () => {
    expect(verdictOf(image(NAME), page)).toBe('unlisted');
  });

  test('says nothing of an empty file', () => {
    expect(verdictOf({ ...checked(signed()), size: 0 }, page)).toBe('unlisted');
  });

  test('that is taken off the page counts no more', () => {
    expect(verdictOf(checked(signed()))).toBe('unlisted');
  });

  test('that is wrong outweighs the catalogue', () => {
    const known = entry(NAME, [['sha256', fake('sha256', 'a'), 'publisher']]);
    const one = {
      ...checked(signed({ outcome: 'bad' })),
      matches: { byDigest: [known], byName: [] },
    };
    expect(verdictOf(one, page)).toBe('mismatch');
  });
});
