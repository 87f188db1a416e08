import { describe, expect, test } from 'vitest';
import { placesAmongNamesakes } from '../../../src/app/format/namesakes.ts';
import type { QueueView } from '../../../src/app/state/view.ts';
import { describeQueue, isQueueShown } from '../../../src/app/text/queue.ts';
import { results } from '../../../src/app/text/results.ts';
import { plain } from './assessments.ts';

const queue = (parts: Partial<QueueView>): QueueView => ({
  count: 12,
  ended: 2,
  bytesRead: 15_700_000_000,
  size: 38_200_000_000,
  secondsLeft: 350,
  isReading: true,
  nextId: undefined,
  ...parts,
});

describe('the line on all images', () => {
  test('says which one it is, how much of what, and how long yet', () => {
    expect(describeQueue(queue({}), false)).toBe(
      'Image 3 of 12 · 41 % of 38.2 GB · about 6 minutes left',
    );
  });

  test('says no time that is not known', () => {
    expect(describeQueue(queue({ secondsLeft: undefined }), false)).toBe(
      'Image 3 of 12 · 41 % of 38.2 GB',
    );
  });

  test('says that it stands still', () => {
    expect(describeQueue(queue({ secondsLeft: undefined }), true)).toMatch(/ · paused$/);
  });

  test.each([
    [0, '5 seconds'],
    [5.2, '10 seconds'],
    [55, '55 seconds'],
    [56, '1 minute'],
    [61, '2 minutes'],
    [3540, '59 minutes'],
    [3541, '1 hour'],
    [3660, '1 hour 5 minutes'],
    [7140, '2 hours'],
    [9000, '2 hours 30 minutes'],
  ])('rounds %d seconds to %s', (secondsLeft, words) => {
    expect(describeQueue(queue({ secondsLeft }), false)).toContain(`about ${words} left`);
  });

  test.each([
    ['one image', 1, 0, false],
    ['several that have ended', 3, 3, false],
    ['several, one of them unfinished', 3, 2, true],
  ])('is shown of %s: %s of %s', (_, count, ended, isShown) => {
    expect(isQueueShown(queue({ count, ended }))).toBe(isShown);
  });
});

describe('images of one name', () => {
  test('are told apart by their place', () => {
    expect(placesAmongNamesakes(['a', 'b', 'a', '__proto__', 'a'])).toEqual([
      1,
      undefined,
      2,
      undefined,
      3,
    ]);
  });

  test.each([
    [undefined, '“x.iso”'],
    [2, '“x.iso” (second of that name)'],
    [11, '“x.iso” (11th of that name)'],
    [22, '“x.iso” (22nd of that name)'],
  ])('and place %s are called so', (nth, words) => {
    expect(plain(results.job.called('x.iso', nth))).toBe(words);
  });
});
