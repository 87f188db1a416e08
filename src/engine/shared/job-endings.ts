/** How an attempt of a job ends. */
import { isAlgorithmId, type AlgorithmId, type Digests } from '../../core/digest/algorithm.ts';
import type { WireFault } from '../../core/fault.ts';
import type { Attempt, JobState } from './job.ts';

/** Progress never goes back and never past the size, whatever a worker says. */
export function furthest(state: JobState, bytesRead: number): number {
  if (!(bytesRead > state.bytesRead)) return state.bytesRead;
  return Math.min(bytesRead, state.size);
}

export function finishRead(
  state: JobState,
  read: { readonly at: number; readonly digests: Digests; readonly bytesRead: number },
): JobState {
  const bytesRead = furthest(state, read.bytesRead);
  const reached = { ...state, bytesRead };
  if (read.bytesRead !== state.size) {
    const message = `read expected ${state.size} bytes, got ${read.bytesRead}`;
    return failRead(reached, read.at, { code: 'read.short', message });
  }
  const changed = firstDifference(state.digests, read.digests);
  if (changed !== undefined) {
    const message = `second read expected the same ${changed}, got another`;
    return failRead(reached, read.at, { code: 'read.changed', message });
  }
  return {
    ...endAttempt(reached, read.at, { outcome: 'done', digests: read.digests }),
    phase: 'done',
    digests: read.digests,
  };
}

/** An algorithm for which both sets have a digest and the digests differ. */
function firstDifference(before: Digests | undefined, after: Digests): AlgorithmId | undefined {
  if (before === undefined) return undefined;
  return Object.keys(before)
    .filter(isAlgorithmId)
    .find((id) => after[id] !== undefined && after[id] !== before[id]);
}

/** A failed second read leaves nothing to judge by: what was believed of the image is in doubt. */
export function failRead(state: JobState, at: number, fault: WireFault): JobState {
  return {
    ...endAttempt(state, at, { outcome: 'failed', fault }),
    phase: 'failed',
    digests: undefined,
    fault,
  };
}

export function cancelRead(state: JobState, at: number): JobState {
  const ended =
    state.startedAt === undefined ? state : endAttempt(state, at, { outcome: 'cancelled' });
  const kept = state.digests && lastDone(state.attempts);
  if (kept === undefined) return { ...ended, phase: 'cancelled', finishedAt: at };
  return {
    ...ended,
    phase: 'done',
    reason: kept.reason,
    algorithms: kept.algorithms,
    bytesRead: kept.bytesRead,
    startedAt: kept.startedAt,
    finishedAt: kept.finishedAt,
    sittings: kept.sittings,
  };
}

function lastDone(attempts: readonly Attempt[]): Attempt | undefined {
  const done = attempts.filter((attempt) => attempt.outcome === 'done');
  return done[done.length - 1];
}

interface Ending {
  readonly outcome: Attempt['outcome'];
  readonly digests?: Digests;
  readonly fault?: WireFault;
}

function endAttempt(state: JobState, at: number, ending: Ending): JobState {
  const startedAt = state.startedAt ?? at;
  const attempt: Attempt = {
    reason: state.reason,
    outcome: ending.outcome,
    algorithms: state.algorithms,
    startedAt,
    finishedAt: at,
    bytesRead: state.bytesRead,
    sittings: state.sittings,
    digests: ending.digests,
    fault: ending.fault,
  };
  return { ...state, startedAt, finishedAt: at, attempts: [...state.attempts, attempt] };
}
