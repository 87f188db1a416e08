import { describe, expect, test } from 'vitest';
import type { AlgorithmId } from '../../../src/core/digest/algorithm.ts';
import { parsePastedText } from '../../../src/core/reference/parse.ts';
import { assess } from '../../../src/core/verdict/assess.ts';
import type { Image, PageReference } from '../../../src/core/verdict/claims.ts';
import { claim, fake, image, reference, stated } from '../../support/page-builder.ts';

const A = fake('sha256', 'a'); // what image() computed
const B = fake('sha256', 'b');
const C = fake('sha256', 'c');
const SHA1_A = fake('sha1', 'a');
const SHA1_B = fake('sha1', 'b');

const named = (path: string | undefined, text: string, algorithm: AlgorithmId = 'sha256') =>
  claim(path, stated(text, algorithm));

/** A reference file whose own SHA-256 is known, as the worker gives it. */
function hashed(page: PageReference, sha256: string): PageReference {
  return { ...page, reference: { ...page.reference, ownDigests: { sha256 } } };
}

function assessOne(one: Image, references: readonly PageReference[]) {
  const found = assess({ images: [one], references, pointings: [] }).get(one.id);
  if (!found) throw new Error('no assessment');
  return found;
}
const diagnosesOf = (...args: Parameters<typeof assessOne>) => assessOne(...args).diagnoses;
const kindOf = (...args: Parameters<typeof assessOne>) => assessOne(...args).verdict.kind;

describe('the checksum file was hashed instead of the image', () => {
  const sums = hashed(reference('SHA256SUMS', named('x.iso', A)), C);

  test('and the result pasted: it is said which file was hashed', () => {
    const pasted = reference(undefined, named(undefined, C));
    expect(kindOf(image('x.iso'), [sums, pasted])).toBe('mismatch');
    expect(diagnosesOf(image('x.iso'), [sums, pasted])).toMatchObject([
      { code: 'reference-is-the-input', input: 'SHA256SUMS' },
    ]);
  });

  test('and the result put into a list', () => {
    const list = reference('mine.txt', named('x.iso', C));
    expect(diagnosesOf(image('x.iso'), [list, sums])).toMatchObject([
      { code: 'reference-is-the-input', input: 'SHA256SUMS' },
    ]);
  });

  test('is said as soon as that file is dropped, whatever was there before', () => {
    const one = image('x.iso');
    const list = reference('mine.txt', named('x.iso', C));
    expect(diagnosesOf(one, [list])).toEqual([]);
    expect(diagnosesOf(one, [list, hashed(reference('SUMS'), C)])).toMatchObject([
      { code: 'reference-is-the-input', input: 'SUMS' },
    ]);
  });

  test('is not said of a list that has its own digest among others', () => {
    const own = hashed(reference('SUMS', named('x.iso', A), named('SUMS', C)), C);
    expect(diagnosesOf(image('x.iso'), [own])).toEqual([]);
  });

  test('is said of a claim that has digests of other kinds besides', () => {
    const list = reference('mine.txt', claim('x.iso', stated(C, 'sha256'), stated(B, 'blake3')));
    const untyped = reference('mine.sum', claim('x.iso', stated(C, 'blake3', 'sha256')));
    const one = image('x.iso', { digests: { sha256: A, sha1: SHA1_A, blake3: A } });
    const inputs = diagnosesOf(one, [list, untyped, sums]).map(({ code }) => code);
    expect(inputs).toEqual(['reference-is-the-input', 'reference-is-the-input']);
  });

  test('is not said where the digest is of another algorithm', () => {
    const list = reference('mine.txt', named('x.iso', C, 'sha3-256'));
    const computed = { ...image('x.iso').digests, 'sha3-256': B };
    expect(diagnosesOf(image('x.iso', { digests: computed }), [sums, list])).toEqual([]);
  });
});

