/**
 * The life of one image as a pure state machine:
 *
 *   queued <-> inspecting
 *     |-> reading <-> paused
 *            |-> done | failed | cancelled
 *
 * A job waits in `queued` until its read begins. While it waits it is inspected, once, and then
 * waits on: a look at the first sectors takes no turn.
 *
 * Times come in with the events; nothing here knows a clock, a worker or the page. An attempt is
 * one try at a complete read; events that answer for an attempt carry its number, so that a late
 * answer of an earlier attempt cannot be taken for one of the present attempt.
 */
import type { AlgorithmId, Digests } from '../../core/digest/algorithm.ts';
import { Fault, type WireFault } from '../../core/fault.ts';
import { cancelRead, failRead, finishRead, furthest } from './job-endings.ts';

export type JobPhase =
  'queued' | 'inspecting' | 'reading' | 'paused' | 'done' | 'failed' | 'cancelled';

/** Why the image is read: `more-digests` when a later reference needs one not yet computed. */
export type ReadReason = 'first' | 'retry' | 'more-digests';

/** One ended try at a complete read. Kept for the report: a bad attempt is never forgotten. */
export interface Attempt {
  readonly reason: ReadReason;
  readonly outcome: 'done' | 'failed' | 'cancelled';
  readonly algorithms: readonly AlgorithmId[];
  /** Milliseconds since the epoch, as the events gave them. */
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly bytesRead: number;
  readonly sittings: number;
  /** Only with `done`. */
  readonly digests: Digests | undefined;
  /** Only with `failed`. */
  readonly fault: WireFault | undefined;
}

export interface JobState {
  readonly phase: JobPhase;
  /** Bytes of the image, as the file said when it was chosen. */
  readonly size: number;
  /** Number of the present or last attempt, from 1. */
  readonly attempt: number;
  readonly reason: ReadReason;
  /** What the image says of itself is known: it need not be looked at before it is read. */
  readonly isInspected: boolean;
  /** Planned for the present read, or computed by the read that `digests` came from. */
  readonly algorithms: readonly AlgorithmId[];
  /** 0 to `size`; of the present read, or of the last one. */
  readonly bytesRead: number;
  /** Of the inspection or the read that is under way, or of the last read; none while it waits. */
  readonly startedAt: number | undefined;
  readonly finishedAt: number | undefined;
  /** How many times the read was taken up, from 1 once it has begun: pauses and reloads divide it. */
  readonly sittings: number;
  /** All from the last complete read. They stay while the image is read again for more. */
  readonly digests: Digests | undefined;
  /** Only in `failed`. */
  readonly fault: WireFault | undefined;
  readonly attempts: readonly Attempt[];
}

/** What happened to an attempt, and when. */
interface Told {
  readonly attempt: number;
  readonly at: number;
}

export type JobEvent =
  | (Told & { readonly kind: 'inspect' })
  | { readonly kind: 'inspected'; readonly attempt: number }
  | (Told & { readonly kind: 'start'; readonly algorithms: readonly AlgorithmId[] })
  | { readonly kind: 'progress'; readonly attempt: number; readonly bytesRead: number }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'cancel'; readonly at: number }
  | (Told & { readonly kind: 'finished'; readonly digests: Digests; readonly bytesRead: number })
  | (Told & { readonly kind: 'failed'; readonly fault: WireFault })
  | { readonly kind: 'retry' }
  | { readonly kind: 'reread'; readonly algorithms: readonly AlgorithmId[] };

/**
 * Besides, `inspect` is legal only before the job was inspected, and `start` only after that. In
 * `paused`, progress and the end of a read may still come: a pause takes hold after the chunk
 * in hand, which may be the last.
 */
const LEGAL: Readonly<Record<JobPhase, readonly JobEvent['kind'][]>> = {
  queued: ['inspect', 'start', 'cancel', 'failed'],
  inspecting: ['inspected', 'cancel', 'failed'],
  reading: ['progress', 'pause', 'cancel', 'finished', 'failed'],
  paused: ['progress', 'resume', 'cancel', 'finished', 'failed'],
  done: ['reread'],
  failed: ['retry'],
  cancelled: ['retry'],
};

