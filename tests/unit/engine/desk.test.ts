/** The short tasks of the engine: inspecting, parsing, testing the kernels. */
import { beforeEach, describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../../src/engine/client/engine.ts';
import { imageFacts } from '../../support/image-facts.ts';
import { FakeWorkers, type FakeWorker } from '../../support/fake-worker.ts';
import { ManualTimers } from '../../support/manual-timers.ts';

const file = new File([new Uint8Array(1000)], 'x.iso');

let workers: FakeWorkers;
let timers: ManualTimers;
let engine: Engine;

beforeEach(() => {
  workers = new FakeWorkers();
  timers = new ManualTimers();
  engine = createEngine(workers.spawn, { timers, cores: 1, maxWorkers: 2 });
});

const hash = () =>
  engine.hash(
    file,
    { algorithms: ['sha1'], prefixes: [], from: undefined },
    { onProgress: () => undefined },
  );

/** A hash on a worker that has started. */
function hashOnReady() {
  const run = hash();
  const worker = workers.at(workers.all.length - 1);
  worker.getReady();
  return { run, worker };
}

describe('an inspection', () => {
  const facts = imageFacts({ label: 'X', expectedSize: 2048 });

  test('gives what the worker found', async () => {
    const inspecting = engine.inspect(file);
    workers.at(0).getReady();
    expect(workers.at(0).received).toEqual([{ kind: 'inspect', id: 1, file }]);
    workers.at(0).say({ kind: 'inspected', id: 1, facts });
    expect(await inspecting).toEqual(facts);
  });

  test('rejects with the fault that the worker told', async () => {
    const inspecting = engine.inspect(file);
    const fault = { code: 'read.failed', message: 'NotFoundError' };
    workers.at(0).getReady();
    workers.at(0).say({ kind: 'failed', id: 1, fault, bytesRead: 0 });
    await expect(inspecting).rejects.toMatchObject(fault);
  });

  test('does not wait for a hash, even in a pool of one', async () => {
    engine = createEngine(workers.spawn, { timers, cores: 1, maxWorkers: 1 });
    const { worker } = hashOnReady();
    const inspecting = engine.inspect(file);
    worker.say({ kind: 'inspected', id: 2, facts });
    expect(await inspecting).toEqual(facts);
  });

  test('leaves its worker free to hash', () => {
    void engine.inspect(file);
    hash();
    expect(workers.at(0).kinds).toEqual(['inspect', 'hash']);
  });

  test('is asked again if its worker is ended for the sake of a hash', async () => {
    engine = createEngine(workers.spawn, { timers, cores: 1, maxWorkers: 1 });
    const { run } = hashOnReady();
    const inspecting = engine.inspect(file);
    const replaced = new Promise<FakeWorker>((resolve) => (workers.onSpawn = resolve));
    run.cancel();
    timers.advance(2_000);
    const second = await replaced;
    second.getReady();
    second.say({ kind: 'inspected', id: 1, facts });
    expect(await inspecting).toEqual(facts);
  });

  test('is not asked a third time', async () => {
    workers.onSpawn = (worker) => {
      worker.onCommand = () => {
        worker.getReady();
        worker.die();
      };
    };
    await expect(engine.inspect(file)).rejects.toMatchObject({ code: 'worker.died' });
    expect(workers.all.length).toBe(2);
  });
});

describe('a question about what is in an image', () => {
  const say = (answer: object) => {
    workers.at(0).getReady();
    workers.at(0).say({ id: 1, ...answer });
  };

  test('about a folder gives what the worker listed', async () => {
    const listing = { entries: [{ name: 'a', kind: 'file', size: 5 }], findings: [] };
    const listed = engine.list(file, [0, 3]);
    say({ kind: 'listed', listing });
    expect(workers.at(0).received).toEqual([{ kind: 'list', id: 1, file, path: [0, 3] }]);
    expect(await listed).toEqual(listing);
  });

  test('about a file gives where the worker found it', async () => {
    const location = { name: 'a', size: 5, parts: [{ offset: 9, length: 5 }], isWhole: true };
    const located = engine.locate(file, [7]);
    say({ kind: 'located', location });
    expect(workers.at(0).received).toEqual([{ kind: 'locate', id: 1, file, path: [7] }]);
    expect(await located).toEqual(location);
  });

  test('about a file that is not there gives nothing', async () => {
    const located = engine.locate(file, [7]);
    say({ kind: 'located', location: undefined });
    expect(await located).toBeUndefined();
  });

  test('that is answered by something else is refused', async () => {
    const listed = engine.list(file, []);
    say({ kind: 'located', location: undefined });
    await expect(listed).rejects.toMatchObject({ code: 'worker.protocol' });
  });
});

describe('recognising a small file', () => {
  const parsing = (recognised: unknown) => {
    const result = engine.recognise(file);
    workers.at(0).getReady();
    workers.at(0).say({ kind: 'parsed', id: 1, recognised });
    return result;
  };

  test('gives what the worker found', async () => {
    const reference = { name: 'x', format: 'gnu', claims: [], findings: [], isSigned: false };
    const recognised = { kind: 'reference', reference, bytes: undefined };
    expect(await parsing(recognised)).toEqual(recognised);
  });

  test('gives nothing when the file holds none', async () => {
    expect(await parsing(undefined)).toBeUndefined();
  });

  test.each(['signature', 'key'])('gives the bytes of a %s', async (kind) => {
    const recognised = { kind, bytes: Uint8Array.of(1, 2) };
    expect(await parsing(recognised)).toEqual(recognised);
  });

  test.each([[{ kind: 'signature' }], [{ kind: 'poem', bytes: new Uint8Array() }], [5]])(
    'is refused when the answer is %j',
    async (recognised) => {
      await expect(parsing(recognised)).rejects.toMatchObject({ code: 'worker.protocol' });
    },
  );

  test('is refused when the answer is no reference', async () => {
    await expect(parsing({ kind: 'reference', reference: { name: 'x' } })).rejects.toMatchObject({
      code: 'worker.protocol',
    });
  });
});

describe('the self-test', () => {
  const testing = (answer: object) => {
    const result = engine.selfTest();
    workers.at(0).getReady();
    workers.at(0).say(answer);
    return result;
  };

  test('passes when no kernel fails', async () => {
    const answer = { kind: 'self-tested', id: 1, failed: [], way: 'slices' };
    expect(await testing(answer)).toEqual({ passed: true, failed: [] });
  });

  test('asks for all fourteen algorithms', () => {
    void engine.selfTest();
    const asked = workers.at(0).received[0];
    expect(asked?.kind === 'self-test' && new Set(asked.algorithms).size).toBe(14);
  });

  test('names the kernels that fail', async () => {
    const answer = { kind: 'self-tested', id: 1, failed: ['md5', 'blake3'] };
    expect(await testing(answer)).toEqual({ passed: false, failed: ['md5', 'blake3'] });
  });

  test('does not pass, and says why, when the worker does not start', async () => {
    const result = engine.selfTest();
    timers.advance(30_000);
    expect(await result).toMatchObject({
      passed: false,
      failed: [],
      fault: { code: 'worker.start' },
    });
  });

  test('does not pass when the worker cannot be made', async () => {
    const spawn = () => {
      throw new Error('forbidden');
    };
    const result = await createEngine(spawn, { timers, cores: 1, maxWorkers: 1 }).selfTest();
    expect(result).toMatchObject({ passed: false, fault: { code: 'worker.start' } });
  });
});

test('where workers may not read files the page reads for them', async () => {
  const testing = engine.selfTest();
  workers.at(0).getReady();
  workers.at(0).say({ kind: 'self-tested', id: 1, failed: [], way: undefined });
  expect(await testing).toEqual({ passed: true, failed: [] });
  expect(engine.way).toBe('page');
  void engine.inspect(file);
  const asked = workers.at(0).received[1];
  expect(asked?.kind === 'inspect' && asked.file).toMatchObject({ name: 'x.iso', size: 1000 });
  expect(asked?.kind === 'inspect' && asked.file).not.toBeInstanceOf(File);
});
