import type { CatalogueEntry } from '../../../src/core/catalogue/catalogue.ts';
import { describe, expect, it } from 'vitest';
import { describeClaim } from '../../../src/app/text/claim.ts';
import { own, signed } from '../../support/checked-signatures.ts';
import { CATALOGUE, SHA1, catalogueClaim, entryOf, plain, referenceClaim } from './assessments.ts';

const OTHER = '64097da95e7caaf466b4d9c3c66cb4463a9dfeed';
const context = { catalogue: CATALOGUE, digests: { sha1: SHA1 } };
const remarks = (claim: Parameters<typeof describeClaim>[0]) =>
  describeClaim(claim, context).remarks.map(plain);

describe('a claim of the catalogue', () => {
  it('names the known file and whose word its digest is', () => {
    const claim = describeClaim(catalogueClaim(entryOf('publisher-copy', 'sha1')), context);
    expect([plain(claim.title), claim.remarks]).toEqual([
      'Catalogue: “win7.iso”',
      ['Microsoft’s own list, in one third-party copy from March 2023; 5 separate lists agree.'],
    ]);
  });

  it.each([
    [
      'publisher-signed',
      'Microsoft’s own published list; its signature was checked when it was collected on 22 November 2026.',
    ],
    ['publisher', 'Microsoft’s own published list, as collected on 22 November 2026; not signed.'],
    ['corroborated', '6 separate lists agree; none of them is the publisher’s own.'],
    ['listed', 'One third-party list; no second list was found.'],
  ] as const)('graded %s says so', (grade, sentence) => {
    expect(remarks(catalogueClaim(entryOf(grade, 'sha1')))).toEqual([sentence]);
  });

  it('listed by two related lists does not call them one, nor independent', () => {
    const [digest] = entryOf('listed', 'sha1').digests;
    const entry = { ...entryOf('listed', 'sha1'), digests: [{ ...digest, lists: 2 }] };
    expect(remarks(catalogueClaim(entry as CatalogueEntry))).toEqual([
      '2 third-party lists that may have copied from one another; no independent list was found.',
    ]);
  });

  it('says what the list calls the file, beside its name', () => {
    const entry = { ...entryOf('publisher', 'sha1'), title: 'Windows 7 (x64) - DVD (German)' };
    expect(remarks(catalogueClaim(entry))[0]).toBe('Listed as “Windows 7 (x64) - DVD (German)”.');
  });

  it('says that it is disputed, and in what', () => {
    const disputes = [
      { algorithm: 'md5', isImages: false },
      { algorithm: 'sha256', isImages: true },
    ] as const;
    expect(remarks(catalogueClaim(entryOf('publisher', 'sha1'), { disputes })).at(-1)).toBe(
      'Disputed: at least one list gives another MD5, SHA-256 for this file.',
    );
  });

  it('carries the attributes of the automation contract', () => {
    const { attributes } = describeClaim(catalogueClaim(entryOf('publisher', 'sha1')), context);
    expect(attributes).toEqual({
      'data-authority': 'catalogue',
      'data-outcome': 'equal',
      'data-reference': undefined,
      'data-name': 'win7.iso',
      'data-entry': 'windows-7',
    });
  });
});

