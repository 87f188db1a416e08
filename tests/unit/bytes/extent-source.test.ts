import { describe, expect, test } from 'vitest';
import { ExtentSource, type SourceExtent } from '../../../src/core/bytes/extent-source.ts';
import { recordingSource } from '../../support/recording-source.ts';

/** 0, 1, 2 ... 99 */
const outer = () => recordingSource(Uint8Array.from({ length: 100 }, (_, i) => i));

const read = async (extents: readonly SourceExtent[], size: number, start = 0, length = 1_000) => [
  ...(await new ExtentSource(outer(), extents, size).read(start, length)),
];

const scattered: readonly SourceExtent[] = [
  { offset: 50, length: 3 },
  { offset: 10, length: 2, isHole: true },
  { offset: 20, length: 4 },
];

describe('the content of scattered extents', () => {
  test('comes in the order of the extents, with zeros in holes', async () => {
    expect(await read(scattered, 9)).toEqual([50, 51, 52, 0, 0, 20, 21, 22, 23]);
  });

  test('is the same whatever is asked of it', async () => {
    const whole = [50, 51, 52, 0, 0, 20, 21, 22, 23];
    for (let start = 0; start <= 9; start++) {
      for (let length = 0; length <= 10; length++) {
        const expected = whole.slice(start, start + length);
        expect([start, length, await read(scattered, 9, start, length)]).toEqual([
          start,
          length,
          expected,
        ]);
      }
    }
  });

  test('ends with its size, though the last extent goes on', async () => {
    expect(await read(scattered, 6)).toEqual([50, 51, 52, 0, 0, 20]);
  });

  test('ends with its extents, though its size goes on', async () => {
    expect(new ExtentSource(outer(), scattered, 2 ** 60).size).toBe(9);
    expect(await read(scattered, 2 ** 60)).toHaveLength(9);
  });

  test('ends where the outer source does, and nothing is taken from behind the gap', async () => {
    const cut: readonly SourceExtent[] = [
      { offset: 98, length: 5 },
      { offset: 0, length: 5 },
    ];
    expect(await read(cut, 10)).toEqual([98, 99]);
    expect(await read(cut, 10, 5)).toEqual([0, 1, 2, 3, 4]);
    expect(await read(cut, 10, 3, 2)).toEqual([]);
  });

  test('of an extent behind the end is nothing', async () => {
    expect(await read([{ offset: 2 ** 43, length: 10 }], 10)).toEqual([]);
  });

  test('of no extents is empty', async () => {
    expect(new ExtentSource(outer(), [], 10).size).toBe(0);
    expect(await read([], 10)).toEqual([]);
  });

  test('is found among many extents without reading those before', async () => {
    const source = outer();
    const extents = Array.from({ length: 65_536 }, (_, i) => ({ offset: i % 100, length: 1 }));
    const content = new ExtentSource(source, extents, 65_536);
    expect([...(await content.read(65_535, 1))]).toEqual([35]);
    expect(source.reads).toEqual([{ start: 35, length: 1 }]);
  });
});
