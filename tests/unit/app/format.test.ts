import { describe, expect, it } from 'vitest';
import { groupHex } from '../../../src/app/format/hex.ts';
import { actionsOf, isBusy, isEnded } from '../../../src/app/format/job.ts';
import { formatLanguage } from '../../../src/app/format/language.ts';
import { formatCount, formatRate, formatSize, percentOf } from '../../../src/app/format/number.ts';
import { formatDay, formatDuration, formatMonth } from '../../../src/app/format/time.ts';

describe('numbers', () => {
  it('separates thousands and keeps every digit', () => {
    expect(formatCount(3_320_903_680)).toBe('3,320,903,680');
  });

  it.each([
    [0, '0 B'],
    [1, '1 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [1536, '1.54 kB'],
    [663_748_608, '664 MB'],
    [999_499_999, '999 MB'],
    [999_500_000, '1 GB'],
    [3_320_903_680, '3.32 GB'],
    [51_539_607_552, '51.5 GB'],
    [9_007_199_254_740_991, '9.01 PB'],
  ])('writes %i bytes as %s', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });

  it('writes a rate per second', () => {
    expect(formatRate(381_234_567)).toBe('381 MB/s');
  });

  it.each([
    [0, 100, 0],
    [1, 1000, 0],
    [999, 1000, 99],
    [1000, 1000, 100],
    [0, 0, 0],
    [2000, 1000, 100],
  ])('of %i of %i bytes says %i per cent', (done, total, percent) => {
    expect(percentOf(done, total)).toBe(percent);
  });
});

describe('time', () => {
  it.each([
    [0, '1 s'],
    [0.4, '1 s'],
    [8, '8 s'],
    [59.1, '1 min'],
    [125, '2 min 5 s'],
    [3600, '1 h'],
    [3601, '1 h 1 min'],
    [3780, '1 h 3 min'],
    [7199, '2 h'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it('writes a date in words, on the same day in every time zone', () => {
    expect(formatDay('2026-11-22')).toBe('22 November 2026');
  });

  it('writes the month of a date', () => {
    expect(formatMonth('2023-03-21')).toBe('March 2023');
  });

  it.each(['', 'soon', '2026-13-45'])('gives back %j, which is no date', (text) => {
    expect(formatDay(text)).toBe(text);
  });
});

describe('languages', () => {
  it('names the language of a tag', () => {
    expect(formatLanguage('de-DE')).toBe('German (Germany)');
  });

  it('gives back what is no tag', () => {
    expect(formatLanguage('not a tag')).toBe('not a tag');
  });
});

describe('digests', () => {
  it('cuts a digest into groups of eight, the last one as long as what is left', () => {
    expect(groupHex('0123456789abcdef01')).toEqual(['01234567', '89abcdef', '01']);
  });
});

describe('jobs', () => {
  it.each([
    ['queued', false],
    ['inspecting', false],
    ['reading', false],
    ['paused', false],
    ['done', true],
    ['failed', true],
    ['cancelled', true],
  ] as const)('a job that is %s has ended: %s', (state, ended) => {
    expect(isEnded(state)).toBe(ended);
  });

  it('is busy while one job has not ended', () => {
    expect(isBusy([{ state: 'done' }, { state: 'paused' }])).toBe(true);
  });

  it('is not busy when all have ended', () => {
    expect(isBusy([{ state: 'done' }, { state: 'failed' }])).toBe(false);
  });

  it.each([
    ['queued', ['cancel', 'remove']],
    ['reading', ['pause', 'cancel', 'remove']],
    ['paused', ['resume', 'cancel', 'remove']],
    ['done', ['remove']],
    ['failed', ['retry', 'remove']],
    ['cancelled', ['retry', 'remove']],
  ] as const)('offers for a job that is %s: %j', (state, actions) => {
    expect(actionsOf({ id: '1', state, isFolder: false }, '1')).toEqual(actions);
  });

  it.each(['queued', 'inspecting'] as const)(
    'offers the first place to one behind others: %s',
    (state) => {
      const actions = actionsOf({ id: '2', state, isFolder: false }, '1');
      expect(actions).toEqual(['first', 'cancel', 'remove']);
    },
  );

  it('offers no second try for a folder', () => {
    expect(actionsOf({ id: '1', state: 'failed', isFolder: true }, '2')).toEqual(['remove']);
  });
});
