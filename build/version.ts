/** What the build says of itself: taken from the sources alone, so that a rebuild gives the same bytes. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export function readVersion(): string {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  return version;
}

/** Commit of the checkout, with `-modified` when tracked files differ from it; `unknown` outside git. */
export function readCommit(): string {
  try {
    const run = (...args: string[]) =>
      execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const commit = run('rev-parse', '--short=12', 'HEAD');
    return run('status', '--porcelain', '--untracked-files=no') === ''
      ? commit
      : `${commit}-modified`;
  } catch {
    return 'unknown';
  }
}
