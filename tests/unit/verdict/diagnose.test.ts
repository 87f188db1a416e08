import { describe, expect, test } from 'vitest';
import { CONTENT_KINDS, type ContentKind } from '../../../src/core/image/opening.ts';
import type { LostContent, SizeConclusion } from '../../../src/core/image/size.ts';
import type { CatalogueEntry } from '../../../src/core/catalogue/catalogue.ts';
import { assess } from '../../../src/core/verdict/assess.ts';
import type { Image, PageReference, Pointing } from '../../../src/core/verdict/claims.ts';
import { factsOfSize, imageFacts } from '../../support/image-facts.ts';
import { claim, entry, fake, image, reference, stated } from '../../support/page-builder.ts';

const A = fake('sha256', 'a'); // what image() computed, of 1000 bytes
const B = fake('sha256', 'b');
const NOTHING_LOST: LostContent = { paths: [], files: 0, bootImages: 0, isPartial: false };

const truncated = (expected: number): SizeConclusion => ({
  ...{ kind: 'truncated', by: 'udf', expected, lost: NOTHING_LOST },
});
const longer = (kind: 'padded' | 'oversize', expected: number): SizeConclusion => ({
  ...{ kind, by: 'iso9660', expected, isSampled: false },
});

const agreeing = (size?: number) => sized('x.iso', A, size);
const differing = (size?: number, name = 'x.iso') => sized(name, B, size);
const sized = (name: string, hex: string, size: number | undefined) =>
  reference('SUMS', {
    ...claim(name, stated(hex, 'sha256')),
    ...(size !== undefined && { size }),
  });

function assessed(
  one: Image,
  references: readonly PageReference[] = [],
  pointings: readonly Pointing[] = [],
) {
  const assessment = assess({ images: [one], references, pointings }).get(one.id);
  if (!assessment) throw new Error('no assessment');
  return { kind: assessment.verdict.kind, diagnoses: assessment.diagnoses };
}

/** Each diagnosis of size: its code, the size that it says, and whose word it is. */
const sizes = (...args: Parameters<typeof assessed>) =>
  assessed(...args).diagnoses.flatMap((one) =>
    'by' in one ? [[one.code, one.expected, one.by, one.size]] : [],
  );
const codes = (...args: Parameters<typeof assessed>) =>
  assessed(...args).diagnoses.map(({ code }) => code);

describe('what a file is instead of an image', () => {
  const COMPRESSED: readonly ContentKind[] = ['gzip', 'xz', 'zstd', 'bzip2', 'zip', '7z'];
  const IMAGES: readonly ContentKind[] = [
    ...(['iso9660', 'udf', 'udf-bridge', 'wim', 'disk', 'unrecognised'] as const),
  ];
  const others = CONTENT_KINDS.filter((kind) => ![...COMPRESSED, ...IMAGES].includes(kind));
  const told = (kind: ContentKind, references: readonly PageReference[] = []) =>
    assessed(image('x.iso', { facts: imageFacts({ kind }) }), references).diagnoses;

  test.each(COMPRESSED)('is said of %s: it is compressed', (kind) => {
    expect(told(kind)).toEqual([{ code: 'compressed-image', kind }]);
  });

  test.each(others)('is said of %s', (kind) => {
    expect(told(kind)).toEqual([{ code: 'not-an-image', kind }]);
  });

  test.each(IMAGES)('is not said of %s', (kind) => {
    expect(told(kind)).toEqual([]);
  });

  test.each(['gzip', 'text'] as const)('is not said of %s that a list agrees with', (kind) => {
    expect(told(kind, [agreeing()])).toEqual([]);
  });

  test('is not said of what was not looked at', () => {
    expect(assessed(image('x.iso')).diagnoses).toEqual([]);
  });

  test('is said of an empty file in any case, and nothing of its length', () => {
    const empty = { size: 0, facts: factsOfSize(truncated(900)) };
    expect(assessed(image('x.iso', empty), [differing(900)]).diagnoses).toContainEqual({
      ...{ code: 'not-an-image', kind: 'empty' },
    });
    expect(sizes(image('x.iso', empty), [differing(900)])).toEqual([]);
    expect(sizes(image('x.iso', { size: 0 }))).toEqual([]);
  });
});

