import { describe, expect, test } from 'vitest';
import { countSuite, countTotal } from '../../../scripts/count-tests.mjs';

describe('a suite', () => {
  test.each([
    ['all passed', { numPassedTests: 3, numTotalTests: 3 }, true, { passed: 3, failed: 0 }],
    ['one failed', { numPassedTests: 2, numTotalTests: 3 }, false, { passed: 2, failed: 1 }],
    ['one was skipped', { numPassedTests: 2, numTotalTests: 3 }, true, { passed: 2, failed: 1 }],
    ['nothing ran', { numPassedTests: 0, numTotalTests: 0 }, true, { passed: 0, failed: 1 }],
    [
      'a file did not load',
      { numPassedTests: 3, numTotalTests: 3 },
      false,
      { passed: 3, failed: 1 },
    ],
    ['it broke off without a report', undefined, false, { passed: 0, failed: 1 }],
  ])('counts when %s', (_case, report, succeeded, counts) => {
    expect(countSuite(report, succeeded)).toEqual(counts);
  });
});

describe('the whole run', () => {
  test('adds up its stages', () => {
    const results = [
      { passed: 3, failed: 0 },
      { passed: 1, failed: 2 },
    ];
    expect(countTotal(results)).toEqual({ passed: 4, failed: 2 });
  });

  test('fails when no stage gave a result', () => {
    expect(countTotal([])).toEqual({ passed: 0, failed: 1 });
  });
});
