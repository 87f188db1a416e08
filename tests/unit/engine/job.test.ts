import { describe, expect, test } from 'vitest';
import type { AlgorithmId } from '../../../src/core/digest/algorithm.ts';
import {
  advance,
  createInterruptedJob,
  createJob,
  transition,
  type JobEvent,
  type JobPhase,
  type JobState,
} from '../../../src/engine/shared/job.ts';

const SIZE = 1000;
const sha1 = 'a'.repeat(40);
const md5 = 'b'.repeat(32);
const fault = { code: 'read.failed', message: 'NotReadableError' } as const;

const inspect = (attempt = 1): JobEvent => ({ kind: 'inspect', attempt, at: 10 });
const inspected = (attempt = 1): JobEvent => ({ kind: 'inspected', attempt });
const look = (attempt = 1): readonly JobEvent[] => [inspect(attempt), inspected(attempt)];
const start = (attempt = 1, algorithms: readonly AlgorithmId[] = ['sha1']): JobEvent => ({
  kind: 'start',
  attempt,
  at: 20,
  algorithms,
});
const progress = (bytesRead: number, attempt = 1): JobEvent => ({
  kind: 'progress',
  attempt,
  bytesRead,
});
const finished = (attempt = 1, digests: object = { sha1 }, bytesRead = SIZE): JobEvent => ({
  kind: 'finished',
  attempt,
  at: 30,
  digests,
  bytesRead,
});
const failed = (attempt = 1): JobEvent => ({ kind: 'failed', attempt, at: 30, fault });
const cancel: JobEvent = { kind: 'cancel', at: 30 };
const pause: JobEvent = { kind: 'pause' };
const resume: JobEvent = { kind: 'resume' };
const retry: JobEvent = { kind: 'retry' };
const reread: JobEvent = { kind: 'reread', algorithms: ['sha1', 'md5'] };

const after = (...events: readonly JobEvent[]): JobState =>
  events.reduce(transition, createJob(SIZE));

/** `ready`: queued, and inspected. */
type Place = JobPhase | 'ready';

const IN_PHASE: Readonly<Record<Place, JobState>> = {
  queued: after(),
  ready: after(...look()),
  inspecting: after(inspect()),
  reading: after(...look(), start(), progress(400)),
  paused: after(...look(), start(), progress(400), pause),
  done: after(...look(), start(), finished()),
  failed: after(...look(), start(), progress(400), failed()),
  cancelled: after(...look(), start(), progress(400), cancel),
};

/** Where each event leads from each phase; a blank where it may not come. */
const TABLE: readonly (readonly [JobEvent, Readonly<Partial<Record<Place, JobPhase>>>])[] = [
  [inspect(), { queued: 'inspecting' }],
  [inspected(), { inspecting: 'queued' }],
  [start(), { ready: 'reading' }],
  [progress(500), { reading: 'reading', paused: 'paused' }],
  [pause, { reading: 'paused' }],
  [resume, { paused: 'reading' }],
  [
    cancel,
    {
      queued: 'cancelled',
      ready: 'cancelled',
      inspecting: 'cancelled',
      reading: 'cancelled',
      paused: 'cancelled',
    },
  ],
  [finished(), { reading: 'done', paused: 'done' }],
  [
    failed(),
    {
      queued: 'failed',
      ready: 'failed',
      inspecting: 'failed',
      reading: 'failed',
      paused: 'failed',
    },
  ],
  [retry, { failed: 'queued', cancelled: 'queued' }],
  [reread, { done: 'queued' }],
];

const PAIRS = TABLE.flatMap(([event, leads]) =>
  (Object.keys(IN_PHASE) as Place[]).map((from) => ({ event, from, to: leads[from] })),
);
const legal = PAIRS.filter((pair) => pair.to !== undefined);
const illegal = PAIRS.filter((pair) => pair.to === undefined);

test.each(legal)('$event.kind leads from $from to $to', ({ event, from, to }) => {
  expect(transition(IN_PHASE[from], event).phase).toBe(to);
});

test.each(legal)('advance agrees on $event.kind in $from', ({ event, from }) => {
  expect(advance(IN_PHASE[from], event)).toEqual(transition(IN_PHASE[from], event));
});

