import { expect, test } from 'vitest';
import { createHasher } from '../../../src/core/digest/kernels.ts';
import { createEngine } from '../../../src/engine/client/engine.ts';
import { WorkerServer } from '../../../src/engine/worker/serve.ts';
import { openReader } from '../../../src/platform/bytes/open-reader.ts';
import { countingBytes } from '../../support/counting-bytes.ts';
import { FakeWorkers } from '../../support/fake-worker.ts';
import { isoImage } from '../../support/iso-builder.ts';
import { ManualTimers } from '../../support/manual-timers.ts';
import { nodeDigest } from '../../support/node-digest.ts';

/** The engine, and the worker's own code behind messages that are cloned both ways. */
function createLoopBack() {
  const workers = new FakeWorkers();
  workers.onSpawn = (worker) => {
    const server = new WorkerServer({
      post: (event) => worker.say(event),
      now: () => performance.now(),
      // Node hands over many messages of a port in a row; a browser goes round its event loop.
      yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
      openReader,
      createHasher,
    });
    worker.onCommand = (command) => setImmediate(() => void server.receive(command));
    setImmediate(() => server.announce());
  };
  return createEngine(workers.spawn, { timers: new ManualTimers(), maxWorkers: 2 });
}

const bytes = countingBytes(9_000_001);
const file = new File([bytes], 'x.iso');

test('three files at once on two workers give the digests that Node gives', async () => {
  const engine = createLoopBack();
  const algorithms = ['sha256', 'sha1', 'md5', 'crc32'] as const;
  const runs = [1, 2, 3].map(() => engine.hash(file, algorithms, () => undefined));
  const outcomes = await Promise.all(runs.map((run) => run.outcome));
  const expected = {
    ok: true,
    bytesRead: 9_000_001,
    digests: Object.fromEntries(algorithms.map((id) => [id, nodeDigest(id, bytes)])),
  };
  expect(outcomes).toEqual([expected, expected, expected]);
});

test('a hash that was paused and resumed on the way gives the same digest', async () => {
  const run = createLoopBack().hash(file, ['sha256'], (bytesRead) => {
    if (bytesRead > 0) return;
    run.pause();
    setImmediate(() => run.resume());
  });
  expect(await run.outcome).toMatchObject({
    ok: true,
    digests: { sha256: nodeDigest('sha256', bytes) },
  });
});

test('a hash that is cancelled at its first sign of life ends without digests', async () => {
  const run = createLoopBack().hash(file, ['sha256'], () => run.cancel());
  expect(await run.outcome).toMatchObject({ ok: false, fault: { code: 'cancelled' } });
});

test('an image is inspected while another is hashed', async () => {
  const engine = createLoopBack();
  const run = engine.hash(file, ['sha1'], () => undefined);
  const opening = await engine.inspect(new File([isoImage().build()], 'y.iso'));
  expect(opening).toMatchObject({ kind: 'iso9660', label: 'TOUCHSTONE' });
  expect(await run.outcome).toMatchObject({ ok: true });
});

test('every kernel passes its self-test through the engine', async () => {
  expect(await createLoopBack().selfTest()).toEqual({ passed: true, failed: [] });
});
