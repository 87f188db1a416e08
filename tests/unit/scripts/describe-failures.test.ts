import { describe, expect, test } from 'vitest';
import { describeFailures } from '../../../scripts/describe-failures.mjs';

const passed = { fullName: 'a page opens', status: 'passed', failureMessages: [] };
const failed = (fullName: string, ...failureMessages: string[]) => ({
  fullName,
  status: 'failed',
  failureMessages,
});
const file = (name: string, assertionResults: readonly object[], message = '') => ({
  name: `/home/somebody/tests/${name}`,
  status: assertionResults.every((test) => test === passed) && message === '' ? 'passed' : 'failed',
  message,
  assertionResults,
});
const reportOf = (...testResults: ReturnType<typeof file>[]) => ({ testResults });

describe('the failures of a suite', () => {
  test('are named with their file and the first lines of their message, without the stack', () => {
    const message =
      'AssertionError: expected 1 to be 2\n\n- 2\n+ 1\nlast\n    at place (file.ts:1:2)';
    const report = reportOf(
      file('e2e/good.test.ts', [passed]),
      file('e2e/bad.test.ts', [passed, failed('a page closes', message)]),
    );

    expect(describeFailures(report)).toEqual([
      '  × tests/e2e/bad.test.ts: a page closes',
      '    AssertionError: expected 1 to be 2',
      '    - 2',
      '    + 1',
    ]);
  });

  test('have at most three lines each, however many errors one test had', () => {
    const report = reportOf(
      file('x.test.ts', [failed('x', 'first\nsecond', 'third\nfourth', 'fifth')]),
    );

    expect(describeFailures(report)).toEqual([
      '  × tests/x.test.ts: x',
      '    first',
      '    second',
      '    third',
    ]);
  });

  test('are cut where a line is endless', () => {
    const [, line = ''] = describeFailures(
      reportOf(file('x.test.ts', [failed('x', 'a'.repeat(999))])),
    );

    expect(line).toBe(`    ${'a'.repeat(159)}…`);
  });

  test('are at most twenty; how many more there are is said', () => {
    const tests = Array.from({ length: 25 }, (_, index) => failed(`test ${index}`));

    const lines = describeFailures(reportOf(file('x.test.ts', tests)));

    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe('  … and 5 more');
  });

  test('are the file itself when it broke off outside of its tests', () => {
    const report = reportOf(file('x.test.ts', [], 'SyntaxError: no such export'));

    expect(describeFailures(report)).toEqual([
      '  × tests/x.test.ts',
      '    SyntaxError: no such export',
    ]);
  });

  test('include a test that was skipped', () => {
    const skipped = { fullName: 'a page waits', status: 'skipped' };

    expect(describeFailures(reportOf(file('x.test.ts', [skipped])))).toEqual([
      '  × tests/x.test.ts: a page waits',
    ]);
  });

  test.each([
    ['all passed', reportOf(file('good.test.ts', [passed]))],
    ['there is no report', undefined],
  ])('are no lines when %s', (_, report) => {
    expect(describeFailures(report)).toEqual([]);
  });
});
