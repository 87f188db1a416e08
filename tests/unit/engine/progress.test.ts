import { describe, expect, test } from 'vitest';
import { beginPace, nextPace, wholeOf, type Pace } from '../../../src/engine/shared/progress.ts';

const MB = 1e6;
const SIZE = 3000 * MB;

/** A pace after samples every 100 ms at the given speeds, each in bytes a second. */
function paceAt(speeds: readonly number[], size = SIZE): readonly Pace[] {
  let bytesRead = 0;
  let pace = beginPace({ timeMs: 0, bytesRead });
  return speeds.map((speed, i) => {
    bytesRead += speed / 10;
    pace = nextPace(pace, { timeMs: (i + 1) * 100, bytesRead }, size);
    return pace;
  });
}

const steady = (seconds: number, speed: number) => Array<number>(seconds * 10).fill(speed);
const last = (paces: readonly Pace[]): Pace =>
  paces[paces.length - 1] ?? beginPace({ timeMs: 0, bytesRead: 0 });

describe('the rate', () => {
  test('is unknown at first', () => {
    expect(last(paceAt(Array<number>(3).fill(200 * MB)))).toMatchObject({
      rateBytesPerSecond: undefined,
      secondsLeft: undefined,
    });
  });

  test('is known after half a second', () => {
    expect(last(paceAt(steady(0.5, 200 * MB))).rateBytesPerSecond).toBeCloseTo(200 * MB, 0);
  });

  test('is that of the last five seconds', () => {
    const paces = paceAt([...steady(10, 300 * MB), ...steady(5, 100 * MB)]);
    expect(last(paces).rateBytesPerSecond).toBeCloseTo(100 * MB, 0);
  });

  test('is the mean of the window while the speed changes', () => {
    const paces = paceAt([...steady(10, 300 * MB), ...steady(2.5, 100 * MB)]);
    expect(last(paces).rateBytesPerSecond).toBeCloseTo(200 * MB, 0);
  });

  test('falls to zero when nothing comes', () => {
    expect(last(paceAt([...steady(3, 300 * MB), ...steady(6, 0)]))).toMatchObject({
      rateBytesPerSecond: 0,
      secondsLeft: undefined,
    });
  });
});

describe('the time left', () => {
  test('counts down at a steady speed', () => {
    const paces = paceAt(steady(10, 100 * MB));
    expect(paces[49]?.secondsLeft).toBeCloseTo(25, 5);
    expect(paces[99]?.secondsLeft).toBeCloseTo(20, 5);
  });

  test('moves by less than a second at a burst', () => {
    const calm = paceAt(steady(10, 100 * MB));
    const burst = paceAt([...steady(10, 100 * MB), 1000 * MB]);
    const change = (last(burst).secondsLeft ?? 0) - (last(calm).secondsLeft ?? 0);
    expect(Math.abs(change)).toBeLessThan(1);
  });

  test('finds the new time when the speed has changed for good', () => {
    const paces = paceAt([...steady(5, 100 * MB), ...steady(25, 50 * MB)], 2500 * MB);
    const bytesLeft = 2500 - 500 - 1250;
    expect(last(paces).secondsLeft).toBeCloseTo(bytesLeft / 50, 0);
  });

  test('is zero at the end', () => {
    expect(last(paceAt(steady(10, 100 * MB), 1000 * MB)).secondsLeft).toBe(0);
  });

  test('never runs below zero when the end is late', () => {
    const paces = paceAt([...steady(9.5, 100 * MB), ...steady(4, 1 * MB)], 1000 * MB);
    expect(paces.every((pace) => (pace.secondsLeft ?? 0) >= 0)).toBe(true);
  });
});

describe('samples', () => {
  test.each([0, 100, 50])('at %i ms after one at 100 ms are ignored', (timeMs) => {
    const pace = nextPace(beginPace({ timeMs: 0, bytesRead: 0 }), { timeMs: 100, bytesRead: 5 }, 9);
    expect(nextPace(pace, { timeMs, bytesRead: 7 }, 9)).toBe(pace);
  });

  test('older than the window are dropped, but for the one that covers its start', () => {
    expect(last(paceAt(steady(60, MB))).samples.length).toBe(51);
  });
});

test('a pause does not count when the pace is begun anew', () => {
  const resumed = beginPace({ timeMs: 3_600_000, bytesRead: 500 * MB });
  const pace = nextPace(resumed, { timeMs: 3_601_000, bytesRead: 600 * MB }, SIZE);
  expect(pace).toMatchObject({ rateBytesPerSecond: 100 * MB, secondsLeft: 24 });
});

describe('after a standstill', () => {
  const still = paceAt([...steady(3, 100 * MB), ...steady(30, 0)]);
  const resumeAt = (pace: Pace, ms: number) =>
    nextPace(pace, { timeMs: 33_000 + ms, bytesRead: (300 + ms / 10) * MB }, SIZE);

  test('the speed is that of what comes now, not diluted by the wait', () => {
    const again = [200, 400, 600].reduce(resumeAt, last(still));
    expect(again.rateBytesPerSecond).toBeCloseTo(100 * MB, -6);
    expect(again.secondsLeft).toBeCloseTo(26.4, 0);
  });
});

describe('a gap between two samples', () => {
  const before = last(paceAt(steady(10, 100 * MB)));
  const HOUR_MS = 3_600_000;

  test('of an hour gives no speed and no time left, whatever was read meanwhile', () => {
    const after = nextPace(before, { timeMs: 10_000 + HOUR_MS, bytesRead: 1001 * MB }, SIZE);
    expect(after).toMatchObject({ rateBytesPerSecond: undefined, secondsLeft: undefined });
  });

  test('of an hour is forgotten half a second later', () => {
    const gap = nextPace(before, { timeMs: 10_000 + HOUR_MS, bytesRead: 2000 * MB }, SIZE);
    const after = nextPace(gap, { timeMs: 10_500 + HOUR_MS, bytesRead: 2050 * MB }, SIZE);
    expect(after).toMatchObject({ rateBytesPerSecond: 100 * MB, secondsLeft: 9.5 });
  });

  test('of ten seconds is the drive’s own, and counts', () => {
    const after = nextPace(before, { timeMs: 20_000, bytesRead: 1100 * MB }, SIZE);
    expect(after.rateBytesPerSecond).toBeLessThan(40 * MB);
  });
});

describe('several reads as a whole', () => {
  test('are what was read of all that will have been read', () => {
    const shares = [
      { bytesRead: 10, size: 10, hasEnded: true },
      { bytesRead: 4, size: 30, hasEnded: false },
      { bytesRead: 0, size: 60, hasEnded: false },
    ];
    expect(wholeOf(shares)).toEqual({ count: 3, ended: 1, bytesRead: 14, size: 100 });
  });

  test('owe nothing for a read that was given up', () => {
    const shares = [
      { bytesRead: 3, size: 50, hasEnded: true },
      { bytesRead: 5, size: 5, hasEnded: true },
    ];
    expect(wholeOf(shares)).toEqual({ count: 2, ended: 2, bytesRead: 8, size: 8 });
  });

  test('of none are nothing', () => {
    expect(wholeOf([])).toEqual({ count: 0, ended: 0, bytesRead: 0, size: 0 });
  });
});
