import { beforeEach, describe, expect, test } from 'vitest';
import type { AlgorithmId } from '../../../src/core/digest/algorithm.ts';
import type { Checkpoint } from '../../../src/core/digest/checkpoint.ts';
import type { HashPlan } from '../../../src/engine/shared/protocol.ts';
import { createEngine, type Engine } from '../../../src/engine/client/engine.ts';
import { FakeWorkers } from '../../support/fake-worker.ts';
import { ManualTimers } from '../../support/manual-timers.ts';

const file = new File([new Uint8Array(1000)], 'x.iso');
const SHA1_OF_ZEROS = '0'.repeat(40);
const digests = { sha1: SHA1_OF_ZEROS };
const checkpoint: Checkpoint = {
  bytes: 400,
  states: new Map([['sha1', Uint8Array.of(1)]]),
  prefixes: [],
};

let workers: FakeWorkers;
let timers: ManualTimers;
let engine: Engine;

beforeEach(() => {
  workers = new FakeWorkers();
  timers = new ManualTimers();
  engine = createEngine(workers.spawn, { timers, cores: 1, maxWorkers: 2 });
});

const planOf = (...algorithms: readonly AlgorithmId[]): HashPlan => ({
  algorithms,
  prefixes: [],
  from: undefined,
});
const SHA1 = planOf('sha1');
const silent = { onProgress: () => undefined };

const hash = (onProgress: (bytesRead: number) => void = () => undefined) =>
  engine.hash(file, SHA1, { onProgress });

/** What a worker says at the end of its task. */
const hashed = (id = 1, answer: object = digests) => ({
  ...{ kind: 'hashed', id, digests: answer, prefixes: [], states: new Map() },
  ...{ bytesRead: 1000, way: 'slices' },
});

/** A hash on a worker that has started. */
function hashOnReady(onProgress?: (bytesRead: number) => void) {
  const run = hash(onProgress);
  const worker = workers.at(workers.all.length - 1);
  worker.getReady();
  return { run, worker };
}

const failure = (code: string) => ({ ok: false, fault: { code } });

describe('a hash', () => {
  test('sends the file and the algorithms, and gives what the worker answers', async () => {
    const { run, worker } = hashOnReady();
    expect(worker.received).toEqual([{ kind: 'hash', id: 1, file, plan: SHA1, place: undefined }]);
    worker.say(hashed());
    expect(await run.outcome).toEqual({
      ...{ ok: true, digests, prefixes: [], states: new Map(), bytesRead: 1000 },
      reading: { way: 'slices', stages: 1 },
    });
  });

  test('reports progress until its outcome, and not after', async () => {
    const seen: number[] = [];
    const { run, worker } = hashOnReady((bytesRead) => seen.push(bytesRead));
    worker.say({ kind: 'progress', id: 1, bytesRead: 0 });
    worker.say({ kind: 'progress', id: 1, bytesRead: 600 });
    worker.say(hashed());
    worker.say({ kind: 'progress', id: 1, bytesRead: 1000 });
    await run.outcome;
    expect(seen).toEqual([0, 600]);
  });

  test('gives the fault that the worker tells, with the bytes read', async () => {
    const { run, worker } = hashOnReady();
    const fault = { code: 'read.changed', message: 'file expected the same date' };
    worker.say({ kind: 'progress', id: 1, bytesRead: 512 });
    worker.say({ kind: 'failed', id: 1, fault, bytesRead: 512 });
    expect(await run.outcome).toEqual({ ok: false, fault, bytesRead: 512 });
  });

  test('that lacks a digest it was asked for is no success', async () => {
    const run = engine.hash(file, planOf('sha1', 'sha256'), silent);
    workers.at(0).getReady();
    workers.at(0).say(hashed());
    expect(await run.outcome).toMatchObject(failure('worker.protocol'));
  });

  test('that is paused gives its worker back, and goes on from its checkpoint', async () => {
    const kept: Checkpoint[] = [];
    const onCheckpoint = (checkpoint: Checkpoint) => kept.push(checkpoint);
    const run = engine.hash(file, SHA1, { ...silent, onCheckpoint });
    const worker = workers.at(0);
    worker.getReady();
    run.pause();
    worker.say({ kind: 'parked', id: 1, checkpoint });
    expect(kept).toEqual([checkpoint]);
    hash();
    expect(worker.kinds).toEqual(['hash', 'park', 'hash']);
    run.resume();
    expect(workers.at(1).received).toMatchObject([{ kind: 'hash', plan: { from: checkpoint } }]);
    workers.at(1).getReady();
    workers.at(1).say(hashed());
    expect(await run.outcome).toMatchObject({ ok: true });
  });

  test('that is resumed before it stands still goes on when it does', () => {
    const { run, worker } = hashOnReady();
    run.pause();
    run.resume();
    expect(worker.kinds).toEqual(['hash', 'park']);
    worker.say({ kind: 'parked', id: 1, checkpoint });
    expect(worker.received[2]).toMatchObject({ kind: 'hash', plan: { from: checkpoint } });
  });

  test('that is cancelled while it stands still ends at once', async () => {
    const { run, worker } = hashOnReady();
    run.pause();
    worker.say({ kind: 'parked', id: 1, checkpoint });
    run.cancel();
    expect(await run.outcome).toMatchObject(failure('cancelled'));
  });

  test('that ends although it was to pause is finished', async () => {
    const { run, worker } = hashOnReady();
    run.pause();
    worker.say(hashed());
    expect(await run.outcome).toMatchObject({ ok: true });
  });

  test('begins where an earlier one was parked', () => {
    engine.hash(file, { ...SHA1, from: checkpoint }, silent);
    expect(workers.at(0).received).toMatchObject([{ plan: { from: checkpoint } }]);
  });

  test('steered after its end sends nothing', async () => {
    const { run, worker } = hashOnReady();
    worker.say(hashed());
    await run.outcome;
    run.pause();
    run.resume();
    run.cancel();
    expect(worker.kinds).toEqual(['hash']);
  });
});