describe('the digest of another file', () => {
  test('of the same list: the image has the digest that stands beside another name', () => {
    const list = reference('SUMS', named('a.iso', B), named('b.iso', A));
    expect(kindOf(image('a.iso'), [list])).toBe('mismatch');
    expect(diagnosesOf(image('a.iso'), [list])).toMatchObject([
      { code: 'reference-for-other-file', other: { is: 'image', path: 'b.iso', list: 'SUMS' } },
    ]);
  });

  test('was pasted: a list gives it to another name', () => {
    const list = reference('SUMS', named('a.iso', A), named('dir/b.iso', B));
    const pasted = reference(undefined, named(undefined, B));
    expect(diagnosesOf(image('a.iso'), [list, pasted])).toMatchObject([
      {
        code: 'reference-for-other-file',
        other: { is: 'digest', path: 'dir/b.iso', list: 'SUMS' },
      },
    ]);
  });

  test('is not said of the same name in another folder', () => {
    const list = reference('SUMS', named('old/x.iso', B), named('new/x.iso', B));
    const codes = diagnosesOf(image('x.iso'), [list]).map(({ code }) => code);
    expect(codes).not.toContain('reference-for-other-file');
  });
});

describe('a list of other files', () => {
  test('is said to be one once, however many of them it has', () => {
    const list = reference('SUMS', named('y.iso', B), named('z.iso', C));
    expect(diagnosesOf(image('x.iso'), [list]).map(({ code }) => code)).toEqual([
      'reference-for-other-file',
    ]);
  });

  test('is none where a line of it could not be compared, or is nearly the image’s', () => {
    const unknown = reference('SUMS', named('x.iso', B, 'blake3'), named('z.iso', C));
    expect(diagnosesOf(image('x.iso'), [unknown])).toEqual([]);
    const near = reference(
      'SUMS',
      claim('y.iso', stated(B, 'blake3'), stated(`b${A.slice(1)}`, 'sha256')),
    );
    expect(diagnosesOf(image('x.iso'), [near]).map(({ code }) => code)).toEqual([
      'reference-garbled',
    ]);
  });

  test('is none where it contradicts itself about one of them', () => {
    const both = reference('SUMS', claim('y.iso', stated(A, 'sha256'), stated(B, 'sha256')));
    expect(diagnosesOf(image('x.iso'), [both]).map(({ code }) => code)).toEqual([
      'reference-contradicts-itself',
    ]);
  });
});

describe('the compressed or the unpacked form', () => {
  test.each([
    ['x.iso', 'x.iso.xz', 'compressed'],
    ['x.iso.xz', 'x.iso', 'unpacked'],
    ['X.IMG', 'dir/x.img.GZ', 'compressed'],
    ['x.img.ZST', './X.img', 'unpacked'],
  ])('%s beside a list of %s', (name, listed, is) => {
    const others = Array.from({ length: 60 }, (_, index) => named(`${index}.iso`, B));
    const list = reference('SUMS', ...others, named(listed, C));
    expect(diagnosesOf(image(name), [list])).toMatchObject([
      { code: 'reference-for-other-file', other: { is, list: 'SUMS' } },
    ]);
  });

  test('a sidecar of the compressed file, which names none', () => {
    const sidecar = reference('x.iso.xz.sha256', named(undefined, B));
    expect(diagnosesOf(image('x.iso'), [sidecar])).toMatchObject([
      { code: 'reference-for-other-file', other: { is: 'compressed', path: 'x.iso.xz' } },
    ]);
  });

  test('is not said where the list has the image itself', () => {
    const list = reference('SUMS', named('x.iso', A), named('x.iso.xz', B));
    expect(diagnosesOf(image('x.iso'), [list])).toEqual([]);
  });
});

