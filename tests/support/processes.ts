/** The processes that a test has started, as Linux tells of them (proc(5)). */
import { readdirSync, readFileSync } from 'node:fs';

/** `undefined` for a process that has just ended. */
export function readField(pid: number, field: 'PPid' | 'VmHWM'): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const [, value] = new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status) ?? [];
    return value === undefined ? undefined : Number(value);
  } catch {
    return undefined;
  }
}

/** Processes that this one started, directly or not. */
export function findDescendants(root: number): readonly number[] {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  const parents = new Map(pids.map((pid) => [pid, readField(pid, 'PPid')]));
  const descends = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || descends(parents.get(pid)));
  return pids.filter((pid) => pid !== root && descends(pid));
}

/** Its words with NULs between them; empty for a process that has just ended. */
export function readCommand(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** Threads of a renderer on which a page's workers run. */
function countWorkers(pid: number): number {
  const tasks = readdirSync(`/proc/${pid}/task`);
  const names = tasks.map((task) => readFileSync(`/proc/${pid}/task/${task}/comm`, 'utf8'));
  return names.filter((name) => name.startsWith('DedicatedWorker')).length;
}

/**
 * Kills, as the kernel does when memory is short, the process of Chromium in which a page reads: the
 * one with the most workers. The browser and its other pages go on.
 */
export function killReadingRenderer(): void {
  const [reading] = findDescendants(process.pid)
    .filter((pid) => readCommand(pid).includes('--type=renderer'))
    .map((pid) => ({ pid, workers: countWorkers(pid) }))
    .sort((a, b) => b.workers - a.workers);
  if (!reading?.workers) throw new Error('a renderer with workers expected');
  process.kill(reading.pid, 'SIGKILL');
}
