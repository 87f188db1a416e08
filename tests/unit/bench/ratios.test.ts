import { describe, expect, test } from 'vitest';
import { compareRounds } from '../../../bench/ratios.ts';
import { summarise } from '../../../bench/statistics.ts';

/** Milliseconds in three rounds; in the last, the machine was half as fast for everyone. */
const TIMES = new Map([
  ['sha256sum', [600, 600, 1200]],
  ['sha1sum', [400, 400, 800]],
  ['rhash', [500, 500, 1000]],
  ['opensslSha256', [100, 100, 200]],
  ['opensslSha1', [100, 100, 200]],
  ['firefox/app', [1000, 800, 2000]],
  ['firefox/oneDigest', [700, 700, 1400]],
  ['firefox/bareRing', [900, 720, 1800]],
  ['firefox/kernelSha256', [660, 660, 1320]],
  ['firefox/kernelSha1', [330, 330, 660]],
  ['firefox/streamWorker', [1500, 1500, 3000]],
  ['firefox/pageThread', [2000, 2000, 4000]],
  ['firefox/scriptWorker', [7000, 7000, 14_000]],
]);

const ratioOf = (of: string, to: string) =>
  compareRounds(TIMES, ['firefox']).find((one) => one.of === of && one.to === to);

describe('ratios', () => {
  test('are of one round, so that a slow round changes none', () => {
    expect(ratioOf('oneDigest', 'scriptWorker')?.ratio).toStrictEqual({
      minimum: 10,
      median: 10,
      maximum: 10,
    });
  });

  test('beside coreutils are of its two programs one after the other', () => {
    expect(ratioOf('app', 'coreutils')).toMatchObject({
      browser: 'firefox',
      ratio: { minimum: 1, median: 1, maximum: 1.25 },
    });
  });

  test('below what was promised are not met', () => {
    expect(ratioOf('oneDigest', 'kernelSha256')).toMatchObject({
      atLeast: 0.97,
      ratio: { median: 0.943 },
      met: false,
    });
  });

  test('without a promise are neither met nor missed', () => {
    expect(ratioOf('app', 'rhash')).not.toHaveProperty('met');
  });

  test('with someone who did not take part are refused', () => {
    expect(() => compareRounds(TIMES, ['webkit'])).toThrow('nobody called oneDigest took part');
  });
});

describe('a spread', () => {
  test('of an even number of values has the middle of the middle two as its median', () => {
    expect(summarise([10, 1, 2, 4], 1)).toStrictEqual({ minimum: 1, median: 3, maximum: 10 });
  });

  test('of no values is refused', () => {
    expect(() => summarise([], 1)).toThrow(RangeError);
  });
});
