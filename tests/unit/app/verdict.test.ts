import type { CheckedSignature } from '../../../src/core/signature/signature.ts';
import type { AssessedClaim } from '../../../src/core/verdict/claims.ts';
import { own, signed } from '../../support/checked-signatures.ts';
import { describe, expect, it } from 'vitest';
import type { FaultCode } from '../../../src/core/fault.ts';
import type { Diagnosis } from '../../../src/core/verdict/diagnose.ts';
import type { Basis } from '../../../src/core/verdict/judge.ts';
import { describeJob } from '../../../src/app/text/describe.ts';
import { describeVerdict } from '../../../src/app/text/verdict.ts';
import {
  assessmentOf,
  catalogueClaim,
  entryOf,
  factsOf,
  plain,
  referenceClaim,
  type AssessmentParts,
} from './assessments.ts';

const AGED =
  'Checked with SHA-1, an older method. No known attack alters an existing file unnoticed; only the original’s maker could have prepared a double.';
const SUITABLE =
  'Genuine does not mean suitable: check edition, language and licence, and ask your equipment’s maker before installing.';
const NOT_CONSULTED =
  'The built-in catalogue could not be consulted; it may know this file. Reload the page to try again.';

const describeParts = (parts: AssessmentParts, job: Parameters<typeof factsOf>[0] = {}) => {
  const { word, sentence, reasons, care } = describeVerdict(assessmentOf(parts), factsOf(job));
  return {
    word,
    sentence: plain(sentence),
    reasons: reasons.map(plain),
    care: care.map(plain),
  };
};

const verifiedBy = (basis: Exclude<Basis, 'signed'>, algorithm: 'sha1' | 'sha256') => ({
  kind: 'verified' as const,
  basis,
  deciding: catalogueClaim(entryOf(basis, algorithm), { algorithm }),
});

/** A file of signatures over win7.iso. */
function signatureClaim(decisive: CheckedSignature, authority: 'signed' | 'own'): AssessedClaim {
  const signing = { state: 'good', decisive } as const;
  const made = referenceClaim({ name: 'win7.iso.sig', path: 'win7.iso' }, { authority, signing });
  if (made.source.kind !== 'reference') throw new RangeError('a reference was expected');
  const reference = { ...made.source.reference, format: 'signature' } as const;
  return { ...made, source: { ...made.source, reference } };
}

