/**
 * Browsers and oracle tools: installs what system-packages.txt names through apt-get where that is
 * allowed, otherwise says what to install.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Names of the packages whose file is not there. */
export function findMissingPackages() {
  return readFileSync('scripts/system-packages.txt', 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, file]) => !existsSync(file))
    .map(([name]) => name);
}

/** How this user may run apt-get: as root, through sudo without a password, or not at all. */
function findAptGet() {
  if (!existsSync('/usr/bin/apt-get')) return undefined;
  if (process.getuid?.() === 0) return ['apt-get'];
  const sudo = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  return sudo.status === 0 ? ['sudo', '-n', 'apt-get'] : undefined;
}

function run([command, ...rest], args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, [...rest, ...args], { stdio: 'inherit', env }).status === 0;
}

/** Makes the packages available. Returns the names of those that still are not. */
export function installSystemPackages() {
  const missing = findMissingPackages();
  if (missing.length === 0) return missing;
  const aptGet = findAptGet();
  if (aptGet === undefined) return missing;
  console.log(`Installing ${missing.join(' ')} ...`);
  run(aptGet, ['-qq', 'update']);
  run(aptGet, ['-qq', 'install', '-y', '--no-install-recommends', ...missing]);
  return findMissingPackages();
}