/** A job that waits for its first attempt. `size`: bytes, a safe integer from 0. */
export function createJob(size: number): JobState {
  return {
    phase: 'queued',
    size,
    attempt: 1,
    reason: 'first',
    isInspected: false,
    algorithms: [],
    bytesRead: 0,
    startedAt: undefined,
    finishedAt: undefined,
    sittings: 0,
    digests: undefined,
    fault: undefined,
    attempts: [],
  };
}

/** A job whose first attempt was interrupted, on its way: in `paused`, until it is taken up. */
export function createInterruptedJob(
  size: number,
  reading: Pick<JobState, 'algorithms' | 'bytesRead' | 'startedAt' | 'sittings'>,
): JobState {
  return { ...createJob(size), ...reading, phase: 'paused' };
}

/** The state after `event`. Throws `Fault('job.illegal')` for one that the state does not allow. */
export function transition(state: JobState, event: JobEvent): JobState {
  if (isLegal(state, event)) return apply(state, event);
  const attempt = 'attempt' in event ? ` of attempt ${event.attempt}` : '';
  throw new Fault(
    'job.illegal',
    `event expected one of ${LEGAL[state.phase].join(', ')} in ${state.phase} ` +
      `(attempt ${state.attempt}), got ${event.kind}${attempt}`,
  );
}

/** As `transition`, but an event that comes too late, or is illegal, leaves the state as it is. */
export function advance(state: JobState, event: JobEvent): JobState {
  return isLegal(state, event) ? apply(state, event) : state;
}

function isLegal(state: JobState, event: JobEvent): boolean {
  if (!LEGAL[state.phase].includes(event.kind)) return false;
  if (event.kind === 'inspect' && state.isInspected) return false;
  if (event.kind === 'start' && !state.isInspected) return false;
  return !('attempt' in event) || event.attempt === state.attempt;
}

function apply(state: JobState, event: JobEvent): JobState {
  return 'attempt' in event ? applyNews(state, event) : applyWish(state, event);
}

/** What became of an attempt. */
type News = Extract<JobEvent, { readonly attempt: number }>;

function applyNews(state: JobState, event: News): JobState {
  switch (event.kind) {
    case 'inspect':
      return { ...state, phase: 'inspecting', startedAt: event.at };
    case 'inspected':
      return { ...state, phase: 'queued', isInspected: true, startedAt: undefined };
    case 'start':
      return startRead(state, event);
    case 'progress':
      return { ...state, bytesRead: furthest(state, event.bytesRead) };
    case 'finished':
      return finishRead(state, event);
    case 'failed':
      // A cancellation is not a failure, whichever way the news of it came.
      return event.fault.code === 'cancelled'
        ? cancelRead(state, event.at)
        : failRead(state, event.at, event.fault);
    default: {
      const never: never = event;
      return never;
    }
  }
}

/** What somebody wants of the job. */
function applyWish(state: JobState, event: Exclude<JobEvent, News>): JobState {
  switch (event.kind) {
    case 'pause':
      return { ...state, phase: 'paused' };
    case 'resume':
      return { ...state, phase: 'reading', sittings: state.sittings + 1 };
    case 'cancel':
      return cancelRead(state, event.at);
    case 'retry':
      // What failed may be the drive or another file by now: nothing is known of it.
      return { ...queueAgain(state, 'retry', state.algorithms), isInspected: false };
    case 'reread':
      return queueAgain(state, 'more-digests', event.algorithms);
    default: {
      const never: never = event;
      return never;
    }
  }
}

function startRead(
  state: JobState,
  { at, algorithms }: Extract<JobEvent, { readonly kind: 'start' }>,
): JobState {
  return { ...state, phase: 'reading', algorithms, bytesRead: 0, startedAt: at, sittings: 1 };
}

function queueAgain(
  state: JobState,
  reason: ReadReason,
  algorithms: readonly AlgorithmId[],
): JobState {
  return {
    ...state,
    phase: 'queued',
    attempt: state.attempt + 1,
    reason,
    algorithms,
    bytesRead: 0,
    startedAt: undefined,
    finishedAt: undefined,
    sittings: 0,
    fault: undefined,
  };
}