describe('a line of shasum that is not about the bytes of the file', () => {
  const listOf = (text: string): PageReference => {
    const found = parsePastedText(text);
    if (!found) throw new Error('expected a reference');
    return { id: 'sums', reference: { ...found, name: 'sums' } };
  };

  test.each(['U', '^', '?'])('with the mark %s says so, and counts against nothing', (mark) => {
    const list = listOf(`${SHA1_B} ${mark}plain.iso\n`);
    const pointings = [{ referenceId: 'sums', claim: 0, imageId: 'plain.iso' }];
    const images = [image('plain.iso')];
    for (const pointed of [[], pointings]) {
      const found = assess({ images, references: [list], pointings: pointed }).get('plain.iso');
      expect([found?.verdict.kind, found?.diagnoses]).toMatchObject([
        'unlisted',
        [{ code: 'reference-for-other-file', other: { is: 'marked', path: `${mark}plain.iso` } }],
      ]);
    }
  });

  test('is still right where the bytes have no line ends to change', () => {
    expect(kindOf(image('plain.iso'), [listOf(`${SHA1_A} Uplain.iso\n`)])).toBe('matches');
  });

  test('is one of coreutils for a file whose name begins so, and no other', () => {
    const list = listOf(`${SHA1_B} Ubuntu.iso\n`);
    expect(kindOf(image('Ubuntu.iso'), [list])).toBe('mismatch');
    expect(kindOf(image('buntu.iso'), [list])).toBe('unlisted');
  });

  test('is one of two characters where the name follows two blanks', () => {
    const list = listOf(`${SHA1_B}  Uplain.iso\n`);
    const pointings = [{ referenceId: 'sums', claim: 0, imageId: 'plain.iso' }];
    const found = assess({ images: [image('plain.iso')], references: [list], pointings });
    expect(found.get('plain.iso')?.verdict.kind).toBe('mismatch');
  });
});

describe('the right digest under the name of another algorithm', () => {
  test('of another length: it is not compared, and the true algorithm is said', () => {
    const damaged = { text: SHA1_A, algorithms: ['sha256'], damaged: true } as const;
    const list = reference('SUMS', claim('x.iso', damaged));
    expect(kindOf(image('x.iso'), [list])).toBe('unlisted');
    expect(diagnosesOf(image('x.iso'), [list])).toMatchObject([
      { code: 'reference-garbled', algorithm: 'sha1', characters: 0 },
    ]);
  });

  test('of the same length: it is no difference', () => {
    const computed = { ...image('x.iso').digests, 'sha3-256': B };
    const list = reference('SUMS', named('x.iso', A, 'sha3-256'));
    expect(kindOf(image('x.iso', { digests: computed }), [list])).toBe('unlisted');
    expect(diagnosesOf(image('x.iso', { digests: computed }), [list])).toMatchObject([
      { code: 'reference-garbled', algorithm: 'sha256', characters: 0 },
    ]);
  });

  test.each([`SHA256: ${SHA1_A}`, `MD5 (x.iso) = ${SHA1_A}`, `sha512  ${A}`])(
    'as it is pasted: %s',
    (text) => {
      const pasted = parsePastedText(text);
      if (!pasted) throw new Error('expected a reference');
      expect(diagnosesOf(image('x.iso'), [{ id: 'pasted', reference: pasted }])).toMatchObject([
        { code: 'reference-garbled', characters: 0 },
      ]);
    },
  );

  test('does not make up for a digest beside it that differs', () => {
    const list = reference('SUMS', claim('x.iso', stated(SHA1_A, 'sha1'), stated(B, 'sha256')));
    expect(kindOf(image('x.iso'), [list])).toBe('mismatch');
  });
});

describe('damage of the text', () => {
  const near = (text: string) => {
    const pasted = parsePastedText(text);
    if (!pasted) throw new Error('expected a reference');
    const computed = { sha256: REAL, sha1: fake('sha1', '1') };
    const one = image('x.iso', { digests: computed });
    const references = [{ id: 'pasted', reference: pasted }];
    expect(kindOf(one, references)).toBe('unlisted');
    return diagnosesOf(one, references).map((each) => [
      each.code,
      'characters' in each ? each.characters : undefined,
    ]);
  };
  const REAL = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

  test.each([
    ['three characters differ', `f4c${REAL.slice(3)}`, 'reference-garbled', 3],
    ['an O for a zero', REAL.replace('b0c', 'bOc'), 'reference-garbled', 1],
    [
      'a character lost in the middle',
      REAL.slice(0, 20) + REAL.slice(21),
      'reference-truncated',
      1,
    ],
    ['a character gained', `${REAL.slice(0, 20)}0${REAL.slice(20)}`, 'reference-garbled', 1],
    ['the end cut off', `${REAL.slice(0, 40)}...`, 'reference-truncated', 24],
  ])('%s', (_, text, code, characters) => {
    expect(near(text)).toEqual([[code, characters]]);
  });

  test('base64 is another way of writing the whole digest, and equal', () => {
    const text = Buffer.from(REAL, 'hex').toString('base64');
    const pasted = parsePastedText(text);
    if (!pasted) throw new Error('expected a reference');
    const one = image('x.iso', { digests: { sha256: REAL } });
    expect(kindOf(one, [{ id: 'pasted', reference: pasted }])).toBe('matches');
  });
});