describe('verified', () => {
  it.each([
    [
      'publisher-copy',
      'This file has the SHA-256 that Microsoft listed for “win7.iso”, according to one third-party copy of its catalogue from March 2023.',
    ],
    [
      'publisher',
      'Every byte equals the file “win7.iso” in Microsoft’s own published list, as collected on 22 November 2026.',
    ],
    [
      'publisher-signed',
      'Every byte equals the file “win7.iso” in Microsoft’s own published list, as collected on 22 November 2026. The list’s signature was checked when it was collected.',
    ],
    [
      'corroborated',
      'This file has the SHA-256 that 6 separate lists give for “win7.iso”. None of those lists is the publisher’s own.',
    ],
  ] as const)('on the basis %s says what it rests on', (basis, sentence) => {
    const described = describeParts(verifiedBy(basis, 'sha256'));
    expect(described).toEqual({ word: 'Verified', sentence, reasons: [], care: [SUITABLE] });
  });

  it('names the day of the source, where the list was collected apart from the others', () => {
    const entry = entryOf('publisher', 'sha256');
    const digests = entry.digests.map((digest) => ({
      ...digest,
      sources: [
        {
          ...{ id: 1, where: 'list', family: 'publisher', authority: 'publisher' as const },
          collected: '2027-02-03',
        },
      ],
    }));
    const deciding = catalogueClaim({ ...entry, digests }, { algorithm: 'sha256' });
    expect(describeParts({ kind: 'verified', basis: 'publisher', deciding }).sentence).toContain(
      'as collected on 3 February 2027.',
    );
  });

  it('by a signed list names the list and where the key came from', () => {
    const deciding = referenceClaim(
      { name: 'SHA256SUMS', path: 'win7.iso' },
      { authority: 'signed', algorithm: 'sha256', signing: { state: 'good', decisive: signed() } },
    );
    const verified = { kind: 'verified', basis: 'signed', deciding } as const;
    expect(describeParts(verified).sentence).toBe(
      'Genuine: every byte equals the file “win7.iso”, in the list “SHA256SUMS” signed by Debian. The signing key came built into this program.',
    );
    expect(describeParts(verified, { name: 'win11.iso' }).care[0]).toBe(
      'Your copy is called “win11.iso”, but what was signed is called “win7.iso”. So it is that one, whatever its name says: an older release under a newer one’s name would look the same.',
    );
  });

  it('by a signature over the image itself says that it gives no name', () => {
    const claim = signatureClaim(signed(), 'signed');
    const verified = { kind: 'verified', basis: 'signed', deciding: claim } as const;
    expect(describeParts(verified).sentence).toBe(
      'Genuine: every byte is what Debian signed in “win7.iso.sig”. The signing key came built into this program. Such a signature does not say what the file is called.',
    );
  });

  it('says what SHA-1 is worth when SHA-1 decided', () => {
    expect(describeParts(verifiedBy('publisher-copy', 'sha1')).care).toEqual([AGED, SUITABLE]);
  });

  it('shows both names when the copy was renamed', () => {
    const { care } = describeParts(verifiedBy('publisher', 'sha256'), { name: 'old.iso' });
    expect(care[0]).toBe(
      'Your copy bears another name, “old.iso”. A name is not part of what is compared.',
    );
  });

  it('takes another name of the same known file for its name', () => {
    const { care } = describeParts(verifiedBy('publisher', 'sha256'), { name: 'x17-59186.ISO' });
    expect(care).toEqual([SUITABLE]);
  });

  it('leaves the month out when the source does not tell it', () => {
    const entry = entryOf('publisher-copy', 'sha256');
    const [digest] = entry.digests;
    const undated = { ...entry, digests: digest ? [{ ...digest, sources: [] }] : [] };
    const deciding = catalogueClaim(undated, { algorithm: 'sha256' });
    const { sentence } = describeParts({ kind: 'verified', basis: 'publisher-copy', deciding });
    expect(sentence).toMatch(/according to one third-party copy of its catalogue\.$/);
  });
});

describe('matches', () => {
  it('a file of the user proves no more than that file does', () => {
    const deciding = referenceClaim(
      { name: 'x.sha256', path: 'win7.iso' },
      { algorithm: 'sha256' },
    );
    expect(describeParts({ kind: 'matches', deciding })).toEqual({
      word: 'Matches your reference',
      sentence:
        'Your file equals the one that “x.sha256” describes. If both came from the same place, this does not show who made it.',
      reasons: [],
      care: [],
    });
  });

  it('a pasted digest is called one', () => {
    const deciding = referenceClaim({}, { algorithm: 'sha1' });
    const { sentence, care } = describeParts({ kind: 'matches', deciding });
    expect([sentence, ...care]).toEqual([
      'Your file equals the one that the pasted digest describes. If both came from the same place, this does not show who made it.',
      AGED,
    ]);
  });

  it('one third-party list is one list', () => {
    const deciding = catalogueClaim(entryOf('listed', 'sha256'), {
      authority: 'listed',
      algorithm: 'sha256',
    });
    const { word, sentence } = describeParts({ kind: 'matches', deciding });
    expect([word, sentence]).toEqual([
      'Matches one list',
      'One third-party list gives exactly this SHA-256 for “win7.iso”. No second list was found; ask the file’s supplier for a SHA-256 of its own.',
    ]);
  });

  it('a key that the user added vouches only as far as its owner', () => {
    const deciding = referenceClaim(
      { name: 'list.asc', path: 'win7.iso' },
      {
        ...{ authority: 'own', algorithm: 'sha256' },
        signing: { state: 'good', decisive: signed({ key: own() }) },
      },
    );
    expect(describeParts({ kind: 'matches', deciding }).sentence).toBe(
      'Every byte equals “win7.iso” in the list “list.asc”, as vouched for by the key “Our key”, which you added. Who owns it, this program cannot know.',
    );
  });

  it('a signature over the image by a key that the user added says whose key it is not', () => {
    const deciding = signatureClaim(signed({ key: own() }), 'own');
    expect(describeParts({ kind: 'matches', deciding }).sentence).toBe(
      'Every byte is what was signed in “win7.iso.sig”, as vouched for by the key “Our key”, which you added. Who owns it, this program cannot know.',
    );
  });
});