test.each(illegal)('$event.kind is illegal in $from', ({ event, from }) => {
  expect(() => transition(IN_PHASE[from], event)).toThrow(
    expect.objectContaining({ code: 'job.illegal' }),
  );
});

test.each(illegal)('advance ignores $event.kind in $from', ({ event, from }) => {
  expect(advance(IN_PHASE[from], event)).toBe(IN_PHASE[from]);
});

describe('an event of another attempt', () => {
  const second = after(...look(), start(), cancel, retry, ...look(2), start(2));

  test.each([inspected(), progress(400), finished(), failed()])('is ignored: $kind', (event) => {
    expect(advance(second, event)).toBe(second);
  });

  test('is illegal', () => {
    expect(() => transition(second, finished(1))).toThrow(
      expect.objectContaining({ code: 'job.illegal' }),
    );
  });
});

describe('a first read', () => {
  test('is done with its digests, its times and one attempt', () => {
    expect(IN_PHASE.done).toEqual({
      phase: 'done',
      size: SIZE,
      attempt: 1,
      reason: 'first',
      isInspected: true,
      algorithms: ['sha1'],
      bytesRead: SIZE,
      startedAt: 20,
      finishedAt: 30,
      sittings: 1,
      digests: { sha1 },
      fault: undefined,
      attempts: [
        {
          reason: 'first',
          outcome: 'done',
          algorithms: ['sha1'],
          startedAt: 20,
          finishedAt: 30,
          bytesRead: SIZE,
          sittings: 1,
          digests: { sha1 },
          fault: undefined,
        },
      ],
    });
  });

  test.each([
    ['too few', SIZE - 1, SIZE - 1],
    ['too many', SIZE + 1, SIZE],
  ])('that read %s bytes has failed, without digests', (_name, bytesRead, shown) => {
    const state = after(...look(), start(), finished(1, { sha1 }, bytesRead));
    expect(state).toMatchObject({
      phase: 'failed',
      bytesRead: shown,
      digests: undefined,
      fault: { code: 'read.short' },
      attempts: [{ outcome: 'failed', digests: undefined }],
    });
  });

  test('that failed keeps its fault and its bytes in the attempt after a retry', () => {
    expect(after(...look(), start(), progress(400), failed(), retry)).toMatchObject({
      phase: 'queued',
      attempt: 2,
      reason: 'retry',
      bytesRead: 0,
      startedAt: undefined,
      fault: undefined,
      attempts: [{ outcome: 'failed', bytesRead: 400, fault }],
    });
  });

  test('that could not begin has failed in no time', () => {
    expect(after(failed())).toMatchObject({ startedAt: 30, finishedAt: 30, bytesRead: 0 });
  });

  test('that was cancelled before it began leaves no attempt', () => {
    expect(after(cancel).attempts).toEqual([]);
  });

  test('that was cancelled leaves an attempt without digests and without fault', () => {
    expect(IN_PHASE.cancelled.attempts).toMatchObject([
      { outcome: 'cancelled', bytesRead: 400, digests: undefined, fault: undefined },
    ]);
  });

  test('whose failure is a cancellation is cancelled', () => {
    const event: JobEvent = {
      kind: 'failed',
      attempt: 1,
      at: 30,
      fault: { code: 'cancelled', message: '' },
    };
    expect(after(...look(), start(), event)).toMatchObject({
      phase: 'cancelled',
      fault: undefined,
    });
  });

  test('without an inspection starts when it starts to read', () => {
    expect(after(...look(), start()).startedAt).toBe(20);
  });
});

describe('an inspection', () => {
  test('ends in the queue, and no read has begun', () => {
    expect(IN_PHASE.ready).toEqual({ ...IN_PHASE.queued, isInspected: true });
  });

  test('is not made again before a second read for more digests', () => {
    expect(after(...look(), start(), finished(), reread).isInspected).toBe(true);
  });

  test.each([
    ['failed', failed()],
    ['was cancelled', cancel],
  ])('is made again when what %s is tried again', (_name, end) => {
    const again = after(...look(), start(), end, retry);
    expect(transition(again, inspect(2)).phase).toBe('inspecting');
  });
});