describe('what the catalogue says of a mismatch', () => {
  const known = (fileName: string, hex = fake('sha1', 'a')) =>
    entry(fileName, [['sha1', hex, 'publisher']]);
  const listed = (fileName: string, ...characters: string[]) =>
    entry(
      fileName,
      characters.map((one) => ['md5', fake('md5', one), 'listed']),
    );
  const matching = (byDigest: CatalogueEntry[], byName: CatalogueEntry[] = [], parts = {}) =>
    image('x.iso', { matches: { byDigest, byName }, ...parts });
  const entriesOf = (one: Image, references: readonly PageReference[]) =>
    assessed(one, references).diagnoses.flatMap((each) =>
      'entry' in each ? [[each.code, each.entry.id]] : [],
    );

  test('is each other known image that the file is', () => {
    expect(entriesOf(matching([known('y.iso'), known('z.iso')]), [differing()])).toEqual([
      ['other-known-image', 'y.iso'],
      ['other-known-image', 'z.iso'],
    ]);
  });

  test('is nothing on the word of MD5: another file may have been made to have it', () => {
    const digests = { sha256: A, md5: fake('md5', 'a') };
    const weak = matching([listed('y.iso', 'a')], [], { digests });
    expect(entriesOf(weak, [differing()])).toEqual([]);
  });

  test('is nothing where nothing differs', () => {
    expect(entriesOf(matching([known('y.iso')]), [])).toEqual([]);
  });

  test('is that a list disagrees, once for each entry of that name', () => {
    const digests = { sha1: fake('sha1', 'a'), md5: fake('md5', 'a') };
    const byName = [listed('x.iso', 'b', 'c')];
    expect(entriesOf(matching([], byName, { digests }), [])).toEqual([['list-disagrees', 'x.iso']]);
  });

  test('is no disagreement where only an alias is the name, or the list agrees', () => {
    const digests = { sha1: fake('sha1', 'a'), md5: fake('md5', 'a') };
    expect(entriesOf(matching([], [listed('y.iso', 'b')], { digests }), [])).toEqual([]);
    expect(entriesOf(matching([], [listed('x.iso', 'a')], { digests }), [])).toEqual([]);
    expect(entriesOf(matching([], [listed('x.iso', 'b')]), [])).toEqual([]);
  });

  test('waits until every byte was read', () => {
    const digests = { sha1: fake('sha1', 'a'), md5: fake('md5', 'a') };
    const byName = [listed('x.iso', 'b')];
    expect(entriesOf(matching([], byName, { digests, reading: 'incomplete' }), [])).toEqual([]);
  });
});

