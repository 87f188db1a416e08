import { describe, expect, test } from 'vitest';
import { assess, type Assessment } from '../../../src/core/verdict/assess.ts';
import type { Image, PageReference, Pointing } from '../../../src/core/verdict/claims.ts';
import { claim, fake, image, reference, stated } from '../../support/page-builder.ts';

const A = fake('sha256', 'a'); // what image() computed
const B = fake('sha256', 'b');

function assessOne(
  one: Image,
  references: readonly PageReference[],
  pointings: readonly Pointing[] = [],
): Assessment {
  const assessment = assess({ images: [one], references, pointings }).get(one.id);
  if (!assessment) throw new Error('no assessment');
  return assessment;
}
const kindOf = (...args: Parameters<typeof assessOne>) => assessOne(...args).verdict.kind;

describe('a page of many images', () => {
  const list = reference(
    'SUMS',
    claim('x.iso', stated(A, 'sha256')),
    claim('y.iso', stated(B, 'sha256')),
  );
  const pasted = reference(undefined, claim(undefined, stated(B, 'sha256')));
  const same = image('x.iso');
  const pending = image('y.iso', { reading: 'pending', digests: {} });
  const references = [list, pasted];
  const ofSame = (other: Image, pointings: readonly Pointing[] = []) =>
    assess({ images: [same, other], references, pointings }).get(same.id);

  test('gives the very same assessment for an image of which nothing has changed', () => {
    const before = ofSame(pending);
    expect(ofSame(image('y.iso'))).toBe(before);
  });

  test('gives another one once the user has pointed a claim at it', () => {
    const before = ofSame(pending);
    const after = ofSame(pending, [{ referenceId: 'SUMS', claim: 1, imageId: same.id }]);
    expect([before?.verdict.kind, after?.verdict.kind]).toEqual(['matches', 'mismatch']);
  });

  test('compares the first hundred nameless digests of a list, and any that is equal', () => {
    const others = Array.from({ length: 300 }, () => claim(undefined, stated(B, 'sha256')));
    const long = reference(undefined, ...others, claim(undefined, stated(A, 'sha256')));
    const { claims, verdict } = assessOne(image('x.iso'), [long]);
    expect([claims.length, verdict.kind]).toEqual([101, 'matches']);
  });

  test('a nameless digest counts against an image though a hundred damaged ones come first', () => {
    const damaged = { ...stated('abc', 'sha256'), damaged: true } as const;
    const first = Array.from({ length: 100 }, () => claim(undefined, damaged));
    const long = reference(undefined, ...first, claim(undefined, stated(B, 'sha256')));
    expect(kindOf(image('x.iso'), [long])).toBe('mismatch');
  });
});
