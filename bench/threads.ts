/** What the threads of the processes that this one started do with their time, as Linux counts it. */
import { readdirSync, readFileSync } from 'node:fs';
import { findDescendants } from '../tests/support/processes.ts';
import { summarise, type Spread } from './statistics.ts';

/** Of one thread, in milliseconds. */
export interface ThreadTime {
  /** On a processor. */
  readonly running: number;
  /** Ready to run, while the processors did something else. */
  readonly waiting: number;
}

const NANOSECONDS = 1e6;

/** Nothing for a process or a thread that has just ended. */
function readThreads(pid: number): readonly [thread: string, time: ThreadTime][] {
  try {
    return readdirSync(`/proc/${pid}/task`).map((thread) => {
      // Run time, run delay, slices (Linux, Documentation/scheduler/sched-stats.rst).
      const text = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8');
      const [running = NaN, waiting = NaN] = text.split(' ').map(Number);
      return [thread, { running: running / NANOSECONDS, waiting: waiting / NANOSECONDS }];
    });
  } catch {
    return [];
  }
}

const readAll = (): ReadonlyMap<string, ThreadTime> =>
  new Map(findDescendants(process.pid).flatMap(readThreads));

/** Gives, when it is called, the thread that has run longest since now. */
export function watchThreads(): () => ThreadTime {
  const before = readAll();
  return () => {
    const spent = [...readAll()].map(([thread, { running, waiting }]) => {
      const then = before.get(thread) ?? { running: 0, waiting: 0 };
      return { running: running - then.running, waiting: waiting - then.waiting };
    });
    return spent.reduce((busiest, one) => (one.running > busiest.running ? one : busiest));
  };
}

/**
 * In percent of the time that a participant took. What is missing to 100 its busiest thread had
 * nothing to do.
 */
export interface ThreadShares {
  readonly running: Spread;
  readonly waiting: Spread;
}

interface ThreadTurn {
  readonly milliseconds: number;
  readonly thread?: ThreadTime;
}

/** By participant; only of those whose threads were watched. */
export function shareOut(
  turns: ReadonlyMap<string, readonly ThreadTurn[]>,
): Readonly<Record<string, ThreadShares>> {
  const shares = new Map<string, ThreadShares>();
  for (const [name, list] of turns) {
    const share = (kind: keyof ThreadTime): readonly number[] =>
      list.flatMap(({ thread, milliseconds }) =>
        thread === undefined ? [] : [(thread[kind] / milliseconds) * 100],
      );
    const running = share('running');
    if (running.length === 0) continue;
    shares.set(name, { running: summarise(running, 1), waiting: summarise(share('waiting'), 1) });
  }
  return Object.fromEntries(shares);
}