describe('weak-match', () => {
  it.each([
    [
      'md5',
      referenceClaim({ name: 'MD5SUMS' }, { algorithm: 'md5' }),
      'No accidental damage found: the MD5 agrees with the one in “MD5SUMS”. Only this old check could be compared, so it does not prove the file is genuine; ask its supplier for a SHA-256.',
    ],
    [
      'crc32',
      referenceClaim({}, { algorithm: 'crc32' }),
      'No accidental damage found: the CRC-32 agrees with the pasted one. Anyone can alter a file and keep its CRC-32, so this does not prove the file is genuine; ask its supplier for a SHA-256.',
    ],
    [
      'md5 of the catalogue',
      catalogueClaim(entryOf('corroborated', 'md5'), { algorithm: 'md5' }),
      'No accidental damage found: the MD5 agrees with the one that the catalogue has for “win7.iso”. Only this old check could be compared, so it does not prove the file is genuine; ask its supplier for a SHA-256.',
    ],
  ])('by %s does not prove that it is genuine', (_algorithm, deciding, sentence) => {
    const described = describeParts({ kind: 'weak-match', deciding });
    expect(described).toEqual({ word: 'No accident found', sentence, reasons: [], care: [] });
  });
});

describe('mismatch', () => {
  const different = { outcome: 'different' as const, relation: 'named' as const };

  it('names the reference and admits that no reason was found', () => {
    const deciding = referenceClaim({ name: 'SHA1SUMS', path: 'win7.iso' }, different);
    const { word, sentence } = describeParts({ kind: 'mismatch', deciding });
    expect([word, sentence.split('. ').slice(0, 3)]).toEqual([
      'Not the same',
      [
        'This is not the file that “SHA1SUMS” describes',
        'Do not install it until you know why',
        'At least one byte differs; the digests do not tell which, or why',
      ],
    ]);
  });

  it('announces the reason that follows', () => {
    const { sentence, reasons } = describeParts({
      kind: 'mismatch',
      deciding: referenceClaim({ name: 'SHA1SUMS' }, different),
      diagnoses: [
        {
          ...{ code: 'truncated', expected: 5000, size: 4096, by: 'volume', witness: 'iso9660' },
          lost: { paths: ['boot/a.wim'], files: 2, bootImages: 0, isPartial: false },
        },
      ],
    });
    expect([sentence, reasons]).toEqual([
      'This is not the file that “SHA1SUMS” describes. Do not install it until you know why. The likely reason is below.',
      [
        '904 bytes are missing at the end: the volume inside claims 5,000 bytes, the file holds 4,096 bytes. Lost with them, wholly or in part: “boot/a.wim” and 1 other file. The download or the copy was probably cut off: get the file again.',
      ],
    ]);
  });

  it.each([
    ['a pasted digest', referenceClaim({}, different), 'that the pasted digest describes.'],
    [
      'a line that the user applied',
      referenceClaim({ name: 'LIST', path: 'b.iso' }, { ...different, relation: 'pointed' }),
      'that “LIST” describes as “b.iso”.',
    ],
    [
      'the catalogue',
      catalogueClaim(entryOf('publisher', 'sha1'), different),
      'that the catalogue knows by the name “win7.iso”.',
    ],
  ])('says that %s describes another file', (_source, deciding, words) => {
    const { sentence } = describeParts({ kind: 'mismatch', deciding });
    expect(sentence).toContain(`This is not the file ${words}`);
  });

  it('names the signer of a signature over the image that is wrong', () => {
    const claim = signatureClaim(signed({ outcome: 'bad' }), 'signed');
    const deciding = { ...claim, ...different, digests: [{ ...claim.digests[0], ...different }] };
    const parts = { kind: 'mismatch', deciding } as AssessmentParts;
    expect(describeParts(parts).sentence).toContain(
      'These are not the bytes that Debian signed in “win7.iso.sig”.',
    );
  });

  it('tells of an agreement that the difference outweighs', () => {
    const deciding = referenceClaim({ name: 'SHA1SUMS' }, different);
    const claims = [deciding, referenceClaim({})];
    expect(describeParts({ kind: 'mismatch', deciding, claims }).care).toEqual([
      'Something else on this page agrees with the file. Both cannot be about the same file: one difference outweighs any number of agreements, until you know which is right.',
    ]);
  });
});

