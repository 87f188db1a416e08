import { describe, expect, test } from 'vitest';
import { planDigests } from '../../../src/core/verdict/plan.ts';
import type { Image, PageReference } from '../../../src/core/verdict/claims.ts';
import { claim, entry, fake, image, reference, stated } from '../../support/page-builder.ts';

const A = fake('sha256', 'a'); // what image() computed
const B = fake('sha256', 'b');
const fresh = (name: string, parts: Partial<Image> = {}) =>
  image(name, { digests: {}, reading: 'pending', ...parts });
const plan = (one: Image, references: readonly PageReference[] = [], others: Image[] = []) =>
  planDigests({ image: one, images: [one, ...others], references, pointings: [] });
const untyped = (text: string) => stated(text, 'sha256', 'blake2s-256', 'blake3');

describe('the first reading', () => {
  test('computes SHA-256 and SHA-1 when nothing is asked', () => {
    expect(plan(fresh('x.iso'))).toEqual(['sha256', 'sha1']);
  });

  test('adds what a claim about the image states', () => {
    const list = reference('SUMS', claim('x.iso', stated(fake('sha512', 'a'), 'sha512')));
    expect(plan(fresh('x.iso'), [list])).toEqual(['sha256', 'sha1', 'sha512']);
  });

  test('tries a value of several possible algorithms with the likeliest alone', () => {
    const bare = reference(undefined, claim(undefined, untyped(B)));
    expect(plan(fresh('x.iso'), [bare])).toEqual(['sha256', 'sha1']);
  });

  test('leaves out what a list states of other images that are on the page', () => {
    const list = reference('SUMS', claim('y.iso', stated(fake('md5', 'a'), 'md5')));
    expect(plan(fresh('x.iso'), [list], [fresh('y.iso')])).toEqual(['sha256', 'sha1']);
  });

  test('adds what a list states that speaks of no image here: this one may be renamed', () => {
    const list = reference('SUMS', claim('y.iso', stated(fake('md5', 'a'), 'md5')));
    expect(plan(fresh('x.iso'), [list])).toEqual(['sha256', 'sha1', 'md5']);
  });

  test('adds one digest for each algorithm of such a list, and no damaged one', () => {
    const sha512 = { ...stated(fake('sha512', 'a'), 'sha512'), damaged: true as const };
    const list = reference(
      ...(['SUMS', claim('y.iso', stated('0'.repeat(50)), sha512)] as const),
      claim('z.iso', untyped(B), stated(fake('md5', 'b'), 'md5')),
    );
    expect(plan(fresh('x.iso'), [list])).toEqual(['sha256', 'sha1', 'md5']);
  });

  test('leaves out a damaged value', () => {
    const list = reference(undefined, claim(undefined, { ...stated(A.slice(2)), damaged: true }));
    expect(plan(fresh('x.iso'), [list])).toEqual(['sha256', 'sha1']);
  });

  test('adds MD5 for a catalogue entry of this name that has nothing better', () => {
    const only = entry('x.iso', [['md5', fake('md5', 'a'), 'corroborated']]);
    const matches = { byDigest: [], byName: [only] };
    expect(plan(fresh('x.iso', { matches }))).toEqual(['sha256', 'sha1', 'md5']);
  });

  test('leaves out MD5 for a catalogue entry that SHA-1 decides', () => {
    const both = entry('x.iso', [
      ['md5', fake('md5', 'a'), 'publisher'],
      ['sha1', fake('sha1', 'a'), 'publisher'],
    ]);
    const matches = { byDigest: [], byName: [both] };
    expect(plan(fresh('x.iso', { matches }))).toEqual(['sha256', 'sha1']);
  });
});

describe('after a reading', () => {
  test('nothing is lacking when a bare value was equal', () => {
    const bare = reference(undefined, claim(undefined, untyped(A)));
    expect(plan(image('x.iso'), [bare])).toEqual(['sha256', 'sha1']);
  });

  test('a bare value that was not equal is tried with the other algorithms of its length', () => {
    const bare = reference(undefined, claim(undefined, untyped(B)));
    expect(plan(image('x.iso'), [bare])).toEqual(['sha256', 'sha1', 'blake2s-256', 'blake3']);
  });

  test('a bare value that no image of several is equal to is tried further with each', () => {
    const bare = reference(undefined, claim(undefined, untyped(B)));
    const more = ['sha256', 'sha1', 'blake2s-256', 'blake3'];
    expect(plan(image('x.iso'), [bare], [image('y.iso')])).toEqual(more);
  });

  test('a bare value of a file is not tried further where a list agrees with the image', () => {
    const yes = reference('YES', claim('y.iso', stated(B, 'sha256')), claim('x.iso', untyped(A)));
    const bare = reference('notes.txt', claim(undefined, untyped(B)));
    expect(plan(image('x.iso'), [yes, bare])).toEqual(['sha256', 'sha1']);
  });

  test('a bare value that another image is equal to is not tried further', () => {
    const bare = reference(undefined, claim(undefined, untyped(B)));
    const other = image('y.iso', { digests: { sha256: B } });
    expect(plan(image('x.iso'), [bare], [other])).toEqual(['sha256', 'sha1']);
  });

  test('a bare value waits for an image that is still being read and may be equal', () => {
    const bare = reference(undefined, claim(undefined, untyped(B)));
    expect(plan(image('x.iso'), [bare], [fresh('y.iso')])).toEqual(['sha256', 'sha1']);
  });

  test('a near miss is a damaged text and is not tried further', () => {
    const bare = reference(undefined, claim(undefined, untyped(`b${A.slice(1)}`)));
    expect(plan(image('x.iso'), [bare])).toEqual(['sha256', 'sha1']);
  });

  test('a list for nobody here asks for nothing when an equal claim was found', () => {
    const yes = reference('YES', claim('x.iso', stated(A, 'sha256')));
    const list = reference('SUMS', claim('y.iso', stated(fake('md5', 'a'), 'md5')));
    expect(plan(image('x.iso'), [yes, list])).toEqual(['sha256', 'sha1']);
  });

  test('a bare pasted value is tried further although a list agrees with the image', () => {
    const yes = reference('YES', claim('x.iso', stated(A, 'sha256')));
    const bare = reference(undefined, claim(undefined, untyped(B)));
    expect(plan(image('x.iso'), [yes, bare])).toEqual(['sha256', 'sha1', 'blake2s-256', 'blake3']);
  });

  test('digests that were computed stay in the plan: a second reading computes all anew', () => {
    const one = image('x.iso', { digests: { sha256: A, md5: fake('md5', 'c') } });
    expect(plan(one)).toEqual(['sha256', 'sha1', 'md5']);
  });

  test('planning again after the planned reading asks for nothing more', () => {
    const bare = reference(undefined, claim(undefined, untyped(B)));
    const digests = { sha256: A, sha1: fake('sha1', 'a'), 'blake2s-256': A, blake3: A };
    expect(plan(image('x.iso', { digests }), [bare])).toEqual(Object.keys(digests));
  });
});
