import { describe, expect, test } from 'vitest';
import { boundedSource, BoundedSource } from '../../../src/core/bytes/bounded-source.ts';
import { countingBytes } from '../../support/counting-bytes.ts';
import { memorySource } from '../../support/file-source.ts';

const bounded = (limits = {}) => new BoundedSource(memorySource(countingBytes(100)), limits);

describe('a bounded source', () => {
  test('gives what is asked for, and counts it', async () => {
    const source = bounded();
    expect([...(await source.read(10, 3))]).toEqual([10, 11, 12]);
    expect(source.bytesRead).toBe(3);
  });

  test('gives less only where the input ends', async () => {
    expect([...(await bounded().read(98, 10))]).toEqual([98, 99]);
    expect(await bounded().readWhole(98, 10)).toBeUndefined();
  });

  test.each([
    ['behind the end', 100, 1],
    ['at 2^60', 2 ** 60, 1],
    ['before the start', -1, 1],
    ['at half a byte', 0.5, 1],
    ['of a negative length', 0, -1],
    ['at no number', NaN, 1],
    ['of no end', 0, Infinity],
  ])('gives nothing %s', async (_name, start, length) => {
    expect(await bounded().read(start, length)).toHaveLength(0);
  });

  test('gives a read as long as the limit, and nothing of a longer one', async () => {
    const source = bounded({ maxReadBytes: 8 });
    expect(await source.read(0, 8)).toHaveLength(8);
    expect(await source.read(0, 9)).toHaveLength(0);
    expect(source.isSpent).toBe(false);
  });

  test('gives as much in total as the limit, and then nothing', async () => {
    const source = bounded({ maxTotalBytes: 20 });
    expect(await source.readWhole(0, 12)).toHaveLength(12);
    expect(await source.readWhole(50, 8)).toHaveLength(8);
    expect(source.isSpent).toBe(false);
    expect(await source.read(0, 1)).toHaveLength(0);
    expect(source.isSpent).toBe(true);
  });

  test('is not bounded a second time: readers of one image share its total', () => {
    const source = bounded();
    expect(boundedSource(source)).toBe(source);
  });
});
