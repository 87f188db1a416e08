import { describe, expect, it } from 'vitest';
import { describeFacts } from '../../../src/app/text/facts.ts';
import type { IdentityFact } from '../../../src/core/identity/identity.ts';
import type { ImageFacts } from '../../../src/core/inspection/image-facts.ts';
import { factsOfSize, imageFacts } from '../../support/image-facts.ts';
import { assessmentOf, catalogueClaim, entryOf } from './assessments.ts';

const unlisted = assessmentOf({ kind: 'unlisted' });
const identified = (...facts: readonly IdentityFact[]): ImageFacts =>
  imageFacts({ identity: { facts, findings: [] } });

describe('describeFacts', () => {
  it('has none before anything was looked at', () => {
    expect(describeFacts({ facts: undefined, size: 1 }, unlisted)).toEqual([]);
  });

  it('shows what the image records with its controls visible, and keeps the raw value for programs', () => {
    const label = { field: 'label', value: 'A\u202EB', source: 'label', isHint: false } as const;
    const facts = describeFacts({ facts: identified(label), size: 1 }, unlisted);
    expect(facts.find(({ field }) => field === 'label')).toMatchObject({
      value: 'A\u202EB',
      words: 'A⟨U+202E⟩B',
      origin: 'recorded',
    });
  });

  it('tells hints from what is recorded', () => {
    const hint = { field: 'channel', value: 'Retail', source: 'label', isHint: true } as const;
    const facts = describeFacts({ facts: identified(hint), size: 1 }, unlisted);
    expect(facts.find(({ field }) => field === 'channel')).toMatchObject({ origin: 'hinted' });
  });

  it.each([
    [2048, 'whole', '2,048 bytes by its own account; the file has exactly that'],
    [2049, 'oversize', '2,048 bytes by its own account; the file is 1 byte longer'],
    [2050, 'padded', '2,048 bytes by its own account; 2 bytes of zeros follow'],
    [1024, 'truncated', '2,048 bytes by its own account; the file is 1,024 bytes shorter'],
  ] as const)('compares a file of %i bytes, %s, with its own account', (size, kind, words) => {
    const lost = { paths: [], files: 0, bootImages: 0, isPartial: false };
    const conclusion = { kind, by: 'iso9660', expected: 2048, isSampled: false, lost } as const;
    const facts = describeFacts({ facts: factsOfSize(conclusion), size }, unlisted);
    expect(facts.find(({ field }) => field === 'expectedSize')).toMatchObject({
      value: '2048',
      words,
    });
  });

  it('says of zeros behind the end that only some of them were looked at, where that is so', () => {
    const lost = { paths: [], files: 0, bootImages: 0, isPartial: false };
    const conclusion = {
      kind: 'padded',
      by: 'iso9660',
      expected: 2048,
      isSampled: true,
      lost,
    } as const;
    const facts = describeFacts({ facts: factsOfSize(conclusion), size: 2050 }, unlisted);
    expect(facts.find(({ field }) => field === 'expectedSize')?.words).toBe(
      '2,048 bytes by its own account; 2 bytes follow, of zeros as far as they were looked at',
    );
  });

  it('says how it starts a computer, each way by itself', () => {
    const boot = { bios: true, uefi: true, hybrid: true, signs: [] };
    const facts = describeFacts({ facts: imageFacts({ boot }), size: 1 }, unlisted);
    expect(facts.filter(({ field }) => field === 'bootable').map(({ value }) => value)).toEqual([
      'bios',
      'uefi',
    ]);
  });

  it('says once what both the image and its equal say', () => {
    const deciding = catalogueClaim(entryOf('publisher', 'sha1'));
    const equal = assessmentOf({ kind: 'verified', basis: 'publisher', deciding });
    const product = {
      field: 'product',
      value: 'Windows 7',
      source: 'wim-xml',
      isHint: false,
    } as const;
    const facts = describeFacts({ facts: identified(product), size: 1 }, equal);
    expect(facts.filter(({ field }) => field === 'product')).toHaveLength(1);
  });

  it('takes product words from the known image that it equals, marked as inferred', () => {
    const deciding = catalogueClaim(entryOf('publisher', 'sha1'));
    const equal = assessmentOf({ kind: 'verified', basis: 'publisher', deciding });
    const facts = describeFacts({ facts: undefined, size: 1 }, equal);
    expect(facts.every(({ origin }) => origin === 'inferred')).toBe(true);
    expect(facts.map(({ field, value, words }) => [field, value, words])).toEqual([
      ['product', 'Windows 7', 'Windows 7'],
      ['servicePack', 'SP1', 'SP1'],
      ['edition', 'Professional', 'Professional'],
      ['architecture', 'x64', '64-bit PC (x64)'],
      ['language', 'de-DE', 'German (Germany)'],
      ['channel', 'Retail', 'Retail'],
    ]);
  });

  it('takes no product words from an image that only MD5 calls equal', () => {
    const deciding = catalogueClaim(entryOf('corroborated', 'md5'), { algorithm: 'md5' });
    const weak = assessmentOf({ kind: 'weak-match', deciding });
    expect(describeFacts({ facts: undefined, size: 1 }, weak)).toEqual([]);
  });
});
