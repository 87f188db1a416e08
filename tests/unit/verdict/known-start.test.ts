import { describe, expect, test } from 'vitest';
import type { Grade } from '../../../src/core/catalogue/catalogue.ts';
import type { AlgorithmId } from '../../../src/core/digest/algorithm.ts';
import type { SizeConclusion } from '../../../src/core/image/size.ts';
import { assess, type Assessment } from '../../../src/core/verdict/assess.ts';
import type { Image, KnownPrefix, PageReference } from '../../../src/core/verdict/claims.ts';
import type { Diagnosis } from '../../../src/core/verdict/diagnose.ts';
import { reportImage } from '../../../src/core/verdict/report.ts';
import { factsOfSize } from '../../support/image-facts.ts';
import { claim, entry, fake, image, reference, stated } from '../../support/page-builder.ts';

/** What the first 900 of the 1000 bytes give. */
const START = { sha256: fake('sha256', 'e'), sha1: fake('sha1', 'e'), md5: fake('md5', 'e') };
const OTHER = fake('sha256', 'f');

const known = (grade: Grade, algorithm: AlgorithmId = 'sha256', hex = fake(algorithm, 'e')) =>
  entry('known.iso', [[algorithm, hex, grade]], { size: 900 });
const prefix = (parts: Partial<KnownPrefix> = {}): KnownPrefix => ({
  ...{ bytes: 900, digests: START, entries: [] },
  ...parts,
});
const longer = (kind: 'padded' | 'oversize', expected = 900): SizeConclusion => ({
  ...{ kind, by: 'iso9660', expected, isSampled: true },
});
const begun = (prefixes: readonly KnownPrefix[], parts: Partial<Image> = {}): Image =>
  image('x.iso', { facts: factsOfSize(longer('padded')), prefixes, ...parts });

function assessOne(one: Image, references: readonly PageReference[] = []): Assessment {
  const assessment = assess({ images: [one], references, pointings: [] }).get(one.id);
  if (!assessment) throw new Error('no assessment');
  return assessment;
}
const codesOf = (...args: Parameters<typeof assessOne>) =>
  assessOne(...args).diagnoses.map(({ code }) => code);

/** The diagnosis of a known start, and whose word it is: authority and name. */
function startOf(...args: Parameters<typeof assessOne>) {
  const isStart = (one: Diagnosis): one is Extract<Diagnosis, { by: 'prefix' }> => 'equals' in one;
  return assessOne(...args)
    .diagnoses.filter(isStart)
    .map(({ code, expected, isSampled, equals: { authority, source } }) => ({
      ...{ code, expected, isSampled, authority },
      of: source.kind === 'catalogue' ? source.entry.fileName : source.claim.path,
    }));
}

describe('an image that begins with a known file', () => {
  const one = begun([prefix({ entries: [known('publisher')] })]);

  test('is told to, and what it is', () => {
    const what = { expected: 900, isSampled: true, authority: 'catalogue', of: 'known.iso' };
    expect(startOf(one)).toEqual([{ code: 'padded', ...what }]);
  });

  test('has the same verdict as without', () => {
    expect(assessOne(one).verdict).toEqual({ kind: 'unlisted' });
  });

  test('is a mismatch all the same where a list gives it another digest', () => {
    const list = reference('SUMS', claim('x.iso', stated(OTHER, 'sha256')));
    expect(assessOne(one, [list]).verdict.kind).toBe('mismatch');
    expect(codesOf(one, [list])).toEqual(['padded']);
  });

  test('is not told so when a reference has the whole of it', () => {
    const list = reference('SUMS', claim('x.iso', stated(fake('sha256', 'a'), 'sha256')));
    expect(assessOne(one, [list]).verdict.kind).toBe('matches');
    expect(codesOf(one, [list])).toEqual([]);
  });

  test('is not told so before it was read to its end', () => {
    expect(startOf({ ...one, reading: 'incomplete' })).toEqual([]);
  });

  test.each<[string, SizeConclusion, string]>([
    ['something else than zeros', longer('oversize'), 'oversize'],
    ['zeros from within the known file on', longer('padded', 800), 'padded'],
    ['something, and then zeros', longer('padded', 950), 'oversize'],
    ['what nobody looked at', { kind: 'unknown' }, 'oversize'],
  ])('and goes on with %s', (_, conclusion, code) => {
    expect(codesOf({ ...one, facts: factsOfSize(conclusion) })).toEqual([code]);
  });
});

