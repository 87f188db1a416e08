import { describe, expect, test } from 'vitest';
import { assess, type Assessment } from '../../../src/core/verdict/assess.ts';
import {
  concernsImage,
  type Image,
  type PageReference,
  type Pointing,
} from '../../../src/core/verdict/claims.ts';
import { factsOfSize } from '../../support/image-facts.ts';
import { claim, entry, fake, image, reference, stated } from '../../support/page-builder.ts';

const A = fake('sha256', 'a'); // what image() computed
const B = fake('sha256', 'b');
const SHA1_A = fake('sha1', 'a');
const SHA1_B = fake('sha1', 'b');

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
const codesOf = (...args: Parameters<typeof assessOne>) =>
  assessOne(...args).diagnoses.map(({ code }) => code);
const kinds = (images: readonly Image[], references: readonly PageReference[]) =>
  [...assess({ images, references, pointings: [] }).values()].map(({ verdict }) => verdict.kind);

describe('which claim applies', () => {
  test('an equal digest applies although the list names the file otherwise', () => {
    const list = reference('SUMS', claim('original.iso', stated(A, 'sha256')));
    expect(kindOf(image('renamed.iso'), [list])).toBe('matches');
  });

  test('a different digest under another name does not count against the image', () => {
    const list = reference('SUMS', claim('other.iso', stated(B, 'sha256')));
    expect(kindOf(image('x.iso'), [list])).toBe('unlisted');
    expect(codesOf(image('x.iso'), [list])).toEqual(['reference-for-other-file']);
  });

  test('a site catalogue that speaks of other files is said to do so until it is accepted', () => {
    const list = reference('site', claim('other.iso', stated(B, 'sha256')));
    const site = { ...list, reference: { ...list.reference, format: 'site-catalogue' as const } };
    expect(codesOf(image('x.iso'), [site])).toEqual(['reference-for-other-file']);
    expect(codesOf(image('x.iso'), [{ ...site, accepted: true }])).toEqual([]);
  });

  test.each(['x.iso', './x.iso', '/build/out/x.iso', 'C:\\iso\\X.ISO'])(
    'a different digest for %s counts against x.iso',
    (path) => {
      const list = reference('SUMS', claim(path, stated(B, 'sha256')));
      expect(kindOf(image('x.iso'), [list])).toBe('mismatch');
    },
  );

  test('names are compared in one Unicode form', () => {
    const list = reference('SUMS', claim('u\u0308ber.iso', stated(B, 'sha256')));
    expect(kindOf(image('\u00fcber.iso'), [list])).toBe('mismatch');
  });

  test('a sidecar with a bare digest is about the image it is named after, and no other', () => {
    const sidecar = reference('x.iso.sha256', claim(undefined, stated(B, 'sha256')));
    expect(kindOf(image('x.iso'), [sidecar])).toBe('mismatch');
    expect(kindOf(image('y.iso'), [sidecar])).toBe('unlisted');
  });

  test('a claim for another file counts once the user has said that it is about this image', () => {
    const list = reference('SUMS', claim('x.iso', stated(B, 'sha256')));
    const copy = image('x (1).iso');
    const pointing = { referenceId: 'SUMS', claim: 0, imageId: copy.id };
    expect([kindOf(copy, [list]), kindOf(copy, [list], [pointing])]).toEqual([
      'unlisted',
      'mismatch',
    ]);
  });

  test('of one base name under several paths, one equal settles it', () => {
    const list = reference(
      'SUMS',
      claim('i386/x.iso', stated(B, 'sha256')),
      claim('amd64/x.iso', stated(A, 'sha256')),
    );
    expect(kindOf(image('x.iso'), [list])).toBe('matches');
  });

  test('of one base name under several paths, none equal is a mismatch', () => {
    const list = reference(
      'SUMS',
      claim('i386/x.iso', stated(B, 'sha256')),
      claim('amd64/x.iso', stated(fake('sha256', 'c'), 'sha256')),
    );
    expect(kindOf(image('x.iso'), [list])).toBe('mismatch');
  });

  test('two references about one image: one that differs outweighs one that is equal', () => {
    const yes = reference('YES', claim('x.iso', stated(A, 'sha256')));
    const no = reference('NO', claim('x.iso', stated(B, 'sha256')));
    expect(kindOf(image('x.iso'), [yes, no])).toBe('mismatch');
  });

  test('one path with two values of one algorithm, one of them equal, is a mismatch that says why', () => {
    const list = reference('SUMS', claim('x.iso', stated(A, 'sha256'), stated(B, 'sha256')));
    expect(kindOf(image('x.iso'), [list])).toBe('mismatch');
    expect(codesOf(image('x.iso'), [list])).toContain('reference-contradicts-itself');
  });

  test('an equal SHA-256 beside a different SHA-1 in one claim is a mismatch', () => {
    const list = reference('SUMS', claim('z.iso', stated(A, 'sha256'), stated(SHA1_B, 'sha1')));
    expect(kindOf(image('x.iso'), [list])).toBe('mismatch');
  });

  test('an untyped value is not different before every algorithm of its length was computed', () => {
    const bare = stated(B, 'sha256', 'blake3');
    const list = reference('SUMS', claim('x.iso', bare));
    const digests = { sha256: A, sha1: SHA1_A, blake3: fake('blake3', 'd') };
    expect(kindOf(image('x.iso'), [list])).toBe('unlisted');
    expect(kindOf(image('x.iso', { digests }), [list])).toBe('mismatch');
  });

  test('an untyped value is equal as soon as one algorithm gives it, and says which', () => {
    const bare = stated(B, 'sha256', 'blake3');
    const digests = { sha256: A, blake3: B };
    const list = reference(undefined, claim(undefined, bare));
    const { verdict } = assessOne(image('x.iso', { digests }), [list]);
    expect(verdict.deciding?.digest.algorithms).toEqual(['blake3']);
  });
});

