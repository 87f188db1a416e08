import { describe, expect, test } from 'vitest';
import type { CatalogueEntry } from '../../../src/core/catalogue/catalogue.ts';
import type {
  Identity,
  IdentityFact,
  IdentityField,
  IdentitySource,
} from '../../../src/core/identity/identity.ts';
import type { SizeConclusion } from '../../../src/core/image/size.ts';
import { assess } from '../../../src/core/verdict/assess.ts';
import { claimedTraits } from '../../../src/core/verdict/candidates.ts';
import type { Image, PageReference } from '../../../src/core/verdict/claims.ts';
import { planDigests } from '../../../src/core/verdict/plan.ts';
import { imageFacts } from '../../support/image-facts.ts';
import { claim, entry, fake, image, reference, stated } from '../../support/page-builder.ts';

const fact = (
  field: IdentityField,
  value: string,
  source: IdentitySource = 'wim-xml',
): IdentityFact => ({ field, value, source, isHint: source === 'label' });

const SEVEN: readonly IdentityFact[] = [
  fact('product', 'Windows 7'),
  fact('servicePack', 'SP1'),
  fact('edition', 'Professional', 'ei.cfg'),
  fact('edition', 'Ultimate'),
  fact('architecture', 'x64'),
  fact('language', 'en-US'),
  fact('channel', 'Retail', 'ei.cfg'),
];

const identity = (facts: readonly IdentityFact[] = SEVEN): Identity => ({ facts, findings: [] });

const changed = (...facts: readonly IdentityFact[]): Identity =>
  identity([...SEVEN.filter(({ field }) => !facts.some((one) => one.field === field)), ...facts]);

const known = (parts: Partial<CatalogueEntry> = {}): CatalogueEntry =>
  entry('genuine.iso', [['sha1', fake('sha1', 'f'), 'publisher-copy']], {
    ...{ product: 'Windows 7', edition: 'Professional', servicePack: 'SP1', channel: 'Retail' },
    ...{ architecture: 'x64', language: 'en-US', ...parts },
  });

const suspect = (parts: Partial<Image> = {}, candidates = [known()]): Image =>
  image('seven.iso', {
    facts: imageFacts({ identity: identity() }),
    matches: { byDigest: [], byName: [], candidates, isCompleteList: true },
    ...parts,
  });

function codes(one: Image, references: readonly PageReference[] = []) {
  const assessment = assess({ images: [one], references, pointings: [] }).get(one.id);
  return assessment?.diagnoses.map(({ code }) => code);
}

describe('an image that differs from all that it could be', () => {
  test('is said to', () => {
    expect(codes(suspect())).toEqual(['differs-from-known']);
  });

  test('with the known ones beside it', () => {
    const other = known({ id: 'refresh', fileName: 'refresh.iso' });
    const assessment = assess({
      images: [suspect({}, [known(), other])],
      references: [],
      pointings: [],
    });
    const [found] = assessment.get('seven.iso')?.diagnoses ?? [];
    expect(found).toMatchObject({ entries: [{ id: 'genuine.iso' }, { id: 'refresh' }] });
  });

  // A forger's own list agrees with his image.
  test('also where its own reference agrees', () => {
    const own = reference('SUMS', claim('seven.iso', stated(fake('sha256', 'a'), 'sha256')));
    expect(codes(suspect(), [own])).toEqual(['differs-from-known']);
  });

  test.each<[string, Image]>([
    ['one that was not read to its end', suspect({ reading: 'incomplete' })],
    ['one that nobody looked into', image('seven.iso', { matches: suspect().matches ?? none })],
    ['one of which the catalogue was not asked', suspect({ matches: none })],
    ['one that nothing known could be', suspect({}, [])],
    [
      'one that equals a known image',
      suspect({
        matches: {
          isCompleteList: true,
          byDigest: [genuine()],
          byName: [],
          candidates: [genuine(), known()],
        },
      }),
    ],
    [
      'one of what is not completely listed',
      suspect({ matches: { ...none, candidates: [known()], isCompleteList: false } }),
    ],
    [
      'one of which it is not known whether it is completely listed',
      suspect({ matches: { ...none, candidates: [known()] } }),
    ],
    [
      'an unknown channel',
      suspect({ facts: imageFacts({ identity: identity(SEVEN.slice(0, -1)) }) }),
    ],
    ['a candidate of another edition', suspect({}, [known({ edition: 'Ultimate' })])],
    ['a candidate of which the language is not known', suspect({}, [without('language')])],
    [
      'a disc of two languages',
      suspect({
        facts: imageFacts({
          identity: changed(fact('language', 'en-US'), fact('language', 'fr-FR')),
        }),
      }),
    ],
    [
      'an unknown language',
      suspect({
        facts: imageFacts({ identity: identity(SEVEN.filter((one) => one.field !== 'language')) }),
      }),
    ],
    [
      'a disc of two editions',
      suspect({
        facts: imageFacts({
          identity: changed(fact('edition', 'Professional'), fact('edition', 'Ultimate')),
        }),
      }),
    ],
    [
      'a disc for two processors',
      suspect({
        facts: imageFacts({
          identity: changed(fact('architecture', 'x64'), fact('architecture', 'x86')),
        }),
      }),
    ],
    ['a candidate of which the edition is not known', suspect({}, [without('edition')])],
    ['a candidate of which the processor is not known', suspect({}, [without('architecture')])],
    ['a candidate that could not be compared', suspect({}, [incomparable()])],
    [
      'a candidate that could not be compared beside one that differs',
      suspect({}, [known(), incomparable()]),
    ],
    [
      'a candidate of which one digest is equal',
      suspect({}, [
        known({
          digests: entry('x', [
            ['sha1', fake('sha1', 'f'), 'publisher-copy'],
            ['sha256', fake('sha256', 'a'), 'listed'],
          ]).digests,
        }),
      ]),
    ],
  ])('is not said of %s', (_, one) => {
    expect(codes(one)).not.toContain('differs-from-known');
  });
});