describe('how long a file should be', () => {
  test('is the word of the claim that it differs from', () => {
    expect(sizes(image('x.iso'), [differing(1001)])).toEqual([['truncated', 1001, 'claim', 1000]]);
    expect(sizes(image('x.iso'), [differing(999)])).toEqual([['oversize', 999, 'claim', 1000]]);
  });

  test('is not said where it is so, or where nothing states it', () => {
    expect(sizes(image('x.iso'), [differing(1000)])).toEqual([]);
    expect(sizes(image('x.iso'), [differing()])).toEqual([]);
  });

  test('is the word of the catalogue for a file of that name', () => {
    const byName = [entry('x.iso', [['sha256', B, 'publisher']], { size: 1200 })];
    const one = image('x.iso', { matches: { byDigest: [], byName } });
    expect(sizes(one)).toEqual([['truncated', 1200, 'catalogue', 1000]]);
  });

  test('is neither the word of an equal claim nor of one about something else', () => {
    const aside = { ...claim('y.iso', stated(B, 'sha256')), size: 1600 };
    const mixed = reference('SUMS', { ...claim('x.iso', stated(A, 'sha256')), size: 1500 }, aside);
    const other = reference('OTHER', claim('x.iso', stated(fake('sha1', 'b'), 'sha1')));
    expect(assessed(image('x.iso'), [mixed, other]).kind).toBe('mismatch');
    expect(sizes(image('x.iso'), [mixed, other])).toEqual([]);
  });

  test('is not said of a file that a list agrees with', () => {
    const one = image('x.iso', { facts: factsOfSize(truncated(1200)) });
    expect(sizes(one, [agreeing(1200)])).toEqual([]);
  });

  test('is the word of the image itself where no claim has one', () => {
    const one = image('x.iso', { facts: factsOfSize(truncated(1200)) });
    expect(sizes(one)).toEqual([['truncated', 1200, 'volume', 1000]]);
    expect(sizes(one, [differing(1000)])).toEqual([['truncated', 1200, 'volume', 1000]]);
    expect(sizes(one, [differing(1300)])).toEqual([['truncated', 1300, 'claim', 1000]]);
  });

  test('tells zeros behind the end, unless a claim states another length', () => {
    const one = image('x.iso', { facts: factsOfSize(longer('padded', 900)) });
    expect(sizes(one, [differing(900)])).toEqual([['padded', 900, 'volume', 1000]]);
    expect(sizes(one, [differing(800)])).toEqual([['oversize', 800, 'claim', 1000]]);
    const more = image('x.iso', { facts: factsOfSize(longer('oversize', 900)) });
    expect(sizes(more, [differing(900)])).toEqual([['oversize', 900, 'claim', 1000]]);
  });

  test('is not the word of an image that is known as it is', () => {
    const byDigest = [entry('y.iso', [['sha1', fake('sha1', 'a'), 'publisher']])];
    const known = { facts: factsOfSize(truncated(1200)), matches: { byDigest, byName: [] } };
    expect(sizes(image('x.iso', known), [differing()])).toEqual([]);
    const weak = [entry('y.iso', [['md5', fake('md5', 'a'), 'listed']])];
    const digests = { sha256: A, md5: fake('md5', 'a') };
    const unknown = { ...known, digests, matches: { byDigest: weak, byName: [] } };
    expect(sizes(image('x.iso', unknown), [differing()])).toHaveLength(1);
  });

  test('is its own word though a list is equal by a digest', () => {
    const both = reference('SUMS', claim('x.iso', stated(A, 'sha256'), stated(B, 'blake3')));
    const one = image('x.iso', { facts: factsOfSize(truncated(1200)) });
    const wrong = reference('OTHER', claim('x.iso', stated(B, 'sha256')));
    expect(sizes(one, [both, wrong])).toEqual([['truncated', 1200, 'volume', 1000]]);
  });
});

describe('a size without a digest', () => {
  const torrent = (path: string, size?: number, ...digests: ReturnType<typeof stated>[]) =>
    reference('x.torrent', { ...claim(path, ...digests), ...(size !== undefined && { size }) });

  test('is the word of a claim about the file by name', () => {
    const told = sizes(image('x.iso'), [torrent('x.iso', 1100)]);
    expect(told).toEqual([['truncated', 1100, 'claim', 1000]]);
  });

  test('or of the one that the person pointed at it', () => {
    const page = torrent('y.iso', 1100);
    const pointing = { referenceId: page.id, claim: 0, imageId: 'x.iso' };
    expect(sizes(image('x.iso'), [page], [pointing])).toHaveLength(1);
    expect(sizes(image('x.iso'), [page])).toEqual([]);
  });

  test('is passed over where there is none, and the next one is heard', () => {
    const pages = [torrent('x.iso'), reference('b', { ...claim('x.iso'), size: 1100 })];
    expect(sizes(image('x.iso'), pages)).toEqual([['truncated', 1100, 'claim', 1000]]);
  });

  test('with a digest that could not be compared is not heard', () => {
    expect(sizes(image('x.iso'), [torrent('x.iso', 1100, stated(B, 'blake3'))])).toEqual([]);
  });
});

describe('a folder', () => {
  test('is said to be unpacked, and nothing else', () => {
    expect(codes(image('x', { size: 0, unpacked: true }))).toEqual(['unpacked-image']);
  });
});
