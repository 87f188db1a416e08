/** A machine that sleeps, or a page that is frozen, for an hour: simulated by a clock that jumps. */
import { beforeEach, describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../../src/engine/client/engine.ts';
import { beginPace, nextPace, type Pace } from '../../../src/engine/shared/progress.ts';
import { FakeWorkers } from '../../support/fake-worker.ts';
import { ManualTimers } from '../../support/manual-timers.ts';
import { QueueBench } from '../../support/queue-bench.ts';

const HOUR_MS = 3_600_000;
const MB = 1e6;

describe('after an hour of sleep (simulated)', () => {
  const file = new File([new Uint8Array(1000)], 'x.iso');
  const plan = { algorithms: ['sha1'], prefixes: [], from: undefined } as const;
  const checkpoint = { bytes: 500, states: new Map(), prefixes: [] };
  const digests = { sha1: '0'.repeat(40) };
  const hashed = {
    ...{ kind: 'hashed', id: 1, digests, prefixes: [], states: new Map() },
    bytesRead: 1000,
  };
  let workers: FakeWorkers;
  let timers: ManualTimers;
  let engine: Engine;
  beforeEach(() => {
    workers = new FakeWorkers();
    timers = new ManualTimers();
    engine = createEngine(workers.spawn, { timers, cores: 1 });
  });
  const begin = () => engine.hash(file, plan, { onProgress: () => undefined });

  test('a worker that reads is asked for a sign of life, and finishes', async () => {
    const run = begin();
    workers.at(0).getReady();
    timers.sleep(HOUR_MS);
    expect(workers.at(0).kinds).toEqual(['hash', 'ping']);
    timers.advance(9_999);
    workers.at(0).say({ ...hashed, way: 'slices' });
    expect(await run.outcome).toMatchObject({ ok: true });
  });

  test('a worker is not given up within ten seconds of waking, though it slept twice', () => {
    void begin();
    workers.at(0).getReady();
    timers.sleep(HOUR_MS);
    timers.sleep(HOUR_MS);
    timers.advance(9_999);
    expect(workers.at(0).isTerminated).toBe(false);
  });

  test('a worker that sleeps for as long is given up only if it stays silent', async () => {
    const run = begin();
    workers.at(0).getReady();
    timers.sleep(HOUR_MS);
    timers.advance(20_000);
    expect(await run.outcome).toMatchObject({ ok: false, fault: { code: 'worker.died' } });
  });

  test('a pause that was asked for just before takes hold, and loses nothing', async () => {
    const run = begin();
    workers.at(0).getReady();
    run.pause();
    timers.sleep(HOUR_MS);
    workers.at(0).say({ kind: 'parked', id: 1, checkpoint });
    run.resume();
    expect(workers.alive).toBe(1);
    expect(workers.at(0).received).toMatchObject([
      { kind: 'hash' },
      { kind: 'park' },
      { kind: 'ping' },
      { kind: 'hash', plan: { from: { bytes: 500 } } },
    ]);
    workers.at(0).say({ ...hashed, id: 2, way: 'slices' });
    expect(await run.outcome).toMatchObject({ ok: true });
  });

  test('a worker that was about to start is still waited for', () => {
    void begin();
    timers.sleep(HOUR_MS);
    workers.at(0).getReady();
    expect(workers.alive).toBe(1);
  });
});

describe('the numbers on the page', () => {
  const SIZE = 3000 * MB;
  /** Samples each second at 100 MB/s, then one after the sleep, then on at the same speed. */
  const readAcross = (
    sleepMs: number,
    bytesMeanwhile: number,
    seconds: number,
  ): readonly Pace[] => {
    const paces: Pace[] = [];
    let [timeMs, bytesRead] = [0, 0];
    let pace = beginPace({ timeMs, bytesRead });
    const sample = (ms: number, bytes: number): void => {
      timeMs += ms;
      bytesRead += bytes;
      paces.push((pace = nextPace(pace, { timeMs, bytesRead }, SIZE)));
    };
    for (let i = 0; i < 5; i++) sample(1_000, 100 * MB);
    sample(sleepMs, bytesMeanwhile);
    for (let i = 0; i < seconds; i++) sample(1_000, 100 * MB);
    return paces;
  };

  test.each([
    ['the clock went on and nothing was read', HOUR_MS, 0],
    ['the clock went on and much was read', HOUR_MS, 1000 * MB],
    ['the clock stood still too', 0, 0],
    ['the clock went back', -HOUR_MS, 0],
  ])('stay sane when %s (simulated)', (_, sleepMs, bytesMeanwhile) => {
    const after = readAcross(sleepMs, bytesMeanwhile, 5).slice(5);
    for (const { secondsLeft, rateBytesPerSecond } of after) {
      expect(secondsLeft ?? 0).toBeGreaterThanOrEqual(0);
      expect(secondsLeft ?? 0).toBeLessThan(60);
      expect(rateBytesPerSecond ?? 0).toBeGreaterThanOrEqual(0);
      expect(rateBytesPerSecond ?? 0).toBeLessThanOrEqual(100 * MB + 1);
    }
  });

  test('are right again within seconds of waking (simulated)', () => {
    const last = readAcross(HOUR_MS, 0, 5).at(-1);
    expect(last?.rateBytesPerSecond).toBeCloseTo(100 * MB, 0);
    expect(last?.secondsLeft).toBeCloseTo(20, 5);
  });

  test('are sampled once on waking, however many seconds were slept (simulated)', async () => {
    const bench = new QueueBench();
    await bench.add('a.iso');
    bench.timers.sleep(HOUR_MS);
    expect(bench.list.samples).toEqual([['a.iso', 0]]);
  });
});
