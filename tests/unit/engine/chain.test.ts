import { beforeEach, describe, expect, test } from 'vitest';
import type { AlgorithmId } from '../../../src/core/digest/algorithm.ts';
import { createEngine, type Engine } from '../../../src/engine/client/engine.ts';
import type { HashPlan } from '../../../src/engine/shared/protocol.ts';
import { FakeWorkers } from '../../support/fake-worker.ts';
import { ManualTimers } from '../../support/manual-timers.ts';

const file = new File([new Uint8Array(1000)], 'x.iso');
const SHA1_OF_ZEROS = '0'.repeat(40);

let workers: FakeWorkers;
let timers: ManualTimers;
let engine: Engine;

beforeEach(() => {
  workers = new FakeWorkers();
  timers = new ManualTimers();
  engine = createEngine(workers.spawn, { timers, cores: 1 });
});

const planOf = (...algorithms: readonly AlgorithmId[]): HashPlan => ({
  algorithms,
  prefixes: [],
  from: undefined,
});
const silent = { onProgress: () => undefined };
const failure = (code: string) => ({ ok: false, fault: { code } });

/** What a worker says at the end of its task. */
const hashed = (id: number, digests: object) => ({
  ...{ kind: 'hashed', id, digests, prefixes: [], states: new Map() },
  ...{ bytesRead: 1000, way: 'slices' },
});

describe('a chain of workers', () => {
  const large = new File([new Uint8Array(16 * 1024 * 1024)], 'large.iso');
  const both = { sha1: SHA1_OF_ZEROS, sha256: '0'.repeat(64) };
  const begin = () => {
    engine = createEngine(workers.spawn, { timers, cores: 2 });
    const run = engine.hash(large, planOf('sha256', 'sha1'), silent);
    for (const worker of workers.all) worker.getReady();
    return run;
  };

  test('reads in one worker and hashes in as many as there are cores', () => {
    begin();
    expect(workers.all.map(({ received }) => received)).toMatchObject([
      [{ kind: 'hash', file: large, plan: { algorithms: [] } }],
      [{ kind: 'stage', plan: { algorithms: ['sha256'] } }],
      [{ kind: 'stage', plan: { algorithms: ['sha1'] } }],
    ]);
  });

  test('ends when every worker has, and then serves the next file', async () => {
    const run = begin();
    workers.at(0).say(hashed(1, both));
    const next = engine.hash(large, planOf('sha256', 'sha1'), silent);
    expect(workers.at(0).kinds).toEqual(['hash']);
    workers.at(1).say({ kind: 'staged', id: 1 });
    workers.at(2).say({ kind: 'staged', id: 1 });
    expect(await run.outcome).toMatchObject({ ok: true, reading: { stages: 2 } });
    expect(workers.all.map(({ kinds }) => kinds.length)).toEqual([2, 2, 2]);
    next.cancel();
  });

  test.each([0, 1, 2])('that loses worker %i ends all of them and says why', async (lost) => {
    const run = begin();
    workers.at(lost).die();
    expect(await run.outcome).toMatchObject(failure('worker.died'));
    expect(workers.alive).toBe(0);
  });

  test('of which a kernel fails its self-test gives no digests', async () => {
    const run = begin();
    const fault = { code: 'kernel.self-test', message: 'kernels expected to pass, failed: sha1' };
    workers.at(2).say({ kind: 'failed', id: 1, fault, bytesRead: 0 });
    expect(await run.outcome).toMatchObject(failure('kernel.self-test'));
    expect(workers.alive).toBe(0);
  });

  test('whose file cannot be read lets its stages go', async () => {
    const run = begin();
    const fault = { code: 'read.failed', message: 'NotFoundError' };
    workers.at(0).say({ kind: 'failed', id: 1, fault, bytesRead: 0 });
    workers.at(1).say({ kind: 'staged', id: 1 });
    workers.at(2).say({ kind: 'staged', id: 1 });
    expect(await run.outcome).toMatchObject(failure('read.failed'));
    expect(workers.alive).toBe(3);
  });

  test('that does not stop in time is ended', async () => {
    const run = begin();
    run.cancel();
    timers.advance(2_000);
    expect(await run.outcome).toMatchObject(failure('cancelled'));
    expect(workers.alive).toBe(0);
  });

  test('is not made for a small file', () => {
    engine = createEngine(workers.spawn, { timers, cores: 2 });
    engine.hash(file, planOf('sha256', 'sha1'), silent);
    expect(workers.all.map(({ received }) => received)).toMatchObject([
      [{ kind: 'hash', plan: planOf('sha256', 'sha1') }],
    ]);
  });
});
