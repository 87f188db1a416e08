/**
 * `npm test`: installs what it needs, runs every stage and ends with `N passed, N failed`.
 * With names of groups (`npm run check`, `npm run e2e`) it runs only theirs.
 *
 * Nothing is skipped silently: a missing browser, a skipped test and a suite without tests fail.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { unpackChromium109 } from './chromium109.mjs';
import { countSuite, countTotal } from './count-tests.mjs';
import { describeFailures } from './describe-failures.mjs';
import { installModules, requireNode } from './setup-modules.mjs';
import { installSystemPackages } from './setup-system.mjs';
import { STAGES } from './stages.mjs';

const REPORTS = 'node_modules/.cache/test-reports';

/** Runs a command with the project's own tools first in the path. Returns whether it succeeded. */
function run([command, ...args]) {
  const bin = path.resolve('node_modules/.bin');
  const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0;
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // the suite broke off before it could report
  }
}

function runSuite(name) {
  const file = `${REPORTS}/${name}.json`;
  rmSync(file, { force: true });
  const succeeded = run([
    ...['vitest', 'run', '--project', name],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
  ]);
  const report = readReport(file);
  return { ...countSuite(report, succeeded), failures: describeFailures(report) };
}

function runStage(stage) {
  console.log(`\n== ${stage.name}`);
  const start = performance.now();
  const passedOnce = { passed: 1, failed: 0 };
  const failedOnce = { passed: 0, failed: 1 };
  const counts = stage.suite ? runSuite(stage.suite) : run(stage.command) ? passedOnce : failedOnce;
  return { name: stage.name, ...counts, seconds: (performance.now() - start) / 1000 };
}

/** Installs packages, browsers and tools. Returns what is wrong, or undefined. */
async function setUp(groups) {
  if (!installModules()) return 'npm ci failed; its message is above.';
  if (groups.every((group) => group === 'check' || group === 'build')) return undefined;
  const missing = installSystemPackages();
  if (missing.length > 0) {
    return `These Debian packages are missing and could not be installed here:\n  apt-get install ${missing.join(' ')}`;
  }
  await unpackChromium109();
  return undefined;
}

function chooseStages(groups) {
  if (groups.length === 0) return STAGES.filter(({ onRequest }) => !onRequest);
  return STAGES.filter(({ group }) => groups.includes(group));
}

/** What failed comes last: whoever sees only the end of the output shall know what to look for. */
function printSummary(results) {
  console.log('');
  for (const { name, passed, failed, seconds } of results) {
    const mark = failed === 0 ? 'ok    ' : 'FAILED';
    console.log(`${mark} ${name}: ${passed} passed, ${failed} failed, ${seconds.toFixed(1)} s`);
  }
  for (const { name, failures = [] } of results) {
    if (failures.length > 0) console.log([`\nfailed in ${name}:`, ...failures].join('\n'));
  }
}

requireNode();
const groups = process.argv.slice(2);
const stages = chooseStages(groups);
const start = performance.now();
const fault = await setUp(groups.length === 0 ? ['all'] : groups);
if (fault !== undefined) console.error(fault);
mkdirSync(REPORTS, { recursive: true });
const results = fault === undefined ? stages.map(runStage) : [];
printSummary(results);
console.log(`${((performance.now() - start) / 1000).toFixed(0)} s in all`);
const { passed, failed } = countTotal(results);
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed`);