describe('a claim beside an image', () => {
  const outcomes = (...args: Parameters<typeof assessOne>) =>
    assessOne(...args).claims.map(({ outcome, applies }) => [outcome, applies]);

  test('about another file is not compared, although its digest is another', () => {
    const list = reference('SUMS', claim('other.iso', stated(B, 'sha256')));
    expect(outcomes(image('x.iso'), [list])).toEqual([['not-compared', false]]);
  });

  test('under another path of a settled list is not compared', () => {
    const list = reference(
      'SUMS',
      claim('i386/x.iso', stated(B, 'sha256')),
      claim('amd64/x.iso', stated(A, 'sha256')),
    );
    expect(outcomes(image('x.iso'), [list])).toEqual([
      ['equal', true],
      ['not-compared', false],
    ]);
  });

  test('of one list only is told to differ, and does not count', () => {
    const other = entry('known.iso', [['sha1', SHA1_B, 'listed']]);
    const one = image('known.iso', { matches: { byDigest: [], byName: [other] } });
    expect(outcomes(one, [])).toEqual([['different', false]]);
  });
});

describe('a claim concerns', () => {
  const concerned = (one: Image, page: PageReference) =>
    assessOne(one, [page]).claims.map(concernsImage);
  const pasted = reference(undefined, claim(undefined, stated(B, 'sha256')));

  test('an image that it was pasted for and compared with, and none that was not read yet', () => {
    const pending = image('x.iso', { digests: {}, reading: 'pending' });
    expect([concerned(image('x.iso'), pasted), concerned(pending, pasted)]).toEqual([
      [true],
      [false],
    ]);
  });

  test('an image that it names, and no other that it differs from', () => {
    const list = reference('SUMS', claim('x.iso', stated(B, 'sha256')));
    expect([concerned(image('x.iso'), list), concerned(image('y.iso'), list)]).toEqual([
      [true],
      [false],
    ]);
  });
});

