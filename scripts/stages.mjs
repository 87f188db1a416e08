/**
 * What `npm test` consists of, cheap first. A check counts as one test; a suite counts each of its
 * own. `group` is the npm script that runs the stage alone.
 */
const check = (name, ...command) => ({ group: 'check', name, command });
const suite = (name) => ({ group: name, name, suite: name });

export const STAGES = [
  check('lock file', 'node', 'scripts/check-lock.mjs'),
  check('format', 'prettier', '--check', '--log-level', 'warn', '.'),
  check('catalogue', 'node', 'scripts/catalogue.mjs', 'check'),
  check('lint', 'eslint', '--max-warnings', '0', '.'),
  check('style lint', 'stylelint', '--max-warnings', '0', 'src/**/*.{css,svelte}'),
  check('types of core', 'tsc', '-p', 'tsconfig.core.json'),
  check('types of workers', 'tsc', '-p', 'tsconfig.worker.json'),
  check('types of tests and scripts', 'tsc', '-p', 'tsconfig.node.json'),
  check(
    'types of the app',
    'svelte-check',
    '--tsconfig',
    './tsconfig.app.json',
    '--fail-on-warnings',
  ),
  suite('unit'),
  suite('property'),
  { group: 'build', name: 'build', command: ['npm', 'run', '--silent', 'build'] },
  { group: 'build', name: 'size budget', command: ['node', 'scripts/check-size.mjs'] },
  suite('e2e'),
  suite('oracle'),
  // Minutes each: only when asked for by name.
  { ...suite('slow'), onRequest: true },
];
