/** How results become the two numbers of the last line. What did not run did not pass. */

/**
 * Counts of one suite from Vitest's JSON report. Skipped tests, an empty suite, a suite that broke
 * off (no report) and a run that failed without a failed test all count as failures.
 * @param {{ numPassedTests: number, numTotalTests: number } | undefined} report
 * @param {boolean} succeeded whether the runner ended well
 */
export function countSuite(report, succeeded) {
  if (report === undefined) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numTotalTests: total } = report;
  const failed = total - passed;
  const brokeOff = failed === 0 && (total === 0 || !succeeded);
  return { passed, failed: brokeOff ? 1 : failed };
}

/**
 * Counts over all stages; a run without any result is a failure.
 * @param {readonly { passed: number, failed: number }[]} results
 */
export function countTotal(results) {
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  return { passed, failed: passed + failed === 0 ? 1 : failed };
}
