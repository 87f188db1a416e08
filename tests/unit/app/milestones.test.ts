import { describe, expect, test } from 'vitest';
import { MilestoneWatch, type Watched } from '../../../src/app/state/milestones.ts';
import type { JobStateName } from '../../../src/app/state/view.ts';
import { announce, describeResult } from '../../../src/app/text/announce.ts';
import type { VerdictKind } from '../../../src/core/verdict/judge.ts';
import { assessmentOf, CATALOGUE, plain } from './assessments.ts';

const job = (
  name: string,
  state: JobStateName,
  parts: Partial<Watched> & { readonly verdict?: VerdictKind } = {},
): Watched => ({
  id: name,
  name,
  state,
  bytesRead: 0,
  size: 1000,
  secondsLeft: undefined,
  sittings: 1,
  fault: undefined,
  assessment: assessmentOf({ kind: parts.verdict ?? 'unlisted' }),
  ...parts,
});

/** What is said of each of these moments, one after another. */
function spoken(...moments: readonly (readonly Watched[])[]): readonly string[] {
  const watch = new MilestoneWatch();
  return moments
    .map((jobs) => plain(announce(watch.look(jobs), CATALOGUE)))
    .filter((line) => line !== '');
}

describe('of one image', () => {
  test('its start and its verdict are said, each once', () => {
    const lines = spoken(
      [job('a.iso', 'queued')],
      [job('a.iso', 'reading')],
      [job('a.iso', 'reading', { bytesRead: 400 })],
      [job('a.iso', 'done')],
      [job('a.iso', 'done')],
    );
    expect(lines).toEqual([
      'Reading “a.iso” has started.',
      expect.stringMatching(/^“a\.iso”: No verdict\. There is nothing here to compare/),
    ]);
  });

  test.each([
    ['a long one, once', 60, ['“a.iso” is read half-way.']],
    ['a short one, not at all', 5, []],
  ])('the half of %s', (_, secondsLeft, expected) => {
    const lines = spoken(
      [job('a.iso', 'reading', { bytesRead: 499, secondsLeft })],
      [job('a.iso', 'reading', { bytesRead: 500, secondsLeft })],
      [job('a.iso', 'reading', { bytesRead: 900, secondsLeft })],
    );
    expect(lines.slice(1)).toEqual(expected);
  });

  test('another verdict, for a reference that came later, is said too', () => {
    const lines = spoken(
      [job('a.iso', 'reading')],
      [job('a.iso', 'done')],
      [job('a.iso', 'done', { verdict: 'mismatch' })],
    );
    expect(lines[2]).toMatch(/^“a\.iso”: Not the same\./);
  });

  test('a second reading is said like the first', () => {
    const reading = [job('a.iso', 'reading')];
    const lines = spoken(reading, [job('a.iso', 'done')], reading);
    expect(lines[2]).toBe('Reading “a.iso” has started.');
  });

  test('nothing is said when it is taken off the page', () => {
    expect(spoken([job('a.iso', 'queued')], [])).toEqual([]);
  });
});

describe('of a few images', () => {
  test('the start of all, each verdict, and their sum are said', () => {
    const lines = spoken(
      [job('a.iso', 'reading'), job('b.iso', 'queued')],
      [job('a.iso', 'done'), job('b.iso', 'reading')],
      [job('a.iso', 'done'), job('b.iso', 'failed', { verdict: 'incomplete' })],
    );
    expect(lines).toEqual([
      'Verifying 2 images has started.',
      expect.stringMatching(/^“a\.iso”: No verdict\./),
      expect.stringMatching(
        /“b\.iso”: Not finished\..* 2 images are done\. No verdict: 1, Not finished: 1\.$/,
      ),
    ]);
  });
});

describe('of two hundred images', () => {
  const moment = (ended: number): readonly Watched[] =>
    Array.from({ length: 200 }, (_, i) =>
      job(`${i}.iso`, i < ended ? 'done' : i === ended ? 'reading' : 'queued'),
    );
  const moments = Array.from({ length: 201 }, (_, ended) => moment(ended));

  test('their start, each quarter and their sum are said, and nothing else', () => {
    expect(spoken(...moments)).toEqual([
      'Verifying 200 images has started.',
      '50 of 200 images are done.',
      '100 of 200 images are done.',
      '150 of 200 images are done.',
      '200 images are done. No verdict: 200.',
    ]);
  });

  test('a list that changes all their verdicts is one sentence', () => {
    const matched = moment(200).map((one) => ({
      ...one,
      assessment: assessmentOf({ kind: 'mismatch' }),
    }));
    const lines = spoken(moment(199), moment(200), matched);
    expect(lines.slice(-1)).toEqual(['200 images are done. Not the same: 200.']);
  });
});

describe('the result in the title', () => {
  test('of one image is its verdict', () => {
    expect(describeResult([job('a.iso', 'done')], CATALOGUE)).toBe('No verdict');
  });

  test('of several is their number', () => {
    const jobs = ['a', 'b', 'c'].map((name) => job(name, 'done'));
    expect(describeResult(jobs, CATALOGUE)).toBe('Done: 3 images');
  });
});