describe('a bare pasted digest', () => {
  const pasted = (text: string) => reference(undefined, claim(undefined, stated(text, 'sha256')));

  test('applies to the image it equals and says nothing of the others', () => {
    const other = image('b.iso', { digests: { sha256: B, sha1: SHA1_B } });
    expect(kinds([image('a.iso'), other], [pasted(A)])).toEqual(['matches', 'unlisted']);
  });

  test('that equals none counts against every finished image', () => {
    const other = image('b.iso', { digests: { sha256: B, sha1: SHA1_B } });
    const none = pasted(fake('sha256', 'c'));
    expect(kinds([image('a.iso'), other], [none])).toEqual(['mismatch', 'mismatch']);
  });

  test('that equals none does not count against an image with an equal claim', () => {
    const other = image('b.iso', { digests: { sha256: B, sha1: SHA1_B } });
    const list = reference('SUMS', claim('a.iso', stated(A, 'sha256')));
    const none = pasted(fake('sha256', 'c'));
    expect(kinds([image('a.iso'), other], [list, none])).toEqual(['matches', 'mismatch']);
  });

  test('that equals none counts against the only image, though a list agrees with it', () => {
    const list = reference('SUMS', claim('a.iso', stated(A, 'sha256')));
    expect(kinds([image('a.iso')], [list, pasted(B)])).toEqual(['mismatch']);
  });

  test('leaves an image alone that another pasted digest is equal to', () => {
    const two = reference(
      undefined,
      claim(undefined, stated(A, 'sha256')),
      claim(undefined, stated(B, 'sha256')),
    );
    expect(kinds([image('a.iso')], [two])).toEqual(['matches']);
  });

  test('counts against nothing while another image, which it may equal, is still being read', () => {
    const pending = image('b.iso', { digests: {}, reading: 'pending' });
    expect(kinds([image('a.iso'), pending], [pasted(B)])).toEqual(['unlisted', 'incomplete']);
  });

  test('that differs outweighs the catalogue: a known image that is not the one asked for', () => {
    const known = entry('known.iso', [['sha256', A, 'publisher']]);
    const one = image('x.iso', { matches: { byDigest: [known], byName: [] } });
    expect(kindOf(one, [])).toBe('verified');
    expect(kindOf(one, [pasted(B)])).toBe('mismatch');
    expect(codesOf(one, [pasted(B)])).toContain('other-known-image');
  });
});

describe('a damaged text', () => {
  const list = (text: string) => reference('SUMS', claim('x.iso', stated(text, 'sha256')));

  test.each([
    ['one character', `b${A.slice(1)}`],
    ['four characters', `bbbb${A.slice(4)}`],
  ])('that differs in %s is not compared', (_, text) => {
    expect(kindOf(image('x.iso'), [list(text)])).toBe('unlisted');
    expect(codesOf(image('x.iso'), [list(text)])).toEqual(['reference-garbled']);
  });

  test('that differs in five characters is another digest', () => {
    expect(kindOf(image('x.iso'), [list(`bbbbb${A.slice(5)}`)])).toBe('mismatch');
  });

  test('that lost characters is not compared, never a prefix match', () => {
    const cut = reference('SUMS', claim('x.iso', stated(A.slice(0, 42))));
    expect(kindOf(image('x.iso'), [cut])).toBe('unlisted');
    expect(codesOf(image('x.iso'), [cut])).toEqual(['reference-truncated']);
  });

  test('beside a sound equal digest leaves that one standing', () => {
    const both = reference(
      'SUMS',
      claim('x.iso', stated(`b${A.slice(1)}`, 'sha256'), stated(SHA1_A, 'sha1')),
    );
    expect(kindOf(image('x.iso'), [both])).toBe('matches');
  });

  test('of eight characters is too short to be called damaged: a CRC-32 that differs, differs', () => {
    const one = image('x.iso', { digests: { crc32: 'aaaaaaaa' } });
    const crc = reference('x.sfv', claim('x.iso', stated('aaaaaaab', 'crc32')));
    expect(kindOf(one, [crc])).toBe('mismatch');
  });
});

