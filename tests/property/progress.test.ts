import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  beginPace,
  nextPace,
  wholeOf,
  type Pace,
  type Sample,
} from '../../src/engine/shared/progress.ts';

const MB = 1e6;
const SIZE = 50_000 * MB;

/** The pace after each sample. */
function pacesOf(samples: readonly Sample[], size = SIZE): readonly Pace[] {
  let pace = beginPace({ timeMs: 0, bytesRead: 0 });
  return samples.map((sample) => (pace = nextPace(pace, sample, size)));
}

/** Samples at these steps, each of milliseconds and bytes, from nought on. */
function walk(steps: readonly { readonly ms: number; readonly bytes: number }[]): Sample[] {
  let [timeMs, bytesRead] = [0, 0];
  return steps.map(({ ms, bytes }) => ({
    timeMs: (timeMs += ms),
    bytesRead: (bytesRead += bytes),
  }));
}

const anything = fc.record({
  timeMs: fc.oneof(fc.integer({ min: -10, max: 1e9 }), fc.constant(Number.NaN)),
  bytesRead: fc.integer({ min: 0, max: SIZE * 2 }),
});

// What is shown is a number of seconds or nothing, whatever the clock and the workers say.
test('speed and time left are never negative and always a number, from any samples', () => {
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 80 }), fc.nat({ max: SIZE }), (samples, size) => {
      for (const { rateBytesPerSecond: rate = 0, secondsLeft: left = 0 } of pacesOf(
        samples,
        size,
      )) {
        expect([rate >= 0, Number.isFinite(rate)]).toEqual([true, true]);
        expect([left >= 0, Number.isFinite(left)]).toEqual([true, true]);
      }
    }),
  );
});

// At a steady speed the time left is a clock that runs backwards, however unevenly it is sampled.
test('the time left counts down at a steady speed', () => {
  const intervals = fc.array(fc.integer({ min: 20, max: 1_500 }), { minLength: 3, maxLength: 120 });
  fc.assert(
    fc.property(intervals, fc.integer({ min: 1, max: 200 }), (times, speed) => {
      const samples = walk(times.map((ms) => ({ ms, bytes: (ms * speed * MB) / 1000 })));
      const shown = pacesOf(samples).map(({ secondsLeft }) => secondsLeft);
      samples.forEach(({ timeMs, bytesRead }, i) => {
        const left = shown[i];
        if (left !== undefined) expect(left).toBeCloseTo((SIZE - bytesRead) / (speed * MB), 3);
        else expect(timeMs).toBeLessThan(400 + (times[i] ?? 0));
      });
    }),
  );
});

// A buffer that fills and empties is no reason to tell another time: two in a hundred at most.
test('a burst or a hiccup of a tenth of a second moves the time left by little', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 5, max: 200 }),
      fc.integer({ min: 0, max: 500 }),
      (speed, odd) => {
        const steady = Array.from({ length: 100 }, () => ({ ms: 100, bytes: (speed * MB) / 10 }));
        const burst = { ms: 100, bytes: (Math.min(odd, speed * 10) * MB) / 10 };
        const [before, after] = pacesOf(walk([...steady, burst])).slice(-2);
        const jump = Math.abs((after?.secondsLeft ?? 0) - (before?.secondsLeft ?? 0) + 0.1);
        expect(jump).toBeLessThan((before?.secondsLeft ?? 0) * 0.02);
      },
    ),
  );
});

// Sleep, a frozen page, a throttled timer: what lies in the gap says nothing of the speed.
test('no speed is told from across a gap of a minute or more', () => {
  const gap = fc.record({ ms: fc.integer({ min: 60_000, max: 1e8 }), bytes: fc.nat({ max: 9e9 }) });
  fc.assert(
    fc.property(gap, fc.integer({ min: 1, max: 200 }), (jump, speed) => {
      const steady = Array.from({ length: 20 }, () => ({ ms: 100, bytes: (speed * MB) / 10 }));
      const paces = pacesOf(walk([...steady, jump, ...steady]));
      const rates = paces.map(({ rateBytesPerSecond }) => rateBytesPerSecond);
      for (const rate of rates.filter((one) => one !== undefined)) {
        expect(rate / (speed * MB)).toBeCloseTo(1, 6);
      }
    }),
  );
});

// The bar of the whole is within its ends, and full when everything has ended.
test('of several reads no more was read than will be, and all when all have ended', () => {
  const share = fc
    .record({
      size: fc.nat(),
      done: fc.double({ min: 0, max: 1, noNaN: true }),
      hasEnded: fc.boolean(),
    })
    .map(({ size, done, hasEnded }) => ({ size, bytesRead: Math.floor(size * done), hasEnded }));
  fc.assert(
    fc.property(fc.array(share), (shares) => {
      const whole = wholeOf(shares);
      expect(whole.bytesRead).toBeLessThanOrEqual(whole.size);
      if (whole.ended === whole.count) expect(whole.bytesRead).toBe(whole.size);
    }),
  );
});
