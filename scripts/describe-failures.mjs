/** What failed, in few enough lines to be seen at the end of a long output. */

/** Enough to tell a bad day of one test from a broken build. */
const MAX_TESTS = 20;
const MAX_LINES_EACH = 3;
const MAX_CHARACTERS = 160;

const shorten = (line) =>
  line.length > MAX_CHARACTERS ? `${line.slice(0, MAX_CHARACTERS - 1)}…` : line;

/** The first lines of a message that say something; frames of the stack are in the full output. */
const firstLines = (message = '') =>
  message
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('at '))
    .slice(0, MAX_LINES_EACH)
    .map((line) => `    ${shorten(line)}`);

const fileOf = (name) => name.replace(/^.*[\\/](?=tests[\\/])/, '');

/** A file that broke off outside of its tests has a message of its own. */
function failuresOf({ name, status, message, assertionResults }) {
  const tests = assertionResults
    .filter((test) => test.status !== 'passed')
    .map(({ fullName, failureMessages = [] }) => ({
      title: `${fileOf(name)}: ${fullName}`,
      lines: failureMessages.flatMap(firstLines).slice(0, MAX_LINES_EACH),
    }));
  if (status === 'passed' || (tests.length > 0 && !message)) return tests;
  return [{ title: fileOf(name), lines: firstLines(message) }, ...tests];
}

/**
 * Lines that name each test of a suite that did not pass, with the beginning of its message; none
 * when all passed. At most 20 tests; how many more there are is said.
 * @param {{ testResults: readonly object[] } | undefined} report Vitest's JSON report, if there is one
 * @returns {string[]}
 */
export function describeFailures(report) {
  const failures = (report?.testResults ?? []).flatMap(failuresOf);
  const lines = failures
    .slice(0, MAX_TESTS)
    .flatMap(({ title, lines: words }) => [`  × ${title}`, ...words]);
  const more = failures.length - MAX_TESTS;
  return more > 0 ? [...lines, `  … and ${more} more`] : lines;
}
