/** What is said of claims beside an image: their order, their relation, and what they prove. */
import { describe, expect, test } from 'vitest';
import type { AlgorithmId } from '../../../src/core/digest/algorithm.ts';
import { assess } from '../../../src/core/verdict/assess.ts';
import {
  concernsImage,
  hasEqualDigest,
  isOfReference,
  provesSameBytes,
  type AssessedClaim,
  type Image,
  type PageReference,
} from '../../../src/core/verdict/claims.ts';
import { claim, entry, fake, image, reference, stated } from '../../support/page-builder.ts';

const A = fake('sha256', 'a');
const B = fake('sha256', 'b');
const MD5 = fake('md5', 'a');

function assessed(one: Image, references: readonly PageReference[] = []) {
  const assessment = assess({ images: [one], references, pointings: [] }).get(one.id);
  if (!assessment) throw new Error('no assessment');
  return assessment;
}
const claimsOf = (...args: Parameters<typeof assessed>) => assessed(...args).claims;
function only(...args: Parameters<typeof assessed>): AssessedClaim {
  const [one, ...rest] = claimsOf(...args);
  if (!one || rest.length > 0) throw new Error('not one claim');
  return one;
}
const list = (name: string, path: string | undefined, text: string, algorithm: AlgorithmId) =>
  reference(name, claim(path, stated(text, algorithm)));

describe('the claims beside an image', () => {
  test('stand in this order: different, equal, not compared, about another file', () => {
    const references = [
      list('other', 'y.iso', B, 'sha256'),
      list('unknown', 'x.iso', B, 'blake3'),
      list('equal', 'x.iso', A, 'sha256'),
      list('different', 'x.iso', B, 'sha256'),
    ];
    const order = claimsOf(image('x.iso'), references).map(({ source }) =>
      source.kind === 'reference' ? source.referenceId : '',
    );
    expect(order).toEqual(['different', 'equal', 'unknown', 'other']);
  });

  test('say whether the catalogue was asked', () => {
    const { matches: _, ...unasked } = image('x.iso');
    expect(assessed(unasked).catalogueConsulted).toBe(false);
    expect(assessed(image('x.iso')).catalogueConsulted).toBe(true);
  });
});

describe('an entry that is equal', () => {
  const known = entry('y.iso', [['sha256', A, 'publisher']]);
  const relationTo = (byName: (typeof known)[]) =>
    only(image('x.iso', { matches: { byDigest: [known], byName } })).relation;

  test('under a name that it does not have is related by nothing else', () => {
    expect(relationTo([])).toBe('none');
    expect(relationTo([known])).toBe('catalogue-alias');
  });

  test('is said to be disputed by the algorithm that is, and for this image only by its own value', () => {
    const disputed = entry('y.iso', [['sha256', A, 'publisher']], {
      disputed: ['sha1', 'md5'],
      otherValues: [
        { algorithm: 'sha1', hex: fake('sha1', 'f') },
        { algorithm: 'sha1', hex: fake('sha1', 'a') },
        { algorithm: 'md5', hex: fake('md5', 'b') },
      ],
    });
    const digests = { sha256: A, sha1: fake('sha1', 'a'), md5: MD5 };
    const matches = { byDigest: [disputed], byName: [] };
    expect(only(image('x.iso', { digests, matches })).disputes).toEqual([
      { algorithm: 'sha1', isImages: true },
      { algorithm: 'md5', isImages: false },
    ]);
  });
});

describe('a claim with several digests', () => {
  const both = reference('SUMS', claim('x.iso', stated(A, 'sha256'), stated(B, 'blake3')));

  test('proves the same bytes by the one that could be compared', () => {
    const one = only(image('x.iso'), [both]);
    expect([one.outcome, hasEqualDigest(one), provesSameBytes(one)]).toEqual(['equal', true, true]);
  });

  test('proves them by no weak one, nor by one that differs', () => {
    const digests = { sha256: A, md5: MD5 };
    const weak = reference('SUMS', claim('x.iso', stated(MD5, 'md5'), stated(B, 'sha256')));
    const one = only(image('x.iso', { digests }), [weak]);
    expect([one.outcome, hasEqualDigest(one), provesSameBytes(one)]).toEqual([
      ...['different', true, false],
    ]);
  });

  test('that was pasted concerns an image with which one of them was compared', () => {
    const pasted = reference(undefined, claim(undefined, stated(A, 'sha256'), stated(B, 'blake3')));
    expect(concernsImage(only(image('x.iso'), [pasted]))).toBe(true);
  });
});

test('a claim is of the reference that has it, and of no other', () => {
  const one = only(image('x.iso'), [list('SUMS', 'x.iso', A, 'sha256')]);
  const known = entry('x.iso', [['sha256', A, 'publisher']]);
  const entryClaim = only(image('x.iso', { matches: { byDigest: [known], byName: [known] } }));
  expect([isOfReference(one, 'SUMS'), isOfReference(one, 'OTHER')]).toEqual([true, false]);
  expect(isOfReference(entryClaim, 'SUMS')).toBe(false);
});
