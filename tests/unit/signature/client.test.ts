import { describe, expect, it } from 'vitest';
import { Fault } from '../../../src/core/fault.ts';
import { createSignatureClient } from '../../../src/engine/client/signatures.ts';
import {
  decodeSignatureCommand,
  decodeSignatureReply,
} from '../../../src/engine/shared/signature-protocol.ts';
import { closedChecks } from '../../../src/engine/worker/signature/closed-checks.ts';
import { createKeyedChecks } from '../../../src/engine/worker/signature/keyed-checks.ts';
import {
  SignatureDesk,
  type SignatureChecks,
} from '../../../src/engine/worker/signature/signature-desk.ts';
import { ScriptedWorker } from '../../support/catalogue-worker.ts';
import { builtInKeys, TODAY, vector } from '../../support/signatures.ts';

const FEDORA = vector('Fedora-Workstation-35-1.2-x86_64-CHECKSUM');
const UBUNTU = vector('ubuntu-20.04.1-SHA256SUMS');
const SIGNATURE = vector('ubuntu-20.04.1-SHA256SUMS.gpg');
const UBUNTU_KEY = '843938DF228D22F7B3742BC0D94AA3F0EFE21092';

/** A worker that runs the real desk on this thread. */
function deskWorker(checks: SignatureChecks = createKeyedChecks(builtInKeys(), () => TODAY)) {
  const desk = new SignatureDesk(Promise.resolve(checks));
  const worker = new ScriptedWorker((message) => {
    void desk.answer(message).then((reply) => {
      worker.say(reply);
    });
  });
  return worker;
}

/** A client whose workers are given in turn, and those that were spawned. */
function clientOf(...workers: readonly ScriptedWorker[]) {
  const spawned: ScriptedWorker[] = [];
  const client = createSignatureClient(() => {
    const next = workers[spawned.length];
    if (!next) throw new Error('no more workers');
    spawned.push(next);
    return next.asWorker();
  });
  return { client, spawned };
}

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no fault',
    (thrown: unknown) => (thrown instanceof Fault ? thrown.code : 'not a fault'),
  );

const outcomeOf = (outcomes: readonly { readonly outcome: string }[]): readonly string[] =>
  outcomes.map(({ outcome }) => outcome);

describe('signature client with a real desk', () => {
  it('starts no worker before the first question', () => {
    expect(clientOf(deskWorker()).spawned).toEqual([]);
  });

  it('checks what a list signs within itself, and what a detached signature covers', async () => {
    const { client, spawned } = clientOf(deskWorker());
    expect(outcomeOf(await client.checkList(FEDORA, undefined, []))).toEqual(['good']);
    expect(outcomeOf(await client.checkList(UBUNTU, SIGNATURE, []))).toEqual(['good']);
    expect(spawned).toHaveLength(1);
  });

  it('plans what an image needs: its digest with the end of what was signed', async () => {
    const [plan] = await clientOf(deskWorker()).client.planImage(SIGNATURE);
    expect(plan?.algorithm).toBe('sha512');
    // RFC 9580 §5.2.4: version, type, algorithms and subpackets, then 04 FF and their length.
    expect(plan?.suffix.slice(0, 2)).toEqual(Uint8Array.of(4, 0));
    expect(plan?.suffix.slice(-6, -4)).toEqual(Uint8Array.of(4, 0xff));
  });

  it('tells built-in keys from others', async () => {
    const [key] = builtInKeys().filter(({ scope }) => scope.project === 'Ubuntu');
    const known = await clientOf(deskWorker()).client.readKeys(key?.bytes ?? new Uint8Array());
    const bare = createKeyedChecks([], () => TODAY);
    const unknown = await clientOf(deskWorker(bare)).client.readKeys(
      key?.bytes ?? new Uint8Array(),
    );
    expect(known).toMatchObject([
      { fingerprint: UBUNTU_KEY, trust: 'built-in', scope: { project: 'Ubuntu' } },
    ]);
    expect(unknown).toMatchObject([{ fingerprint: UBUNTU_KEY }]);
    expect(unknown[0]).not.toHaveProperty('trust');
  });

  it('lets a key of the person speak as their own', async () => {
    const [key] = builtInKeys().filter(({ scope }) => scope.project === 'Ubuntu');
    const { client } = clientOf(deskWorker(createKeyedChecks([], () => TODAY)));
    const files = [key?.bytes ?? new Uint8Array()];
    expect(await client.checkList(UBUNTU, SIGNATURE, files)).toMatchObject([
      { outcome: 'good', key: { trust: 'own' } },
    ]);
    expect(outcomeOf(await client.checkList(UBUNTU, SIGNATURE, []))).toEqual(['unknown-key']);
  });
});