describe('the catalogue', () => {
  const known = entry('known.iso', [
    ['sha1', SHA1_A, 'publisher-copy'],
    ['sha256', B, 'listed'],
  ]);
  const found = (name: string, byName = [known]) =>
    image(name, { matches: { byDigest: [known], byName } });

  test('verifies a renamed image by its digest, on the grade of that very digest', () => {
    const { verdict } = assessOne(found('renamed.iso', []), []);
    expect([verdict.kind, verdict.basis]).toEqual(['verified', 'publisher-copy']);
  });

  test('with a listed digest that differs, says that a list disagrees and verifies all the same', () => {
    expect(kindOf(found('known.iso'), [])).toBe('verified');
    expect(codesOf(found('known.iso'), [])).toEqual(['list-disagrees']);
  });

  test('counts against an image that has the name of one entry and other bytes', () => {
    const other = entry('known.iso', [['sha1', SHA1_B, 'publisher-copy']]);
    const one = image('known.iso', { matches: { byDigest: [], byName: [other] } });
    expect(kindOf(one, [])).toBe('mismatch');
  });

  test('says of which digests the sources give other values, and whether one is the image’s', () => {
    const graded = entry('known.iso', [['sha256', A, 'publisher-copy']]);
    const disputed = {
      ...graded,
      disputed: ['sha1', 'md5'],
      otherValues: [
        { algorithm: 'sha1', hex: SHA1_A },
        { algorithm: 'md5', hex: fake('md5', 'e') },
      ],
    } as const;
    const one = image('known.iso', { matches: { byDigest: [disputed], byName: [disputed] } });
    const { verdict, claims } = assessOne(one, []);
    expect([verdict.kind, claims[0]?.disputes]).toEqual([
      'verified',
      [
        { algorithm: 'sha1', isImages: true },
        { algorithm: 'md5', isImages: false },
      ],
    ]);
  });

  test('says nothing of disputes where there are none', () => {
    const { claims } = assessOne(found('known.iso'), []);
    expect(claims.map(({ disputes }) => disputes)).toEqual([undefined, undefined]);
  });

  test('does not count against an image whose name belongs to two entries', () => {
    const first = entry('a', [['sha1', SHA1_B, 'publisher']], { fileName: 'known.iso' });
    const second = entry('b', [['sha1', fake('sha1', 'c'), 'publisher']], {
      fileName: 'known.iso',
    });
    const one = image('known.iso', { matches: { byDigest: [], byName: [first, second] } });
    expect(kindOf(one, [])).toBe('unlisted');
  });

  test('does not count against an image that has an alias of an entry for its name', () => {
    const other = entry('known.iso', [['sha1', SHA1_B, 'publisher']], { aliases: ['x.iso'] });
    const one = image('x.iso', { matches: { byDigest: [], byName: [other] } });
    expect(kindOf(one, [])).toBe('unlisted');
  });

  test('never counts against an image by a digest that is only listed', () => {
    const other = entry('known.iso', [['sha1', SHA1_B, 'listed']]);
    const one = image('known.iso', { matches: { byDigest: [], byName: [other] } });
    expect(kindOf(one, [])).toBe('unlisted');
    expect(codesOf(one, [])).toEqual(['list-disagrees']);
  });

  test('gives matches, not verified, for a digest that is only listed', () => {
    const listed = entry('known.iso', [['sha256', A, 'listed']]);
    const one = image('x.iso', { matches: { byDigest: [listed], byName: [] } });
    expect(kindOf(one, [])).toBe('matches');
  });

  test('a twin with the same SHA-1 and another SHA-256 is a mismatch, not a verified', () => {
    const pair = entry('known.iso', [
      ['sha1', SHA1_A, 'publisher'],
      ['sha256', B, 'publisher'],
    ]);
    const one = image('x.iso', { matches: { byDigest: [pair], byName: [] } });
    expect(kindOf(one, [])).toBe('mismatch');
    expect(codesOf(one, [])).toContain('reference-contradicts-itself');
  });

  test('a near miss of a catalogue digest is a difference: its texts are not typed by hand', () => {
    const near = entry('known.iso', [['sha1', `b${SHA1_A.slice(1)}`, 'publisher']]);
    const one = image('known.iso', { matches: { byDigest: [], byName: [near] } });
    expect(kindOf(one, [])).toBe('mismatch');
  });

  test('that was not consulted is said so, and gives nothing', () => {
    const one = image('x.iso');
    const notAsked = { ...one, matches: undefined } as unknown as Image;
    expect(assessOne(notAsked, []).catalogueConsulted).toBe(false);
  });
});

describe('what was not read', () => {
  test('a failed reading gives no verdict, whatever was equal', () => {
    const list = reference('SUMS', claim('x.iso', stated(A, 'sha256')));
    expect(kindOf(image('x.iso', { reading: 'incomplete' }), [list])).toBe('incomplete');
  });

  test('an empty file never matches, though its digests are those of every empty file', () => {
    const list = reference('SUMS', claim('x.iso', stated(A, 'sha256')));
    const known = entry('known.iso', [['sha256', A, 'publisher']]);
    const empty = image('x.iso', { size: 0, matches: { byDigest: [known], byName: [] } });
    expect(kindOf(empty, [list])).toBe('unlisted');
    expect(codesOf(empty, [list])).toEqual(['not-an-image']);
  });

  test('an empty file that a list gives another digest for is a mismatch', () => {
    const list = reference('SUMS', claim('x.iso', stated(B, 'sha256')));
    expect(kindOf(image('x.iso', { size: 0 }), [list])).toBe('mismatch');
  });

  test('a folder that was unpacked from an image has that diagnosis alone', () => {
    const folder = image('stick', { reading: 'incomplete', unpacked: true, size: 0, digests: {} });
    expect(codesOf(folder, [])).toEqual(['unpacked-image']);
  });
});

