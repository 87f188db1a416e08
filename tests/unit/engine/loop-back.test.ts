import { expect, test } from 'vitest';
import type { AlgorithmId } from '../../../src/core/digest/algorithm.ts';
import type { Checkpoint } from '../../../src/core/digest/checkpoint.ts';
import { createHasher } from '../../../src/core/digest/kernels.ts';
import { createEngine } from '../../../src/engine/client/engine.ts';
import { WorkerServer } from '../../../src/engine/worker/serve.ts';
import { findReadingWay, openReader } from '../../../src/platform/bytes/open-reader.ts';
import { countingBytes } from '../../support/counting-bytes.ts';
import { FakeWorkers } from '../../support/fake-worker.ts';
import { isoImage } from '../../support/iso-builder.ts';
import { ManualTimers } from '../../support/manual-timers.ts';
import { nodeDigest } from '../../support/node-digest.ts';

/** The engine, and the worker's own code behind messages that are cloned both ways. */
function createLoopBack(cores = 1) {
  const workers = new FakeWorkers();
  workers.onSpawn = (worker) => {
    const server = new WorkerServer({
      post: (event) => worker.say(event),
      now: () => performance.now(),
      // Node hands over many messages of a port in a row; a browser goes round its event loop.
      yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
      openReader,
      findReadingWay,
      createHasher,
    });
    worker.onCommand = (command) => setImmediate(() => void server.receive(command));
    setImmediate(() => server.announce());
  };
  return createEngine(workers.spawn, { timers: new ManualTimers(), cores });
}

/** Large enough for a chain of workers where there is more than one core. */
const bytes = countingBytes(20_000_001);
const file = new File([bytes], 'x.iso');

const plan = (algorithms: readonly AlgorithmId[]) => ({
  algorithms,
  prefixes: [],
  from: undefined,
});
const silent = { onProgress: () => undefined };

test.each([1, 2, 3, 16])(
  'three files on %i cores give the digests that Node gives',
  async (cores) => {
    const engine = createLoopBack(cores);
    const algorithms = ['sha256', 'sha1', 'md5', 'crc32'] as const;
    const runs = [1, 2, 3].map(() => engine.hash(file, plan(algorithms), silent));
    const outcomes = await Promise.all(runs.map((run) => run.outcome));
    const expected = {
      ok: true,
      bytesRead: 20_000_001,
      digests: Object.fromEntries(algorithms.map((id) => [id, nodeDigest(id, bytes)])),
    };
    expect(outcomes).toMatchObject([expected, expected, expected]);
  },
);

test.each([1, 2])('prefixes are hashed in the same reading on %i cores', async (cores) => {
  const run = createLoopBack(cores).hash(
    file,
    { ...plan(['sha256', 'sha1']), prefixes: [1, 16_000_000] },
    silent,
  );
  expect(await run.outcome).toMatchObject({
    prefixes: [1, 16_000_000].map((length) => ({
      bytes: length,
      digests: {
        sha256: nodeDigest('sha256', bytes.subarray(0, length)),
        sha1: nodeDigest('sha1', bytes.subarray(0, length)),
      },
    })),
  });
});

test.each([1, 2])(
  'a hash that was paused and resumed on %i cores gives the same digests',
  async (cores) => {
    const kept: number[] = [];
    let isPausedOnce = false;
    const run = createLoopBack(cores).hash(file, plan(['sha256', 'sha1']), {
      onProgress() {
        if (isPausedOnce) return;
        isPausedOnce = true;
        run.pause();
        setImmediate(() => run.resume());
      },
      onCheckpoint: ({ bytes: reached }) => kept.push(reached),
    });
    expect(await run.outcome).toMatchObject({
      ok: true,
      digests: { sha256: nodeDigest('sha256', bytes), sha1: nodeDigest('sha1', bytes) },
    });
    expect(kept.length).toBeGreaterThan(0);
  },
);

test.each([1, 2])('a hash goes on in another engine from its checkpoint', async (cores) => {
  const algorithms: readonly AlgorithmId[] = ['sha256', 'sha1'];
  const first = createLoopBack(cores);
  const from = await new Promise<Checkpoint>((resolve) => {
    const run = first.hash(file, plan(algorithms), {
      onProgress: (bytesRead) => bytesRead > 0 && run.pause(),
      onCheckpoint: resolve,
    });
    setImmediate(() => run.pause());
  });
  const run = createLoopBack(cores).hash(file, { algorithms, prefixes: [], from }, silent);
  expect(await run.outcome).toMatchObject({
    ok: true,
    bytesRead: 20_000_001,
    digests: { sha256: nodeDigest('sha256', bytes), sha1: nodeDigest('sha1', bytes) },
  });
});

test.each([1, 2])(
  'a hash that is cancelled at its first sign of life ends without digests',
  async (cores) => {
    const run = createLoopBack(cores).hash(file, plan(['sha256', 'sha1']), {
      onProgress: () => run.cancel(),
    });
    expect(await run.outcome).toMatchObject({ ok: false, fault: { code: 'cancelled' } });
  },
);

test('workers serve one file after another', async () => {
  const engine = createLoopBack(2);
  for (let round = 0; round < 5; round++) {
    const cancelled = engine.hash(file, plan(['sha256', 'sha1']), {
      onProgress: () => cancelled.cancel(),
    });
    await cancelled.outcome;
    const run = engine.hash(file, plan(['sha256', 'md5']), silent);
    expect(await run.outcome).toMatchObject({ digests: { md5: nodeDigest('md5', bytes) } });
  }
});

test('an image is inspected while another is hashed', async () => {
  const engine = createLoopBack();
  const run = engine.hash(file, plan(['sha1']), silent);
  const facts = await engine.inspect(new File([isoImage().build()], 'y.iso'));
  expect(facts).toMatchObject({ kind: 'iso9660', label: 'TOUCHSTONE' });
  expect(await run.outcome).toMatchObject({ ok: true });
});

test('every kernel passes its self-test through the engine, which learns how files are read', async () => {
  const engine = createLoopBack();
  expect(engine.way).toBeUndefined();
  expect(await engine.selfTest()).toEqual({ passed: true, failed: [] });
  expect(engine.way).toBe('byte-stream');
});
