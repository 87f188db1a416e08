import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advance, createJob, type JobEvent } from '../../src/engine/shared/job.ts';

const SIZE = 1000;
const PHASES = ['queued', 'inspecting', 'reading', 'paused', 'done', 'failed', 'cancelled'];

/** Mostly the first, so that histories get past the queue. */
const attempt = fc.oneof(
  { weight: 3, arbitrary: fc.constant(1) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 3 }) },
);
const at = fc.nat();
const bytesRead = fc.oneof(fc.constant(SIZE), fc.integer({ min: -5, max: SIZE + 5 }));
const digests = fc.record(
  { sha1: fc.constantFrom('a', 'b'), md5: fc.constantFrom('c', 'd') },
  { requiredKeys: [] },
);
const fault = fc.constantFrom(
  { code: 'read.failed', message: '' } as const,
  { code: 'cancelled', message: '' } as const,
);
const algorithms = fc.constantFrom<('sha1' | 'md5')[]>(['sha1'], ['sha1', 'md5']);
const kind = <const K extends string>(name: K) => fc.constant(name);

const event: fc.Arbitrary<JobEvent> = fc.oneof(
  fc.record({ kind: kind('inspect'), attempt, at }),
  fc.record({ kind: kind('inspected'), attempt }),
  fc.record({ kind: kind('start'), attempt, at, algorithms }),
  fc.record({ kind: kind('progress'), attempt, bytesRead }),
  fc.record({ kind: kind('pause') }),
  fc.record({ kind: kind('resume') }),
  fc.record({ kind: kind('cancel'), at }),
  fc.record({ kind: kind('finished'), attempt, at, digests, bytesRead }),
  fc.record({ kind: kind('failed'), attempt, at, fault }),
  fc.record({ kind: kind('retry') }),
  fc.record({ kind: kind('reread'), algorithms }),
);

/** The states that the job goes through. */
const histories = fc.array(event, { maxLength: 60 }).map((events) => {
  const states = [createJob(SIZE)];
  for (const next of events)
    states.push(advance(states[states.length - 1] ?? createJob(SIZE), next));
  return states;
});

// `advance` ignores what is illegal, so whatever arrives, the job is in one of its states.
test('any events leave the job in a legal state, with progress within the image', () => {
  fc.assert(
    fc.property(histories, (states) => {
      for (const state of states) {
        expect(PHASES).toContain(state.phase);
        expect(state.bytesRead >= 0 && state.bytesRead <= SIZE).toBe(true);
      }
    }),
  );
});

// A verdict rests on digests: they are there when the job is done and gone when it has failed.
test('a job is done with digests of every byte, and failed or cancelled without', () => {
  fc.assert(
    fc.property(histories, (states) => {
      for (const { phase, digests: found, bytesRead: read, fault: told } of states) {
        if (phase === 'done') expect([found === undefined, read]).toEqual([false, SIZE]);
        if (phase === 'failed' || phase === 'cancelled') expect(found).toBeUndefined();
        expect(told !== undefined).toBe(phase === 'failed');
      }
    }),
  );
});

// The report must show every attempt: the history only grows.
test('no attempt is ever forgotten or altered', () => {
  fc.assert(
    fc.property(histories, (states) => {
      const last = states[states.length - 1]?.attempts ?? [];
      for (const { attempts } of states) expect(last.slice(0, attempts.length)).toEqual(attempts);
    }),
  );
});

// Within one attempt the bar moves forward only.
test('progress does not go back within an attempt', () => {
  fc.assert(
    fc.property(histories, (states) => {
      const steps = states.slice(1).map((state, i) => [states[i], state] as const);
      const reading = steps.filter(
        ([before, now]) => before?.attempt === now.attempt && now.phase === 'reading',
      );
      const back = reading.filter(([before, now]) => now.bytesRead < (before?.bytesRead ?? 0));
      expect(back).toEqual([]);
    }),
  );
});

// Facts are shown and a plan is made from what the inspection found: no read may come before it.
test('nothing is read that was not inspected, and nothing is inspected twice in one attempt', () => {
  fc.assert(
    fc.property(histories, (states) => {
      const inspectedBefore = new Set<number>();
      for (const { phase, isInspected, attempt: number } of states) {
        if (phase === 'reading' || phase === 'paused') expect(isInspected).toBe(true);
        if (phase === 'inspecting') expect(inspectedBefore.has(number)).toBe(false);
        if (isInspected) inspectedBefore.add(number);
      }
    }),
  );
});

// The report says when a read began: an image that waits has none.
test('a job that waits has no time of beginning', () => {
  fc.assert(
    fc.property(histories, (states) => {
      const waiting = states.filter(({ phase }) => phase === 'queued');
      expect(waiting.filter(({ startedAt }) => startedAt !== undefined)).toEqual([]);
    }),
  );
});