describe('signature client with a worker that fails', () => {
  it('rejects when no worker can be made', async () => {
    expect(await codeOf(clientOf().client.readKeys(SIGNATURE))).toBe('worker.start');
  });

  it('rejects what was asked of a worker that died, and asks another one next', async () => {
    const silent = new ScriptedWorker();
    const { client, spawned } = clientOf(silent, deskWorker());
    const asked = codeOf(client.checkList(FEDORA, undefined, []));
    await Promise.resolve();
    silent.say({ kind: 'started' });
    silent.die('out of memory');
    expect(await asked).toBe('worker.died');
    expect(outcomeOf(await client.checkList(FEDORA, undefined, []))).toEqual(['good']);
    expect(spawned).toHaveLength(2);
  });

  it('rejects an answer of another kind', async () => {
    const odd = new ScriptedWorker((_message, worker) => {
      worker.say({ id: 1, kind: 'keys', keys: [] });
    });
    expect(await codeOf(clientOf(odd).client.planImage(SIGNATURE))).toBe('worker.protocol');
  });
});

describe('where there is no WebCrypto', () => {
  it('every signature is unsupported, and says why', async () => {
    const { client } = clientOf(deskWorker(closedChecks));
    const why = { outcome: 'unsupported', reason: 'no-webcrypto' };
    expect(await client.checkList(FEDORA, undefined, [])).toMatchObject([why]);
    expect(await client.checkList(UBUNTU, SIGNATURE, [])).toMatchObject([why]);
    expect(await client.checkImage(SIGNATURE, { digests: [] }, [])).toMatchObject([why]);
  });

  it('a list that signs nothing has no signature', async () => {
    const { client } = clientOf(deskWorker(closedChecks));
    expect(await client.checkList(UBUNTU, undefined, [])).toEqual([]);
  });
});

const SOME = Uint8Array.of(1);

describe('signature protocol', () => {
  it.each([
    { what: 'nothing', message: undefined },
    { what: 'another kind', message: { id: 1, kind: 'verify' } },
    { what: 'text for bytes', message: { id: 1, kind: 'readKeys', bytes: 'text' } },
    { what: 'no id', message: { kind: 'readKeys', bytes: SOME } },
    { what: 'no keys', message: { id: 1, kind: 'checkList', list: SOME } },
    {
      what: 'text for a signature',
      message: { id: 1, kind: 'checkList', list: SOME, signature: 'text', ownKeys: [] },
    },
    {
      what: 'numbers for digests',
      message: { id: 1, kind: 'checkImage', signature: SOME, image: { digests: [1] }, ownKeys: [] },
    },
    {
      what: 'text for keys',
      message: {
        id: 1,
        kind: 'checkImage',
        signature: SOME,
        image: { digests: [] },
        ownKeys: ['text'],
      },
    },
  ])('refuses a command with $what', ({ message }) => {
    expect(() => decodeSignatureCommand(message)).toThrow('signature command expected');
  });

  it.each([
    { what: 'nothing', message: undefined },
    { what: 'no results', message: { id: 1, kind: 'checked' } },
    { what: 'text for keys', message: { id: 1, kind: 'keys', keys: ['text'] } },
    { what: 'no id', message: { kind: 'planned', plans: [] } },
    { what: 'text for a fault', message: { id: 1, kind: 'failed', fault: 'text' } },
  ])('refuses a reply with $what', ({ message }) => {
    expect(() => decodeSignatureReply(message)).toThrow('signature reply expected');
  });
});