describe('progress', () => {
  test.each([
    ['goes on', 401, 401],
    ['does not go back', 399, 400],
    ['does not pass the size', 1_001, 1_000],
    ['is not moved by what is no number', NaN, 400],
  ])('%s', (_name, bytesRead, expected) => {
    expect(transition(IN_PHASE.reading, progress(bytesRead)).bytesRead).toBe(expected);
  });
});

describe('a second read for more digests', () => {
  const both: readonly AlgorithmId[] = ['sha1', 'md5'];
  const reading = [...look(), start(), finished(), reread, start(2, both), progress(300, 2)];

  test('says why, and keeps the first digests while it goes on', () => {
    expect(after(...reading)).toMatchObject({
      phase: 'reading',
      attempt: 2,
      reason: 'more-digests',
      algorithms: both,
      bytesRead: 300,
      digests: { sha1 },
    });
  });

  test('replaces the whole set when it is done', () => {
    expect(after(...reading, finished(2, { sha1, md5 }))).toMatchObject({
      phase: 'done',
      digests: { sha1, md5 },
      attempts: [{ digests: { sha1 } }, { digests: { sha1, md5 }, reason: 'more-digests' }],
    });
  });

  test('does not keep an old digest that the new set lacks', () => {
    expect(after(...reading, finished(2, { md5 })).digests).toEqual({ md5 });
  });

  test('that was cancelled gives the first result back, and is remembered', () => {
    const first = IN_PHASE.done;
    const state = after(...reading, cancel);
    expect(state).toEqual({
      ...first,
      attempt: 2,
      attempts: [
        ...first.attempts,
        {
          reason: 'more-digests',
          outcome: 'cancelled',
          algorithms: both,
          startedAt: 20,
          finishedAt: 30,
          bytesRead: 300,
          sittings: 1,
          digests: undefined,
          fault: undefined,
        },
      ],
    });
  });

  test('that was cancelled in the queue gives the first result back', () => {
    const state = after(...look(), start(), finished(), reread, cancel);
    expect(state).toEqual({ ...IN_PHASE.done, attempt: 2 });
  });

  test('may be asked for again after it was cancelled', () => {
    expect(after(...reading, cancel, reread)).toMatchObject({ phase: 'queued', attempt: 3 });
  });

  test('that gives another digest for the same algorithm means the file changed', () => {
    const other = 'c'.repeat(40);
    expect(after(...reading, finished(2, { sha1: other, md5 }))).toMatchObject({
      phase: 'failed',
      digests: undefined,
      fault: { code: 'read.changed' },
    });
  });

  test('that failed leaves no digests to judge by', () => {
    expect(after(...reading, failed(2))).toMatchObject({
      phase: 'failed',
      digests: undefined,
      fault,
      attempts: [
        { outcome: 'done', digests: { sha1 } },
        { outcome: 'failed', bytesRead: 300 },
      ],
    });
  });

  test('that was cancelled after a failure and a retry is cancelled: nothing is in force', () => {
    const state = after(...reading, failed(2), retry, ...look(3), start(3), cancel);
    expect(state).toMatchObject({ phase: 'cancelled', digests: undefined });
  });
});

test('a transition leaves the state before it as it was', () => {
  const before = structuredClone(IN_PHASE.reading);
  transition(IN_PHASE.reading, finished());
  expect(IN_PHASE.reading).toEqual(before);
});

test('an image of no bytes is done after reading none', () => {
  const events: readonly JobEvent[] = [...look(), start(), finished(1, { sha1 }, 0)];
  expect(events.reduce(transition, createJob(0)).phase).toBe('done');
});

describe('sittings', () => {
  test('are counted by each time that reading is taken up', () => {
    const paused = [...look(), start(), pause, resume, pause, resume];
    expect(after(...paused)).toMatchObject({ phase: 'reading', sittings: 3 });
    expect(after(...paused, finished())).toMatchObject({ attempts: [{ sittings: 3 }] });
  });

  test('of an interrupted reading are counted on', () => {
    const reading = { algorithms: ['sha1'], bytesRead: 300, startedAt: 5, sittings: 2 } as const;
    const job = createInterruptedJob(SIZE, reading);
    expect(job).toMatchObject({ phase: 'paused', bytesRead: 300, attempt: 1 });
    expect(transition(job, resume)).toMatchObject({ phase: 'reading', sittings: 3 });
  });
});