describe('an image of which something else says why it differs', () => {
  const lost = { paths: [], files: 0, bootImages: 0, isPartial: false };
  const cut = { kind: 'truncated', by: 'udf', expected: 5000, lost } as const;
  const start = { bytes: 900, digests: { sha1: fake('sha1', 'f') } };
  const withSizes = (conclusion: SizeConclusion) =>
    imageFacts({ identity: identity(), sizes: { claims: [], conclusion } });

  test('is an incomplete copy', () => {
    expect(codes(suspect({ facts: withSizes(cut) }))).toEqual(['truncated']);
  });

  test('is a known one with something behind it', () => {
    expect(codes(suspect({ prefixes: [{ ...start, entries: [known()] }] }))).toEqual(['oversize']);
  });

  // A forger may write any length into his image, and any digest into his list.
  test('is not one whose own list agrees, although its structures claim more', () => {
    const own = reference('SUMS', claim('seven.iso', stated(fake('sha256', 'a'), 'sha256')));
    expect(codes(suspect({ facts: withSizes(cut) }), [own])).toEqual(['differs-from-known']);
  });

  test('is not one of which only a list knows the beginning', () => {
    const own = reference('SUMS', claim('begin.iso', stated(fake('sha1', 'f'), 'sha1')));
    const one = suspect({ prefixes: [{ ...start, entries: [] }] });
    expect(codes(one, [own])).toEqual(['oversize', 'differs-from-known']);
  });
});

const none = { byDigest: [], byName: [] };

function genuine(): CatalogueEntry {
  return known({ digests: entry('x', [['sha1', fake('sha1', 'a'), 'publisher-copy']]).digests });
}

function without(field: 'edition' | 'architecture' | 'language'): CatalogueEntry {
  const { [field]: _, ...rest } = known();
  return rest;
}

const incomparable = (): CatalogueEntry =>
  known({ digests: entry('x', [['md5', fake('md5', 'f'), 'listed']]).digests });

describe('what an image claims', () => {
  test('is all that identifies it', () => {
    const more = [fact('version', '6.1'), fact('label', 'GSP1RMCPRXFRER_DVD')];
    expect(claimedTraits(identity([...SEVEN, ...more]), 5)).toEqual({
      ...{ product: 'Windows 7', version: '6.1', servicePack: 'SP1', channel: 'Retail' },
      ...{ label: 'GSP1RMCPRXFRER_DVD', editions: ['Professional'], architectures: ['x64'] },
      ...{ languages: ['en-US'], size: 5 },
    });
  });

  test('is the edition that it sets up', () => {
    expect(claimedTraits(identity(), 5).editions).toEqual(['Professional']);
  });

  test('is the edition that its label names, of those that it holds', () => {
    const held = [
      fact('edition', 'HomeBasic'),
      { ...fact('edition', 'Ultimate'), alsoIn: ['label'] as const },
    ];
    expect(claimedTraits(changed(...held), 5).editions).toEqual(['Ultimate']);
  });

  test('is every edition that it holds, where nothing names one', () => {
    const held = [fact('edition', 'Core'), fact('edition', 'Professional')];
    expect(claimedTraits(changed(...held), 5).editions).toEqual(['Core', 'Professional']);
  });

  test('is what a hint says where nothing else says it', () => {
    const hinted = changed(fact('language', 'de', 'label'));
    expect(claimedTraits(hinted, 5).languages).toEqual(['de']);
  });

  test('is nothing but its size, if it says nothing', () => {
    expect(claimedTraits(identity([]), 5)).toEqual({ size: 5 });
  });
});

describe('the plan', () => {
  const planned = (candidate: CatalogueEntry) => {
    const one = suspect({ digests: {}, reading: 'pending' }, [candidate]);
    return planDigests({ image: one, images: [one], references: [], pointings: [] });
  };
  const onlyMd5 = entry('x', [['md5', fake('md5', 'f'), 'listed']]).digests;

  test('has MD5 for a candidate that has nothing else', () => {
    expect(planned(known({ digests: onlyMd5 }))).toEqual(['sha256', 'sha1', 'md5']);
  });

  test('has MD5 for one that also has the size of the image', () => {
    expect(planned(known({ digests: onlyMd5, size: 1000 }))).toContain('md5');
  });

  test('has no MD5 for a candidate of another size', () => {
    expect(planned(known({ digests: onlyMd5, size: 999 }))).toEqual(['sha256', 'sha1']);
  });

  test('has nothing more for a candidate with a SHA-1', () => {
    expect(planned(known())).toEqual(['sha256', 'sha1']);
  });
});