describe('a reference that has the size alone, as a torrent', () => {
  const torrent = (size: number) =>
    reference('x.torrent', { path: 'x.iso', size, digests: [], line: 1 });

  test.each([
    [1_500, 'truncated'],
    [700, 'oversize'],
  ])('tells that %i bytes were expected', (size, code) => {
    expect(kindOf(image('x.iso'), [torrent(size)])).toBe('unlisted');
    expect(diagnosesOf(image('x.iso'), [torrent(size)])).toMatchObject([
      { code, expected: size, size: 1_000, by: 'claim' },
    ]);
  });

  test('says nothing of a file of that size', () => {
    expect(diagnosesOf(image('x.iso'), [torrent(1_000)])).toEqual([]);
  });
});

describe('a name that is written otherwise than the image’s', () => {
  test.each([
    ['iso/old/x.iso', 'x.iso', ['folder']],
    ['Win7.ISO', 'win7.iso', ['case']],
    ['Gru\u0308n.iso', 'Grün.iso', ['normal-form']],
  ])('%s counts against %s, and it is said why', (path, name, differences) => {
    const list = reference('SUMS', named(path, B));
    expect(kindOf(image(name), [list])).toBe('mismatch');
    expect(diagnosesOf(image(name), [list])).toMatchObject([
      { code: 'reference-name-differs', differences, claim: { relation: 'named' } },
    ]);
  });

  test('that is the name of its sidecar', () => {
    const sidecar = reference('X.ISO.sha256', named(undefined, B));
    expect(diagnosesOf(image('x.iso'), [sidecar])).toMatchObject([
      { code: 'reference-name-differs', differences: ['case'], claim: { relation: 'sidecar' } },
    ]);
  });

  test('is said once of a list, however many of its folders have that name', () => {
    const list = reference('SUMS', named('a/x.iso', B), named('b/x.iso', C));
    const other = reference('OTHER', named('c/x.iso', B));
    const codes = diagnosesOf(image('x.iso'), [list, other]).map(({ code }) => code);
    expect(codes).toEqual(['reference-name-differs', 'reference-name-differs']);
  });

  test('explains nothing where the list has the name to the letter too', () => {
    const list = reference('SUMS', named('a/x.iso', B), named('x.iso', C));
    expect(diagnosesOf(image('x.iso'), [list])).toEqual([]);
  });

  test('explains nothing where the digest tells what was mistaken', () => {
    const list = reference('SUMS', named('X.iso', B), named('b.iso', A));
    expect(diagnosesOf(image('x.iso'), [list])).toMatchObject([
      { code: 'reference-for-other-file', other: { is: 'image', path: 'b.iso' } },
    ]);
  });

  test('explains nothing where the digests contradict one another', () => {
    const list = reference('SUMS', claim('X.iso', stated(A, 'sha256'), stated(B, 'sha1')));
    expect(diagnosesOf(image('x.iso'), [list]).map(({ code }) => code)).toEqual([
      'reference-contradicts-itself',
    ]);
  });

  test('explains nothing where the digest is equal, or the person chose the line', () => {
    const equal = reference('SUMS', named('dir/X.iso', A));
    expect(diagnosesOf(image('x.iso'), [equal])).toEqual([]);
    const list = reference('SUMS', named('x.iso', B));
    const pointings = [{ referenceId: 'SUMS', claim: 0, imageId: 'x (1).iso' }];
    const images = [image('x (1).iso')];
    const found = assess({ images, references: [list], pointings }).get('x (1).iso');
    expect([found?.verdict.kind, found?.diagnoses]).toEqual(['mismatch', []]);
  });
});
