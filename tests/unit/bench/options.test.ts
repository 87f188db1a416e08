import { describe, expect, test } from 'vitest';
import { readOptions } from '../../../bench/options.ts';

describe('options of the benchmark', () => {
  test('without words mean everything, in the browsers that people use', () => {
    expect(readOptions([])).toStrictEqual({
      parts: ['throughput', 'page', 'memory', 'kernels'],
      browsers: ['chromium', 'chromium109', 'firefox'],
      rounds: 5,
      bytes: 1_000_000_000,
      sparseBytes: [5_000_000_000, 50_000_000_000],
      write: true,
    });
  });

  test('take parts, sizes and browsers', () => {
    expect(
      readOptions(['memory', '--dry', '--sparse=0.5', '--browsers=webkit', '--rounds=2']),
    ).toMatchObject({
      parts: ['memory'],
      browsers: ['webkit'],
      rounds: 2,
      sparseBytes: [500_000_000],
      write: false,
    });
  });

  test.each([['speed'], ['--browsers=opera'], ['--rounds=0'], ['--megabytes=many']])(
    'refuse %s',
    (word) => {
      expect(() => readOptions([word])).toThrow('npm run bench');
    },
  );
});
