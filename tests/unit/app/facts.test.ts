import { describe, expect, it } from 'vitest';
import { describeFacts } from '../../../src/app/text/facts.ts';
import { assessmentOf, catalogueClaim, entryOf } from './assessments.ts';

const unlisted = assessmentOf({ kind: 'unlisted' });
const opening = (parts: object) => ({ kind: 'iso9660', findings: [], ...parts }) as const;

describe('describeFacts', () => {
  it('has none before anything was looked at', () => {
    expect(describeFacts({ facts: undefined, size: 1 }, unlisted)).toEqual([]);
  });

  it('shows the label with its controls visible, and keeps the raw value for programs', () => {
    const facts = describeFacts({ facts: opening({ label: 'A\u202EB' }), size: 1 }, unlisted);
    expect(facts.find(({ field }) => field === 'label')).toMatchObject({
      value: 'A\u202EB',
      words: 'A⟨U+202E⟩B',
      isRecorded: true,
      isInferred: false,
    });
  });

  it.each([
    [2048, '2,048 bytes by its own account; the file has exactly that'],
    [2049, '2,048 bytes by its own account; the file is 1 byte longer, which is common'],
    [1024, '2,048 bytes by its own account; the file is 1,024 bytes shorter'],
  ])('compares a file of %i bytes with the size that the volume states', (size, words) => {
    const facts = describeFacts({ facts: opening({ expectedSize: 2048 }), size }, unlisted);
    expect(facts.find(({ field }) => field === 'expectedSize')).toMatchObject({
      value: '2048',
      words,
    });
  });

  it('takes product words from the known image that it equals, marked as inferred', () => {
    const deciding = catalogueClaim(entryOf('publisher', 'sha1'));
    const equal = assessmentOf({ kind: 'verified', basis: 'publisher', deciding });
    const facts = describeFacts({ facts: undefined, size: 1 }, equal);
    expect(facts.every(({ isInferred }) => isInferred)).toBe(true);
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