describe('a cancelled hash', () => {
  test('ends when the worker says so, and the worker is used again', async () => {
    const { run, worker } = hashOnReady();
    run.cancel();
    const fault = { code: 'cancelled', message: 'read cancelled at 400 bytes' };
    worker.say({ kind: 'progress', id: 1, bytesRead: 400 });
    worker.say({ kind: 'failed', id: 1, fault, bytesRead: 400 });
    expect(await run.outcome).toMatchObject({ ...failure('cancelled'), bytesRead: 400 });
    hash();
    expect([workers.all.length, worker.kinds]).toEqual([1, ['hash', 'cancel', 'hash']]);
  });

  test('leaves a worker alone that stopped in time', async () => {
    const { run, worker } = hashOnReady();
    run.cancel();
    worker.say({ kind: 'failed', id: 1, fault: { code: 'cancelled', message: '' }, bytesRead: 0 });
    await run.outcome;
    hash();
    timers.advance(2_000);
    expect(worker.isTerminated).toBe(false);
  });

  test('ends with its worker if that does not answer in time', async () => {
    const { run, worker } = hashOnReady();
    worker.say({ kind: 'progress', id: 1, bytesRead: 300 });
    run.cancel();
    timers.advance(1_999);
    expect(worker.isTerminated).toBe(false);
    timers.advance(1);
    expect(worker.isTerminated).toBe(true);
    expect(await run.outcome).toMatchObject({ ...failure('cancelled'), bytesRead: 300 });
  });

  test('does not pass a worker that did not stop to the next one in line', async () => {
    engine = createEngine(workers.spawn, { timers, cores: 1, maxWorkers: 1 });
    const { run } = hashOnReady();
    hash();
    run.cancel();
    timers.advance(2_000);
    await run.outcome;
    expect(workers.all.map((worker) => worker.kinds)).toEqual([['hash', 'cancel'], ['hash']]);
  });

  test('that ended just before is finished, not cancelled', async () => {
    const { run, worker } = hashOnReady();
    run.cancel();
    worker.say(hashed());
    expect(await run.outcome).toMatchObject({ ok: true });
  });

  test('asks the worker once, however often it is cancelled', () => {
    const { run, worker } = hashOnReady();
    run.cancel();
    run.cancel();
    expect(worker.kinds).toEqual(['hash', 'cancel']);
  });

  test('whose worker dies meanwhile is cancelled all the same', async () => {
    const { run, worker } = hashOnReady();
    run.cancel();
    worker.die();
    expect(await run.outcome).toMatchObject(failure('cancelled'));
  });

  test('that waited for a worker never reaches one', async () => {
    engine = createEngine(workers.spawn, { timers, cores: 1, maxWorkers: 1 });
    const { worker } = hashOnReady();
    const waiting = hash();
    waiting.cancel();
    expect(await waiting.outcome).toMatchObject({ ...failure('cancelled'), bytesRead: 0 });
    worker.say(hashed());
    expect(worker.kinds).toEqual(['hash']);
  });
});

