/**
 * Checks that package-lock.json is whole and says nothing of the machine that wrote it.
 *
 * npm silently leaves out optional packages that its registry does not have (the natives of very
 * new releases); `npm ci` then refuses the lock file on every other machine.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Whether a package named `name`, asked for by the one at `from`, is found by Node's walk upwards. */
function isHeld(packages, from, name) {
  for (let place = from; ; place = place.slice(0, place.lastIndexOf('node_modules/'))) {
    const base = place === '' || place.endsWith('/') ? place : `${place}/`;
    if (packages[`${base}node_modules/${name}`] !== undefined) return true;
    if (place === '') return false;
  }
}

/**
 * Complaints about a parsed lock file; none when it is good.
 * @param {{ packages: Record<string, any> }} lock
 */
export function findLockFaults({ packages }) {
  const faults = [];
  for (const [place, entry] of Object.entries(packages)) {
    if (place !== '' && entry.version === undefined && !entry.link) {
      faults.push(`${place} has no version`);
    }
    if (entry.resolved !== undefined) faults.push(`${place} names a download address`);
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!isHeld(packages, place, name)) faults.push(`${name}, wanted by ${place}, is missing`);
    }
  }
  return faults;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const faults = findLockFaults(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  for (const fault of faults) console.error(`package-lock.json: ${fault}`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
