import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Fault } from '../../../src/core/fault.ts';
import { createCatalogueClient } from '../../../src/engine/client/catalogue.ts';
import type { CatalogueOrigin } from '../../../src/engine/shared/catalogue-protocol.ts';
import { hexOf, packRows, smallEntries, smallSources } from '../../support/catalogue.ts';
import { ScriptedWorker, deskWorker } from '../../support/catalogue-worker.ts';

const packed = packRows(smallSources, smallEntries);
const origin: CatalogueOrigin = {
  kind: 'base64',
  text: Buffer.from(packed.bytes).toString('base64'),
};
const info = { entries: 2, date: '2026-11-22', sha256: packed.info.sha256 };
const byBeta = { digests: [{ algorithm: 'sha1', hex: hexOf('beta', 'sha1') }] } as const;

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no fault',
    (thrown: unknown) => (thrown instanceof Fault ? thrown.code : 'not a fault'),
  );

/** A client whose workers are given in turn, and a count of those that were spawned. */
function clientOf(...workers: readonly ScriptedWorker[]) {
  const spawned: ScriptedWorker[] = [];
  const client = createCatalogueClient(() => {
    const next = workers[spawned.length];
    if (!next) throw new Error('no more workers');
    spawned.push(next);
    return next.asWorker();
  }, origin);
  return { client, spawned };
}

const loaded = (id: number) => ({ id, kind: 'loaded', info });

describe('catalogue client with a real desk', () => {
  it('starts no worker before the first question', () => {
    expect(clientOf(deskWorker()).spawned).toEqual([]);
  });

  it('loads the catalogue and says what it is', async () => {
    expect(await clientOf(deskWorker()).client.load()).toEqual(info);
  });

  it('loads once, however often it is asked', async () => {
    const { client, spawned } = clientOf(deskWorker());
    await Promise.all([client.load(), client.load(), client.find(byBeta)]);
    await client.load();
    expect(spawned.flatMap((worker) => worker.received)).toHaveLength(2);
  });

  it('finds without being told to load', async () => {
    const { byDigest } = await clientOf(deskWorker()).client.find(byBeta);
    expect(byDigest.map((entry) => entry.id)).toEqual(['beta']);
  });

  it('gives each of several questions its own answer', async () => {
    const { client } = clientOf(deskWorker());
    const names = ['Beta.iso', 'gamma.iso', 'alpha.img'];
    const found = await Promise.all(names.map((name) => client.find({ name, digests: [] })));
    expect(found.map(({ byName }) => byName.map((entry) => entry.id))).toEqual([
      ['beta'],
      [],
      ['alpha-first', 'beta'],
    ]);
  });
});

describe('catalogue client with a worker that fails', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('rejects when no worker can be made', async () => {
    expect(await codeOf(clientOf().client.load())).toBe('worker.start');
  });

  it('rejects when the worker ends before it has said a word', async () => {
    const worker = new ScriptedWorker();
    const { client } = clientOf(worker);
    const code = codeOf(client.load());
    worker.die('script not found');
    expect(await code).toBe('worker.start');
  });

  it('rejects when the worker never says that it has started', async () => {
    const worker = new ScriptedWorker();
    const { client } = clientOf(worker);
    const code = codeOf(client.load());
    await vi.advanceTimersByTimeAsync(60_000);
    expect([await code, worker.terminated]).toEqual(['worker.start', 1]);
  });

  it('waits for a slow load once the worker has started', async () => {
    const worker = new ScriptedWorker();
    const { client } = clientOf(worker);
    const load = client.load();
    worker.say({ kind: 'started' });
    await vi.advanceTimersByTimeAsync(3_600_000);
    worker.say(loaded(1));
    expect(await load).toEqual(info);
  });

  it('rejects all that is unanswered when the worker dies', async () => {
    const worker = new ScriptedWorker((_, self) => {
      if (self.received.length === 1) self.say({ kind: 'started' });
      if (self.received.length === 1) self.say(loaded(1));
    });
    const { client } = clientOf(worker);
    await client.load();
    const codes = Promise.all([codeOf(client.find(byBeta)), codeOf(client.find(byBeta))]);
    await vi.advanceTimersByTimeAsync(0);
    worker.die('out of memory');
    expect(await codes).toEqual(['worker.died', 'worker.died']);
  });

  it.each([
    ['a kind that the protocol does not know', { id: 1, kind: 'guessed', matches: [] }],
    ['an answer to a question that was not asked', { ...loaded(7) }],
    ['a load without its account of itself', { id: 1, kind: 'loaded' }],
    ['an answer of another kind', { id: 1, kind: 'found', matches: { byDigest: [], byName: [] } }],
    ['nothing', null],
  ])('rejects and ends the worker at %s', async (_, reply) => {
    const worker = new ScriptedWorker((__, self) => {
      self.say(reply);
    });
    const { client } = clientOf(worker);
    expect([await codeOf(client.load()), worker.terminated]).toEqual(['worker.protocol', 1]);
  });

  it('rejects at a message that cannot be read', async () => {
    const worker = new ScriptedWorker((_, self) => {
      self.garble();
    });
    expect(await codeOf(clientOf(worker).client.load())).toBe('worker.protocol');
  });

  it('passes on the fault of the load, to every find after it too, without a new start', async () => {
    const fault = { code: 'read.failed', message: 'catalogue expected status 200, got 404' };
    const worker = new ScriptedWorker((_, self) => {
      self.say({ id: 1, kind: 'failed', fault });
    });
    const { client, spawned } = clientOf(worker, deskWorker());
    const codes = [await codeOf(client.load()), await codeOf(client.find(byBeta))];
    expect([...codes, spawned.length, worker.terminated]).toEqual([
      'read.failed',
      'read.failed',
      1,
      1,
    ]);
  });

  it('starts a new worker when it is told to load again after a fault', async () => {
    const broken = new ScriptedWorker((_, self) => {
      self.die('no');
    });
    const { client } = clientOf(broken, deskWorker());
    const code = await codeOf(client.load());
    await client.load();
    const { byDigest } = await client.find(byBeta);
    expect([code, byDigest.length]).toEqual(['worker.start', 1]);
  });
});