describe('a worker that', () => {
  test('cannot be made is told as such', async () => {
    const spawn = () => {
      throw new DOMException('refused', 'SecurityError');
    };
    engine = createEngine(spawn, { timers, cores: 1, maxWorkers: 1 });
    expect(await hash().outcome).toMatchObject(failure('worker.start'));
  });

  test('never starts is given up after the start-up time', async () => {
    const run = hash();
    timers.advance(30_000);
    expect(await run.outcome).toMatchObject(failure('worker.start'));
    expect(workers.at(0).isTerminated).toBe(true);
  });

  test('starts in the last moment is kept', () => {
    hash();
    timers.advance(29_999);
    workers.at(0).getReady();
    timers.advance(10_000);
    expect(workers.at(0).isTerminated).toBe(false);
  });

  test('fails before it started could not be started', async () => {
    const run = hash();
    workers.at(0).die('script error');
    expect(await run.outcome).toMatchObject(failure('worker.start'));
  });

  test('dies in the middle is told, with the bytes read so far', async () => {
    const { run, worker } = hashOnReady();
    worker.say({ kind: 'progress', id: 1, bytesRead: 700 });
    worker.die();
    expect(await run.outcome).toMatchObject({ ...failure('worker.died'), bytesRead: 700 });
  });

  test('died is replaced for the next job', async () => {
    const { run, worker } = hashOnReady();
    worker.die();
    await run.outcome;
    const next = hashOnReady();
    next.worker.say(hashed());
    expect(await next.run.outcome).toMatchObject({ ok: true });
  });

  test('falls silent is asked twice and then given up', async () => {
    const { run, worker } = hashOnReady();
    timers.advance(20_000 + 10_000);
    expect(worker.kinds).toEqual(['hash', 'ping', 'ping']);
    timers.advance(10_000);
    expect(await run.outcome).toMatchObject(failure('worker.died'));
    expect(worker.isTerminated).toBe(true);
  });

  test('answers when asked may be slow for as long as it likes', () => {
    const { worker } = hashOnReady();
    worker.onCommand = ({ kind, id }) => kind === 'ping' && worker.say({ kind: 'pong', id });
    timers.advance(3_600_000);
    expect(worker.isTerminated).toBe(false);
  });

  test('has nothing to do is not asked for signs of life', async () => {
    const { run, worker } = hashOnReady();
    worker.say(hashed());
    await run.outcome;
    timers.advance(25_000);
    expect(worker.kinds).toEqual(['hash']);
  });

  test.each<[string, unknown]>([
    ['speaks of a task that never was', { kind: 'progress', id: 2, bytesRead: 5 }],
    ['speaks of task 0', { kind: 'progress', id: 0, bytesRead: 5 }],
    ['answers another question', { kind: 'self-tested', id: 1, failed: [] }],
    ['says what is no event', { kind: 'celebrate', id: 1 }],
    ['says nothing sensible', null],
    ['gives a digest of the wrong length', hashed(1, { sha1: 'ab' })],
    ['is of another version', { kind: 'ready', protocolVersion: 2 }],
    ['refuses a message', { kind: 'refused', fault: { code: 'worker.protocol', message: '' } }],
  ])('%s is ended', async (_fault, message) => {
    const { run, worker } = hashOnReady();
    worker.say(message);
    expect(await run.outcome).toMatchObject(failure('worker.protocol'));
    expect(worker.isTerminated).toBe(true);
  });

  test('says something undecodable is ended', async () => {
    const { run, worker } = hashOnReady();
    worker.garble();
    expect(await run.outcome).toMatchObject(failure('worker.protocol'));
  });

  test('answers twice is believed once', async () => {
    const { run, worker } = hashOnReady();
    worker.say(hashed());
    const fault = { code: 'read.failed', message: '' };
    worker.say({ kind: 'failed', id: 1, fault, bytesRead: 0 });
    expect(await run.outcome).toMatchObject({ ok: true });
    expect(worker.isTerminated).toBe(false);
  });

  test('answers late after a cancellation does not disturb the next job', async () => {
    const { run, worker } = hashOnReady();
    run.cancel();
    const fault = { code: 'cancelled', message: '' };
    worker.say({ kind: 'failed', id: 1, fault, bytesRead: 0 });
    const next = hash();
    worker.say(hashed());
    worker.say(hashed(2, { sha1: 'f'.repeat(40) }));
    expect(await next.outcome).toMatchObject({ ok: true, digests: { sha1: 'f'.repeat(40) } });
  });

  test('cannot take the message is ended', async () => {
    workers.onSpawn = (worker) => {
      worker.postMessage = () => {
        throw new DOMException('no clone', 'DataCloneError');
      };
    };
    expect(await hash().outcome).toMatchObject(failure('worker.protocol'));
    expect(workers.alive).toBe(0);
  });
});

