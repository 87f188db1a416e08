/** Installs the npm packages that the lock file names, when they are not there yet. */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

const modifiedAt = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** npm writes this file at the end of an installation; a newer lock file means other packages. */
const isInstalled = () =>
  modifiedAt('node_modules/.package-lock.json') >= modifiedAt('package-lock.json');

/** Stops the program with a plain sentence if this Node is older than package.json asks for. */
export function requireNode() {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));
  const [needed, actual] = [engines.node.replace('>=', ''), process.versions.node].map((version) =>
    version.split('.').map(Number),
  );
  const isOlder = actual[0] < needed[0] || (actual[0] === needed[0] && actual[1] < needed[1]);
  if (!isOlder) return;
  console.error(`Touchstone needs Node ${engines.node}; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Runs `npm ci` if needed. Returns whether the packages are there. */
export function installModules() {
  if (isInstalled()) return true;
  console.log('Installing packages (npm ci) ...');
  return spawnSync('npm', ['ci'], { stdio: 'inherit' }).status === 0;
}
