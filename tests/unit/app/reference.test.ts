import { describe, expect, it } from 'vitest';
import {
  describeFinding,
  describeFindings,
  describeReference,
  describeSignature,
  toneOfSignature,
} from '../../../src/app/text/reference.ts';
import type { Finding } from '../../../src/core/finding.ts';
import type { ReferenceView } from '../../../src/app/state/view.ts';
import type { Claim, Reference } from '../../../src/core/reference/reference.ts';
import { byStranger, own, signed } from '../../support/checked-signatures.ts';
import { SHA1, entryOf, plain } from './assessments.ts';

const claim = (path?: string): Claim => ({
  digests: [{ algorithms: ['sha1'], text: SHA1 }],
  line: 1,
  ...(path !== undefined && { path }),
});

const reference = (parts: Partial<Reference>): Reference => ({
  name: 'SHA1SUMS',
  format: 'gnu',
  claims: [claim('a.iso'), claim('b.iso')],
  findings: [],
  isSigned: false,
  ...parts,
});

const words = (parts: Partial<Reference>, appliesTo: readonly string[] = [], images = 0) =>
  wordsOf({ reference: reference(parts), appliesTo }, images);

const viewOf = (view: Partial<ReferenceView>): ReferenceView => ({
  ...{ id: 'r', reference: reference({}), named: [], appliesTo: [], over: [] },
  ...{ signature: 'none', signing: undefined, offeredKey: undefined, isAccepted: false },
  ...view,
});

const wordsOf = (view: Partial<ReferenceView>, images = 0) =>
  describeReference(viewOf(view), images).map(plain);

const signatureWords = (view: Partial<ReferenceView>) => describeSignature(viewOf(view)).map(plain);

describe('describeReference', () => {
  it('asks for the image when the list came alone', () => {
    expect(words({})).toEqual([
      'Checksum list with digests of 2 files.',
      'Drop the image too, and it is compared.',
    ]);
  });

  it('names the images that it speaks of', () => {
    expect(words({}, ['a.iso', 'b.iso'], 2)[1]).toBe('It speaks of “a.iso” and “b.iso”.');
  });

  it('says of digests without a name what they were compared with', () => {
    expect(words({ format: 'bare', claims: [claim()] }, ['a.iso'], 1)[1]).toBe(
      'Compared with “a.iso”.',
    );
  });

  it('counts images beyond the third', () => {
    expect(words({}, ['a', 'b', 'c', 'd', 'e'], 5)[1]).toBe(
      'It speaks of “a”, “b”, “c” and 2 other images.',
    );
  });

  it('says when it speaks of no image on the page', () => {
    expect(words({}, [], 1)[1]).toBe('It speaks of none of the images on this page.');
  });

  it('says of digests without a name that they fit no image', () => {
    expect(words({ format: 'bare', claims: [claim()] }, [], 1)[1]).toBe(
      'It fits none of the images on this page.',
    );
  });

  it('says of a list of damaged digests that nothing in it can be compared, and no more', () => {
    const findings = [{ code: 'no-claims' } as const];
    expect(words({ findings }, [], 1)).toEqual(['Nothing in it can be compared.']);
    expect(describeFindings(reference({ findings }))).toEqual([]);
  });

  it.each([
    [['SHA256SUMS'], 'It is over “SHA256SUMS”.'],
    [[], 'It seems to be over a file called “SHA256SUMS”. Drop that too, and it is checked.'],
  ])('says of a file of signatures what it is over: %j', (appliesTo, sentence) => {
    const claims = [{ path: 'SHA256SUMS', digests: [], line: 1 }];
    const view = { reference: reference({ format: 'signature', claims }), appliesTo };
    expect(wordsOf(view)).toEqual(['A signature, kept in a file of its own.', sentence]);
  });

  it('names the known image of a bare digest, with the product words marked as inferred', () => {
    const view = {
      reference: reference({ name: undefined, format: 'bare', claims: [claim()] }),
      named: [entryOf('publisher-copy', 'sha1')],
    };
    expect(wordsOf(view)).toEqual([
      '1 digest without a file name.',
      'This SHA-1 is that of “win7.iso”, according to one third-party copy of Microsoft’s own list from March 2023.',
      'Going by that name: Windows 7, Professional, SP1, x64, German (Germany), Retail.',
      'Drop the image too, and it is compared.',
    ]);
  });
});