describe('unlisted', () => {
  it('is neither good nor bad news', () => {
    expect(describeParts({ kind: 'unlisted' })).toEqual({
      word: 'No verdict',
      sentence:
        'There is nothing here to compare this file with. That is neither good nor bad news; ask its supplier for a SHA-256.',
      reasons: [],
      care: ['None of the 13,390 images in the catalogue has its digests.'],
    });
  });

  it.each<[string, Diagnosis]>([
    [
      'by its own account it is not whole: see below what is missing.',
      {
        ...{ code: 'truncated', expected: 5000, size: 4096, by: 'volume', witness: 'iso9660' },
        lost: { paths: [], files: 0, bootImages: 0, isPartial: false },
      },
    ],
    [
      'it does not look like an image: see below what it seems to be.',
      { code: 'not-an-image', kind: 'html' },
    ],
  ])('is bad news when %s', (words, diagnosis) => {
    const { sentence, reasons } = describeParts({ kind: 'unlisted', diagnoses: [diagnosis] });
    expect(sentence).toBe(`Nothing here could be compared with this file, and ${words}`);
    expect(reasons).toHaveLength(1);
  });

  it('warns of an image that equals none of those that it should be one of', () => {
    const entry = entryOf('publisher-copy', 'sha1');
    const differs = { code: 'differs-from-known', claimed: {}, entries: [entry] } as const;
    const sentence =
      'Be careful: it calls itself Windows 7, Professional, SP1, x64, German (Germany), Retail, but is not the one such image known here. It may be altered, or simply unlisted.';
    expect(describeParts({ kind: 'unlisted', diagnoses: [differs] })).toEqual({
      ...{ word: 'No verdict', sentence, reasons: [], care: [] },
    });
    const own = { kind: 'matches', deciding: referenceClaim({ name: 'SUMS' }) } as const;
    expect(describeParts({ ...own, diagnoses: [differs] }).care).toContain(sentence);
  });

  it('says of an image that begins with a known one that the whole is none', () => {
    const { sentence, reasons } = describeParts({
      kind: 'unlisted',
      diagnoses: [
        {
          ...{ code: 'padded', expected: 4000, size: 4096, by: 'prefix', isSampled: false },
          equals: catalogueClaim(entryOf('publisher', 'sha1')),
        },
      ],
    });
    expect(sentence).toBe(
      'As a whole, the file equals nothing that is known here. But it begins with a file that is: see below what that is, and what came behind it.',
    );
    expect(reasons).toEqual([expect.stringMatching(/^The first 4,000 bytes are exactly/)]);
  });

  it('says that a reference speaks of other files, as long as nothing else is known', () => {
    const claim = referenceClaim(
      { name: 'SHA256SUMS', path: 'b.iso' },
      { outcome: 'different', applies: false },
    );
    const parts = {
      claims: [claim],
      diagnoses: [{ code: 'reference-for-other-file' as const, claim }],
    };
    const words =
      '“SHA256SUMS” speaks of other files only. If one of its lines is meant for this file, use the button beside that line.';
    expect(describeParts({ kind: 'unlisted', ...parts }).care).toEqual([words]);
    expect(describeParts({ ...verifiedBy('publisher', 'sha256'), ...parts }).care).not.toContain(
      words,
    );
  });

  it('says so of several references in one sentence', () => {
    const claims = ['A', 'B', 'C', 'D'].map((name) =>
      referenceClaim({ name, path: 'b.iso' }, { outcome: 'different', applies: false }),
    );
    const diagnoses = claims.map((claim) => ({ code: 'reference-for-other-file', claim }) as const);
    const { sentence, care } = describeParts({ kind: 'unlisted', claims, diagnoses });
    expect(sentence).toMatch(/^What is here speaks of other files, not of this one\./);
    expect(care).toEqual([
      '“A”, “B”, “C” and 1 other speak of other files only. If one of their lines is meant for this file, use the button beside that line.',
    ]);
  });

  it('blames a damaged digest, and not the file', () => {
    const claim = referenceClaim({}, { relation: 'pasted', outcome: 'not-compared' });
    const garbled = { algorithm: 'sha256', characters: 3, claim } as const;
    const { sentence, reasons } = describeParts({
      ...{ kind: 'unlisted', claims: [claim] },
      diagnoses: [{ code: 'reference-garbled', ...garbled }],
    });
    expect(sentence).toBe(
      'What this file was to be compared with has a flaw of its own, so it was not compared: see below. That says nothing for or against the file.',
    );
    expect(reasons).toHaveLength(1);
  });
});