describe('a claim of a reference', () => {
  it('says what a catalogue of one’s own calls the file, and its asset number', () => {
    const claim = referenceClaim({ name: 'site.json', path: 'x.iso' }, { relation: 'named' });
    if (claim.source.kind !== 'reference') throw new RangeError('a reference was expected');
    const listedAs = { title: 'Gas chromatograph 3', asset: 'LAB-\u202E0042' };
    const source = { ...claim.source, claim: { ...claim.source.claim, listedAs } };
    expect(remarks({ ...claim, source }).slice(0, 2)).toEqual([
      'Listed as “Gas chromatograph 3”.',
      'Asset number “LAB-⟨U+202E⟩0042”.',
    ]);
  });

  const YOURS = 'Your own reference: as trustworthy as where it came from.';

  it.each([
    ['named', 'It names this file.'],
    ['sidecar', 'By its own name it belongs to this file.'],
    ['pointed', 'You said that it is about this file.'],
    ['alternative', 'The list has this name more than once; another of its lines is equal.'],
  ] as const)('that is %s says why it is about the image', (relation, sentence) => {
    const claim = referenceClaim({ name: 'L', path: 'win7.iso' }, { relation });
    expect(remarks(claim)).toEqual([sentence, YOURS]);
  });

  it.each([
    [['folder'], 'The names differ in the folder: that does not count.'],
    [
      ['case', 'normal-form'],
      'The names differ in letter case and how accents are encoded: that does not count.',
    ],
  ] as const)('that writes the name otherwise (%s) says what does not count', (one, sentence) => {
    const naming = { relation: 'named', nameDifferences: one } as const;
    const claim = referenceClaim({ name: 'L', path: 'a/WIN7.iso' }, naming);
    expect(remarks(claim)).toEqual(['It names this file.', sentence, YOURS]);
  });

  it('about what may be the original of this copy says that it may', () => {
    const parts = { outcome: 'different', applies: false, nameDifferences: ['copy'] } as const;
    expect(remarks(referenceClaim({ name: 'L', path: 'x.iso' }, parts))).toEqual([
      'By the names, one of the two files is a copy of the other; whether that is so, you have to say.',
    ]);
  });

  it('equal under another name is still equal', () => {
    expect(remarks(referenceClaim({ name: 'L', path: 'b.iso' }))).toEqual([
      'Its file name is another one; a renamed copy is still the copy.',
      YOURS,
    ]);
  });

  it('about another file can be applied to this one', () => {
    const claim = referenceClaim(
      { name: 'L', path: 'b.iso' },
      { outcome: 'different', applies: false },
    );
    const { offer, isRelated, remarks: sentences } = describeClaim(claim, context);
    expect([offer, isRelated, sentences]).toEqual([
      { referenceId: 'r1', index: 0 },
      false,
      ['It names something else.'],
    ]);
  });

  it('of other bytes, behind a mark of shasum, is not offered: it would not be compared', () => {
    const parts = { outcome: 'not-compared', applies: false, mayBeOfOtherBytes: true } as const;
    const claim = referenceClaim({ name: 'L', path: 'Uwin7.iso' }, parts);
    expect(describeClaim(claim, context).offer).toBeUndefined();
  });

  it('that takes part is not offered', () => {
    const claim = referenceClaim({ name: 'L', path: 'win7.iso' }, { relation: 'named' });
    expect(describeClaim(claim, context).offer).toBeUndefined();
  });

  it('pasted, and settled by something else, is not offered either', () => {
    const claim = referenceClaim({}, { relation: 'pasted', outcome: 'different', applies: false });
    const { offer, remarks: sentences } = describeClaim(claim, context);
    expect([offer, sentences[0]]).toEqual([
      undefined,
      'Pasted without a file name; it does not count against this image.',
    ]);
  });

  it('shows the stated digest beside the computed one where they differ', () => {
    const digest = { outcome: 'different', stated: OTHER, algorithms: ['sha1'] } as const;
    const claim = referenceClaim({ name: 'L' }, { outcome: 'different', digests: [digest] });
    expect(describeClaim(claim, context).compared[0]?.inFull).toEqual([
      { label: 'SHA-1, stated', hex: OTHER },
      { label: 'SHA-1, computed', hex: SHA1 },
    ]);
  });

  it('shows what was computed alone where a signature states no digest', () => {
    const digest = { outcome: 'equal', stated: '', algorithms: ['sha1'] } as const;
    const claim = referenceClaim({ name: 'x.iso.sig' }, { digests: [digest] });
    expect(describeClaim(claim, context).compared[0]?.inFull).toEqual([
      { label: 'SHA-1, computed', hex: SHA1 },
    ]);
  });

  it('says of an untyped digest which algorithms it was tried with', () => {
    const digest = {
      outcome: 'not-compared',
      stated: OTHER,
      algorithms: ['sha512', 'blake2b-512'],
    } as const;
    const claim = referenceClaim({ name: 'L' }, { outcome: 'not-compared', digests: [digest] });
    const [compared] = describeClaim(claim, context).compared;
    expect([compared?.algorithms, compared?.inFull]).toEqual([
      'SHA-512, BLAKE2b-512',
      [{ label: 'SHA-512, BLAKE2b-512, stated; not computed', hex: OTHER }],
    ]);
  });

  it.each([
    [3, 'The text of its digest is damaged; it was not compared.'],
    [0, 'Its digest stands under the name of another algorithm; it was not compared.'],
  ])(
    'with a flaw of %i characters shows the algorithm that it was meant for',
    (characters, words) => {
      const near = { algorithm: 'sha256', characters } as const;
      const digest = {
        outcome: 'not-compared',
        stated: OTHER,
        algorithms: ['sha1'],
        near,
      } as const;
      const claim = referenceClaim({}, { outcome: 'not-compared', digests: [digest as never] });
      const { compared, remarks: sentences } = describeClaim(claim, context);
      expect([compared[0]?.algorithms, sentences[0]]).toEqual(['SHA-256', words]);
    },
  );

  it('about another file does not tell of differences that were to be expected', () => {
    const digest = { outcome: 'different', stated: OTHER, algorithms: ['sha1'] } as const;
    const parts = { applies: false, outcome: 'not-compared', digests: [digest] } as const;
    const claim = referenceClaim({ name: 'L', path: 'b.iso' }, parts);
    expect(describeClaim(claim, context).compared[0]?.outcomeWord).toBeUndefined();
  });

  it('that is damaged cannot be applied', () => {
    const near = { algorithm: 'sha256', characters: 3 } as const;
    const digest = {
      outcome: 'not-compared',
      stated: OTHER,
      algorithms: ['sha256'],
      near,
    } as const;
    const parts = { applies: false, outcome: 'not-compared', digests: [digest as never] } as const;
    const claim = referenceClaim({ name: 'L', path: 'b.iso' }, parts);
    expect(describeClaim(claim, context).offer).toBeUndefined();
  });

  it('names the signer', () => {
    const parts = { relation: 'named', authority: 'own' } as const;
    const signing = { state: 'good', decisive: signed({ key: own() }) } as const;
    const claim = referenceClaim({ name: 'L', path: 'win7.iso' }, { ...parts, signing });
    expect(remarks(claim).at(-1)).toBe('Signed with “Our key”, a key that you added.');
  });

  it('of a signature over the image has no line', () => {
    const claim = referenceClaim({ name: 'x.iso.sig', path: 'x.iso' });
    if (claim.source.kind !== 'reference') throw new RangeError('a reference was expected');
    const reference = { ...claim.source.reference, format: 'signature' } as const;
    const { title } = describeClaim({ ...claim, source: { ...claim.source, reference } }, context);
    expect(plain(title)).toBe('Signature “x.iso.sig”');
  });

  it('pasted has an empty reference name in the automation contract', () => {
    expect(describeClaim(referenceClaim({}), context).attributes['data-reference']).toBe('');
  });
});
