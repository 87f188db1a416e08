import { describe, expect, it } from 'vitest';
import { announceVerdict, describeMilestone } from '../../../src/app/text/announce.ts';
import { describeFacts } from '../../../src/app/text/facts.ts';
import { assessmentOf, catalogueClaim, entryOf, factsOf, plain } from './assessments.ts';

const unlisted = assessmentOf({ kind: 'unlisted' });
const opening = (parts: object) => ({ kind: 'iso9660', findings: [], ...parts }) as const;

describe('describeFacts', () => {
  it('has none before anything was looked at', () => {
    expect(describeFacts({ opening: undefined, size: 1 }, unlisted)).toEqual([]);
  });

  it('shows the label with its controls visible, and keeps the raw value for programs', () => {
    const facts = describeFacts({ opening: opening({ label: 'A\u202EB' }), size: 1 }, unlisted);
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
    const facts = describeFacts({ opening: opening({ expectedSize: 2048 }), size }, unlisted);
    expect(facts.find(({ field }) => field === 'expectedSize')).toMatchObject({
      value: '2048',
      words,
    });
  });

  it('takes product words from the known image that it equals, marked as inferred', () => {
    const deciding = catalogueClaim(entryOf('publisher', 'sha1'));
    const equal = assessmentOf({ kind: 'verified', basis: 'publisher', deciding });
    const facts = describeFacts({ opening: undefined, size: 1 }, equal);
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
    expect(describeFacts({ opening: undefined, size: 1 }, weak)).toEqual([]);
  });
});

describe('what is announced', () => {
  it.each([
    [0, 'Reading “a.iso” has started.'],
    [249, 'Reading “a.iso” has started.'],
    [250, '“a.iso”: 25 % read.'],
    [749, '“a.iso”: 50 % read.'],
    [999, '“a.iso”: 75 % read.'],
  ])('after %i of 1000 bytes', (bytesRead, sentence) => {
    const said = describeMilestone({ name: 'a.iso', state: 'reading', bytesRead, size: 1000 });
    expect(plain(said ?? '')).toBe(sentence);
  });

  it('says nothing of a job that waits', () => {
    const job = { name: 'a.iso', state: 'queued', bytesRead: 0, size: 1000 } as const;
    expect(describeMilestone(job)).toBeUndefined();
  });

  it('says the verdict when there is one', () => {
    const { job, catalogue } = factsOf({ name: 'a.iso' });
    const said = announceVerdict({ ...job, assessment: unlisted }, catalogue);
    expect(plain(said ?? '')).toMatch(/^“a\.iso”: No verdict\. There is nothing here to compare/);
  });

  it('says no verdict while the image is read', () => {
    const { job, catalogue } = factsOf({ state: 'reading' });
    expect(announceVerdict({ ...job, assessment: unlisted }, catalogue)).toBeUndefined();
  });
});