describe('incomplete', () => {
  const CODES: readonly FaultCode[] = [
    'read.failed',
    'read.changed',
    'read.short',
    'worker.died',
    'worker.memory',
    'worker.protocol',
    'kernel.misuse',
    'kernel.state',
    'cancelled',
    'job.illegal',
  ];

  it.each(CODES)('after %s tells how far the reading came, and what to do', (code) => {
    const { word, sentence } = describeParts(
      { kind: 'incomplete' },
      { state: 'failed', bytesRead: 1024, fault: { code, message: 'secret detail' } },
    );
    expect(word).toBe('Not finished');
    expect(sentence).toMatch(/^No verdict: .*1,024 of 4,096 bytes.*\. .+\.$/);
    expect(sentence).not.toContain('secret');
  });

  it('of a kernel that fails its self-test says that nothing can be trusted', () => {
    const fault = { code: 'kernel.self-test', message: '' } as const;
    const { sentence } = describeParts({ kind: 'incomplete' }, { state: 'failed', fault });
    expect(sentence).toContain('no digest that it calculates can be trusted');
  });

  it('of a folder says that only a file can be compared', () => {
    const fault = { code: 'input.folder', message: '' } as const;
    const { word, sentence } = describeParts({ kind: 'incomplete' }, { state: 'failed', fault });
    expect([word, sentence]).toEqual([
      'No verdict',
      'This is a folder, and only the bytes of one image file can be compared.',
    ]);
  });
});

describe('every verdict', () => {
  const ALL: readonly AssessmentParts[] = [
    verifiedBy('publisher', 'sha256'),
    { kind: 'matches', deciding: referenceClaim({}, { algorithm: 'sha256' }) },
    { kind: 'weak-match', deciding: referenceClaim({}, { algorithm: 'md5' }) },
    { kind: 'mismatch', deciding: referenceClaim({}, { outcome: 'different' }) },
    { kind: 'unlisted' },
    { kind: 'incomplete' },
  ];

  it.each(ALL)('of kind $kind says when the catalogue could not be consulted', (parts) => {
    const assessment = assessmentOf({ ...parts, catalogueConsulted: false });
    const { care } = describeVerdict(assessment, { ...factsOf({}), catalogue: undefined });
    expect(care).toContain(NOT_CONSULTED);
    expect(describeParts(parts).care).not.toContain(NOT_CONSULTED);
  });

  it('blames no sound catalogue for a job that ended before it was asked', () => {
    const parts = { kind: 'incomplete', catalogueConsulted: false } as const;
    expect(describeParts(parts).care).not.toContain(NOT_CONSULTED);
  });

  it.each(ALL)('of kind $kind says that genuine is not suitable only when verified', (parts) => {
    expect(describeParts(parts).care.includes(SUITABLE)).toBe(parts.kind === 'verified');
  });

  it('quotes a hostile name with its controls made visible', () => {
    const deciding = referenceClaim(
      { name: 'a\u202E\n” Verified. “.txt' },
      { outcome: 'different', relation: 'named' },
    );
    const { sentence } = describeVerdict(assessmentOf({ kind: 'mismatch', deciding }), factsOf());
    expect(sentence).toContain('“\u2068a⟨U+202E⟩⟨U+000A⟩” Verified. “.txt\u2069”');
  });
});

describe('describeJob', () => {
  it('joins what the card says into one text for the report', () => {
    const job = {
      id: '1',
      ...factsOf().job,
      bytesPerSecond: undefined,
      secondsLeft: undefined,
      rereadFor: [],
      facts: undefined,
      digests: {},
      isFolder: false,
      assessment: assessmentOf(verifiedBy('publisher-copy', 'sha1')),
    };
    expect(plain(describeJob(job))).toBe(
      `This file has the SHA-1 that Microsoft listed for “win7.iso”, according to one third-party copy of its catalogue from March 2023. ${AGED} ${SUITABLE}`,
    );
  });
});