describe('describeSignature', () => {
  it('says that the signature of a list could not be checked', () => {
    const view = { reference: reference({ isSigned: true }), signature: 'unsupported' } as const;
    expect(signatureWords(view)).toEqual([
      'Signed; not checked, since that part of the program could not be loaded. It counts as unsigned.',
    ]);
  });

  it('says of a key that is on the page why it does not count', () => {
    const signing = { state: 'unknown-key', decisive: byStranger() } as const;
    const view = { signature: 'unknown-key', signing } as const;
    expect(signatureWords({ ...view, offeredKey: 'untrusted' })).toEqual([
      'Its signature names a key that you dropped and have not trusted. Until you do so below, it counts as unsigned.',
    ]);
    expect(signatureWords({ ...view, offeredKey: 'revoked' })).toEqual([
      'Its signature names a key that you dropped, and that its owner has withdrawn. It counts as unsigned.',
    ]);
  });

  it('of a file of signatures over a list leaves it to the list to say', () => {
    const signing = { state: 'bad', decisive: signed({ outcome: 'bad' }) } as const;
    const format = { reference: reference({ format: 'signature' }) };
    const view = viewOf({ ...format, ...{ signature: 'bad', signing, over: ['SUMS'] } });
    expect(describeSignature(view).map(plain)).toEqual(['What it is worth is said at “SUMS”.']);
    expect(toneOfSignature(view)).toBe('none');
  });

  it.each([
    ['good', signed(), 'verified'],
    ['good', signed({ key: own() }), 'matches'],
    ['expired', signed({ outcome: 'expired' }), 'verified'],
    ['weak', signed({ outcome: 'weak' }), 'caution'],
    ['unknown-key', byStranger(), 'caution'],
    ['revoked', signed({ outcome: 'revoked' }), 'mismatch'],
    ['bad', signed({ outcome: 'bad' }), 'mismatch'],
  ] as const)('one that is %s is as loud as that is', (signature, decisive, tone) => {
    const signing = { state: signature, decisive };
    expect(toneOfSignature(viewOf({ signature, signing }))).toBe(tone);
  });

  it('says which file to drop where a list has no signature of its own', () => {
    expect(signatureWords({ reference: reference({ name: 'SHA256SUMS' }) })).toEqual([
      'It is not signed. If its signature lies beside it, called “SHA256SUMS.sign” or ending in .gpg, .asc, .sig or .minisig, drop that too.',
    ]);
  });
});

const FINDINGS: readonly (readonly [Finding, string])[] = [
  [
    { code: 'malformed-line', line: 3, detail: { text: '<b>x' } },
    'Line 3: Not a digest line, so it was left out: “<b>x”.',
  ],
  [
    { code: 'impossible-length', line: 1200, detail: { text: 'ab', length: 63 } },
    'Line 1,200: 63 hex characters: no algorithm has digests of this length. Check whether characters were lost when it was copied.',
  ],
  [
    { code: 'too-many-lines', line: 100_001, detail: { limit: 100_000, skipped: 5 } },
    'Line 100,001: It speaks of more files than the 100,000 that this program keeps: 5 digests were left out. Take the lines that you need into a list of their own.',
  ],
  [
    { code: 'unlabelled-crc32', line: 20, detail: { more: 1 } },
    'Line 20: Eight hex characters may be a CRC-32 or something else. If it is one, write crc32: in front of it. The same goes for 1 more line.',
  ],
  [
    { code: 'both-byte-mismatch', offset: 32_848, detail: { field: 'size', le: 7, be: 8 } },
    'Byte 32,848: The field “size” is recorded twice, with different values: 7 and 8. Discs are not made so; the file may be damaged.',
  ],
  [
    { code: 'extent-beyond-end', offset: 40_960, detail: { name: '<b>x', more: 3 } },
    'Byte 40,960: The content of “<b>x” lies, wholly or in part, behind the end of the file. Part of the file is probably missing. The same goes for 3 more places.',
  ],
  [
    { code: 'gpt-checksum', offset: 512, detail: { part: 'backup', recorded: 171, computed: 0 } },
    'Byte 512: The check value of the second copy of the partition table (GPT) does not fit: 000000ab is recorded, 00000000 was computed. The file may be damaged there.',
  ],
  [
    {
      code: 'identity-disagrees',
      detail: {
        ...{ field: 'architecture', said: 'x64', source: 'wim-xml' },
        ...{ other: 'x86', otherSource: 'label' },
      },
    },
    'It contradicts itself about its processor: the description of the system inside says “x64”, the label says “x86”. It may have been put together from several images, or altered.',
  ],
  [
    { code: 'openpgp-fingerprint', line: 1 },
    'Line 1: This is the fingerprint of an OpenPGP key, not a digest of a file. Look for the SHA-256 of the image.',
  ],
  [
    { code: 'unlabelled-crc32', line: 1 },
    'Line 1: Eight hex characters may be a CRC-32 or something else. If it is one, write crc32: in front of it.',
  ],
];

it('names no line of a file that has none', () => {
  const findings = [{ code: 'pieces-not-used', line: 1, detail: { count: 2 } } as const];
  expect(describeFindings(reference({ format: 'torrent', findings }))).toEqual([
    'It also has digests of pieces (2), which this version does not use.',
  ]);
});

describe('describeFinding', () => {
  it.each(FINDINGS)('%j', (finding, sentence) => {
    expect(plain(describeFinding(finding))).toBe(sentence);
  });

  it('shows a text that poses as the end of the sentence inside its quotation', () => {
    const sentence = describeFinding({
      code: 'malformed-line',
      line: 1,
      detail: { text: '\u202Eevil\u2069' },
    });
    expect(sentence).toContain('“\u2068⟨U+202E⟩evil⟨U+2069⟩\u2069”');
  });
});