describe('the report', () => {
  const reported = (one: Image, references: readonly PageReference[] = []): unknown => {
    const record = reportImage({
      ...{ name: one.name, size: one.size, lastModified: undefined, state: 'done' },
      ...{ bytesRead: one.size, startedAt: undefined, finishedAt: undefined },
      ...{ removedAt: undefined, sittings: 1, reading: undefined, notChecked: [] },
      ...{ digests: one.digests, facts: undefined, sentence: '', attempts: [] },
      assessment: assessOne(one, references),
    });
    return (record as { readonly diagnosis: unknown }).diagnosis;
  };
  const length = { code: 'padded', expected: 900, size: 1000, by: 'prefix', isSampled: true };

  test('names the entry that an image begins with', () => {
    const entryName = { entry: 'known.iso', name: 'known.iso' };
    expect(reported(begun([prefix({ entries: [known('listed')] })]))).toEqual([
      { ...length, authority: 'listed', ...entryName },
    ]);
  });

  test('names the reference, its line and the name that it gives', () => {
    const list = reference('SUMS', claim('y.iso', stated(START.sha256, 'sha256')));
    expect(reported(begun([prefix()]), [list])).toEqual([
      { ...length, authority: 'given', reference: 'SUMS', line: 1, name: 'y.iso' },
    ]);
  });
});

describe('what the first bytes equal', () => {
  test.each<[Grade, string]>([
    ['publisher-signed', 'catalogue'],
    ['corroborated', 'catalogue'],
    ['listed', 'listed'],
  ])('is told on the word of an entry that is graded %s', (grade, authority) => {
    expect(startOf(begun([prefix({ entries: [known(grade)] })]))[0]?.authority).toBe(authority);
  });

  test('is no known file by MD5, which anyone can make equal', () => {
    expect(startOf(begun([prefix({ entries: [known('publisher', 'md5')] })]))).toEqual([]);
    const list = reference('SUMS', claim('x.iso', stated(START.md5, 'md5')));
    expect(startOf(begun([prefix()]), [list])).toEqual([]);
  });

  test.each(['publisher', 'listed'] as const)(
    'is no file of which a %s SHA-256 differs, though its SHA-1 is equal',
    (grade) => {
      const twin = entry('twin.iso', [
        ['sha1', START.sha1, grade],
        ['sha256', OTHER, 'publisher'],
      ]);
      expect(startOf(begun([prefix({ entries: [twin] })]))).toEqual([]);
      const sums = claim('x.iso', stated(START.sha1, 'sha1'), stated(OTHER, 'sha256'));
      expect(startOf(begun([prefix()]), [reference('SUMS', sums)])).toEqual([]);
    },
  );

  test('may be what a list states of this image', () => {
    const list = reference('SUMS', claim('x.iso', stated(START.sha1, 'sha1')));
    const said = { authority: 'given', of: 'x.iso' };
    expect(startOf(begun([prefix()]), [list])).toMatchObject([said]);
    expect(assessOne(begun([prefix()]), [list]).verdict.kind).toBe('mismatch');
  });

  test('may be what a long list states under another name, and then it is no list of others', () => {
    const others = Array.from({ length: 99 }, (_, at) =>
      claim(`${at}.iso`, stated(OTHER, 'sha256')),
    );
    const list = reference('SUMS', ...others, claim('y.iso', stated(START.sha256, 'sha256')));
    expect(startOf(begun([prefix()]), [list])).toMatchObject([{ of: 'y.iso' }]);
    expect(codesOf(begun([prefix()]), [list])).toEqual(['padded']);
  });

  test('is not what a damaged text or a part of a digest says', () => {
    const damaged = { ...stated(START.sha256, 'sha256'), damaged: true } as const;
    const part = stated(START.sha256.slice(0, 40));
    const list = reference('SUMS', claim('x.iso', damaged), claim('./x.iso', part));
    expect(startOf(begun([prefix()]), [list])).toEqual([]);
  });

  test('is told of the longest alone, and the catalogue before a reference', () => {
    const shorter = prefix({ bytes: 800, entries: [known('publisher')] });
    const list = reference('SUMS', claim('x.iso', stated(START.sha256, 'sha256')));
    const listed = prefix({ entries: [known('listed')] });
    expect(startOf(begun([shorter, listed]), [list])).toMatchObject([
      { expected: 900, authority: 'given' },
    ]);
    const vouched = prefix({ entries: [known('listed'), known('publisher')] });
    expect(startOf(begun([shorter, vouched]), [list])).toMatchObject([
      { expected: 900, authority: 'catalogue' },
    ]);
  });
});
