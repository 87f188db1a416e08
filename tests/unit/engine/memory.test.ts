/** What happens where there is no memory for a buffer or a kernel: simulated by what engines throw. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createHasher } from '../../../src/core/digest/kernels.ts';
import type { HasherFactory } from '../../../src/core/digest/hasher.ts';
import { selfTest } from '../../../src/core/digest/self-test.ts';
import { Fault, isOutOfMemory } from '../../../src/core/fault.ts';
import { createEngine } from '../../../src/engine/client/engine.ts';
import type { WorkerEvent } from '../../../src/engine/shared/protocol.ts';
import { WorkerServer, type WorkerPorts } from '../../../src/engine/worker/serve.ts';
import { openByobReader } from '../../../src/platform/bytes/byob-reader.ts';
import { openReader } from '../../../src/platform/bytes/open-reader.ts';
import { borrowedBytes, lendFile } from '../../../src/platform/bytes/lent-file.ts';
import { FakeWorkers } from '../../support/fake-worker.ts';
import { ManualTimers } from '../../support/manual-timers.ts';
import { nodeDigest } from '../../support/node-digest.ts';

const content = new Uint8Array(5_000_000).fill(7);
const file = new File([content], 'x.iso');
const noBuffer = new RangeError('Array buffer allocation failed');
const noKernel = new RangeError(
  'WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance',
);
const algorithms = ['sha1'] as const;
const plan = { algorithms, prefixes: [], from: undefined };
const lacking = { code: 'worker.memory' };

describe('memory that cannot be had', () => {
  const thrownBy = (act: () => unknown): unknown => {
    try {
      return act();
    } catch (thrown) {
      return thrown;
    }
  };

  test('is known by what this engine really throws', () => {
    expect(isOutOfMemory(thrownBy(() => new ArrayBuffer(Number.MAX_SAFE_INTEGER)))).toBe(true);
  });

  test.each<[string, unknown]>([
    ['V8, of a kernel', noKernel],
    ['V8, of a memory', new RangeError('WebAssembly.Memory(): could not allocate memory')],
    ['JavaScriptCore', new RangeError('Out of memory')],
    ['SpiderMonkey', 'out of memory'],
    ['Gecko', Object.assign(new Error(''), { name: 'NS_ERROR_OUT_OF_MEMORY' })],
    ['a worker that dies of it', 'Uncaught RangeError: Array buffer allocation failed'],
  ])('is known by the words of %s', (_, thrown) => {
    expect(isOutOfMemory(thrown)).toBe(true);
    expect(Fault.of(thrown, 'worker.died')).toMatchObject(lacking);
  });

  test.each<[string, unknown]>([
    ['a length that no buffer has', thrownBy(() => new Uint8Array(-1))],
    ['a place outside a buffer', thrownBy(() => new DataView(new ArrayBuffer(1)).getInt8(1))],
    ['a disk that fails', new DOMException('could not be read', 'NotReadableError')],
    ['a full disk', new DOMException('no room', 'QuotaExceededError')],
    ['nothing', undefined],
  ])('is not %s', (_, thrown) => {
    expect(isOutOfMemory(thrown)).toBe(false);
    expect(Fault.of(thrown, 'worker.died')).toMatchObject({ code: 'worker.died' });
  });
});

describe('a worker without memory (simulated)', () => {
  let posted: WorkerEvent[];
  beforeEach(() => {
    posted = [];
  });
  const serve = (ports: Partial<WorkerPorts>): WorkerServer =>
    new WorkerServer({
      post: (event) => posted.push(event),
      now: () => 0,
      yieldToMessages: () => Promise.resolve(),
      openReader,
      findReadingWay: () => Promise.resolve('byte-stream'),
      createHasher,
      ...ports,
    });
  const last = () => posted[posted.length - 1];
  const hash = { kind: 'hash', id: 1, file, plan };

  test('for a kernel does not say that the kernel is wrong, and takes up the next job', async () => {
    let attempts = 0;
    const server = serve({
      createHasher: (id) => (++attempts === 1 ? Promise.reject(noKernel) : createHasher(id)),
    });
    await server.receive(hash);
    expect(last()).toMatchObject({ kind: 'failed', fault: lacking, bytesRead: 0 });
    await server.receive({ ...hash, id: 2 });
    expect(last()).toMatchObject({ digests: { sha1: nodeDigest('sha1', content) } });
  });

  test('for a kernel of the self-test says so', async () => {
    const probe = new File(['?'], 'probe');
    const server = serve({ createHasher: () => Promise.reject(noKernel) });
    await server.receive({ kind: 'self-test', id: 3, algorithms, file: probe });
    expect(last()).toMatchObject({ kind: 'failed', id: 3, fault: lacking });
  });

  test('for a buffer does not blame the disk', async () => {
    const server = serve({
      openReader: async (...wanted) => {
        const { reader, way } = await openReader(...wanted);
        let reads = 0;
        const read = () => (++reads === 2 ? Promise.reject(noBuffer) : reader.read());
        return { reader: { ...reader, read }, way };
      },
    });
    await server.receive(hash);
    expect(last()).toMatchObject({ kind: 'failed', fault: lacking, bytesRead: 2 * 2 ** 20 });
  });
});

test('a reader that gets no buffer rejects with what the engine threw (simulated)', async () => {
  vi.stubGlobal('ArrayBuffer', function refuse() {
    throw noBuffer;
  });
  const reading = openByobReader(file, 2).read();
  vi.unstubAllGlobals();
  await expect(reading).rejects.toBe(noBuffer);
});

test('a page that has no memory to read for a worker says so across the port (simulated)', async () => {
  const poor = new File([content], 'x.iso');
  poor.slice = () => {
    throw noBuffer;
  };
  const reading = borrowedBytes(lendFile(poor).lent).read(0, 10);
  await expect(reading.catch(isOutOfMemory)).resolves.toBe(true);
});

test('a self-test tells a kernel without memory from one that answers wrongly', async () => {
  const create: HasherFactory = () => Promise.reject(noKernel);
  await expect(selfTest(['sha1', 'md5'], create)).rejects.toMatchObject(lacking);
});

describe('the page', () => {
  const fault = { code: 'worker.memory', message: 'RangeError: Array buffer allocation failed' };
  const large = new File([new Uint8Array(16 * 2 ** 20)], 'large.iso');
  const chained = { ...plan, algorithms: ['sha256', 'sha1'] as const };
  const silent = { onProgress: () => undefined };
  let workers: FakeWorkers;
  const begin = () => {
    workers = new FakeWorkers();
    const engine = createEngine(workers.spawn, { timers: new ManualTimers(), cores: 2 });
    const run = engine.hash(large, chained, silent);
    for (const worker of workers.all) worker.getReady();
    return { engine, run };
  };

  test.each([0, 1, 2])(
    'ends all workers of a reading when worker %i lacks memory',
    async (poor) => {
      const { engine, run } = begin();
      workers.at(poor).say({ kind: 'failed', id: 1, fault, bytesRead: 5 });
      expect(await run.outcome).toMatchObject({ ok: false, fault: lacking });
      expect(workers.alive).toBe(0);

      void engine.hash(large, chained, silent);
      expect(workers.alive).toBe(3);
    },
  );

  test('knows a worker that died of it by its last words', async () => {
    const { run } = begin();
    workers.at(1).die('Uncaught RangeError: Array buffer allocation failed');
    expect(await run.outcome).toMatchObject({ ok: false, fault: lacking });
  });

  test('asks a second worker when the first was ended under a short task', async () => {
    const { engine } = begin();
    const parsing = engine.recognise(file);
    workers.onSpawn = (second) => {
      const reference = { name: 'x', format: 'gnu', claims: [], findings: [], isSigned: false };
      const answer = { kind: 'parsed', id: 1, recognised: { kind: 'reference', reference } };
      second.onCommand = () => {
        second.getReady();
        second.say(answer);
      };
    };
    workers.at(3).die('out of memory');
    await expect(parsing).resolves.toMatchObject({ reference: { name: 'x' } });
  });

  test('says of the self-test that memory is short', async () => {
    const { engine } = begin();
    const tested = engine.selfTest();
    workers.at(3).getReady();
    workers.at(3).say({ kind: 'failed', id: 1, fault, bytesRead: 0 });
    expect(await tested).toMatchObject({ passed: false, failed: [], fault: lacking });
  });
});