describe('the pool', () => {
  test('makes workers up to the limit; the next job waits for a free one', async () => {
    const first = hashOnReady();
    hashOnReady();
    const third = hash();
    expect(workers.all.length).toBe(2);
    first.worker.say(hashed());
    await first.run.outcome;
    expect(first.worker.received[1]).toMatchObject({ kind: 'hash', id: 2 });
    first.worker.say(hashed(2));
    expect(await third.outcome).toMatchObject({ ok: true });
  });

  test('serves those who wait in their order', () => {
    engine = createEngine(workers.spawn, { timers, cores: 1, maxWorkers: 1 });
    const { worker } = hashOnReady();
    engine.hash(file, planOf('md5'), silent);
    engine.hash(file, planOf('sha256'), silent);
    worker.say(hashed());
    expect(worker.received[1]).toMatchObject({ id: 2, plan: planOf('md5') });
  });

  test('gives the place of a dead worker to one who waits', () => {
    engine = createEngine(workers.spawn, { timers, cores: 1, maxWorkers: 1 });
    const { worker } = hashOnReady();
    hash();
    worker.die();
    expect(workers.at(1).kinds).toEqual(['hash']);
  });

  test('passes over a paused job that waited, until it is resumed', () => {
    engine = createEngine(workers.spawn, { timers, cores: 1, maxWorkers: 1 });
    const { worker } = hashOnReady();
    const waiting = hash();
    waiting.pause();
    worker.say(hashed());
    expect(worker.kinds).toEqual(['hash']);
    waiting.resume();
    expect(worker.kinds).toEqual(['hash', 'hash']);
  });

  test('ends an idle worker after half a minute and not before', () => {
    const { worker } = hashOnReady();
    worker.say(hashed());
    timers.advance(29_999);
    expect(worker.isTerminated).toBe(false);
    timers.advance(1);
    expect(worker.isTerminated).toBe(true);
  });

  test('keeps an idle worker that is used in time', () => {
    const { worker } = hashOnReady();
    worker.say(hashed());
    timers.advance(20_000);
    hash();
    worker.say({ kind: 'progress', id: 2, bytesRead: 0 });
    timers.advance(15_000);
    expect(worker.isTerminated).toBe(false);
  });

  test('leaves no timer behind when all workers have ended', () => {
    const { worker } = hashOnReady();
    hash();
    worker.die();
    workers.at(1).die('before it started');
    expect(timers.count).toBe(0);
  });
});