describe('size', () => {
  const lost = { paths: [], files: 0, bootImages: 0, isPartial: false };
  const short = { kind: 'truncated', by: 'iso9660', expected: 1500, lost } as const;
  const facts = factsOfSize(short);
  const longer = (kind: 'padded' | 'oversize') =>
    factsOfSize({ kind, by: 'gpt', expected: 1500, isSampled: false });

  test('shorter than the volume says is truncated, before anything is compared', () => {
    const one = image('x.iso', { facts, reading: 'pending', digests: {} });
    expect(codesOf(one, [])).toEqual(['truncated']);
  });

  test('shorter than the volume says is no diagnosis for an image that matches its reference', () => {
    const list = reference('SUMS', claim('x.iso', stated(A, 'sha256')));
    expect(codesOf(image('x.iso', { facts }), [list])).toEqual([]);
  });

  test.each(['padded', 'oversize'] as const)('%s says so, and by what', (kind) => {
    const { diagnoses } = assessOne(image('x.iso', { facts: longer(kind), size: 2000 }), []);
    const size = { expected: 1500, size: 2000, by: 'volume', witness: 'gpt', isSampled: false };
    expect(diagnoses).toEqual([{ code: kind, ...size }]);
  });

  test('of a known image that is not the one asked for is what it is', () => {
    const known = entry('known.iso', [['sha256', A, 'publisher']]);
    const matches = { byDigest: [known], byName: [] };
    const one = image('x.iso', { matches, facts: longer('padded'), size: 2000 });
    expect(codesOf(one, [reference(undefined, claim(undefined, stated(B, 'sha256')))])).toEqual([
      'other-known-image',
    ]);
  });

  test('the zeros behind an image say more than the entry that has the size without them', () => {
    const other = entry('x.iso', [['sha1', SHA1_B, 'publisher']], { size: 1500 });
    const matches = { byDigest: [], byName: [other] };
    const one = image('x.iso', { matches, facts: longer('padded'), size: 2000 });
    expect(codesOf(one, [])).toEqual(['padded']);
  });

  test('the size of the catalogue entry that differs tells that the file is short or long', () => {
    const other = entry('x.iso', [['sha1', SHA1_B, 'publisher']], { size: 1200 });
    const matches = { byDigest: [], byName: [other] };
    expect(codesOf(image('x.iso', { matches }), [])).toEqual(['truncated']);
    expect(codesOf(image('x.iso', { matches, size: 1300 }), [])).toEqual(['oversize']);
  });
});

describe('claims about other files', () => {
  const others = [claim('y.iso', stated(B, 'sha256')), claim('z.iso', stated(B, 'sha256'))];
  const namesOf = (list: PageReference) =>
    assessOne(image('x.iso'), [list]).claims.map(
      ({ source }) => source.kind === 'reference' && source.claim.path,
    );

  test('are offered where the reference has none about this image', () => {
    expect(namesOf(reference('SUMS', ...others))).toEqual(['y.iso', 'z.iso']);
  });

  test('are not offered of a signature that is named for a list', () => {
    const signatureFor = (path: string): PageReference => {
      const page = reference(`${path}.asc`, claim(path));
      return { ...page, reference: { ...page.reference, format: 'signature' } };
    };
    expect(namesOf(signatureFor('SHA256SUMS'))).toEqual([]);
    expect(namesOf(signatureFor('y.iso'))).toEqual(['y.iso']);
  });

  test('are left out where it has one, by name or by an equal digest', () => {
    const named = claim('x.iso', stated(B, 'sha256'));
    const equal = claim('renamed.iso', stated(A, 'sha256'));
    expect(namesOf(reference('SUMS', ...others, named))).toEqual(['x.iso']);
    expect(namesOf(reference('SUMS', ...others, equal))).toEqual(['renamed.iso']);
  });
});
