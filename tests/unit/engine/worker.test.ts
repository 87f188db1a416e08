import { beforeEach, describe, expect, test } from 'vitest';
import type { AlgorithmId } from '../../../src/core/digest/algorithm.ts';
import type { HasherFactory } from '../../../src/core/digest/hasher.ts';
import { createHasher } from '../../../src/core/digest/kernels.ts';
import type { WorkerEvent } from '../../../src/engine/shared/protocol.ts';
import { WorkerServer, type WorkerPorts } from '../../../src/engine/worker/serve.ts';
import type { ChunkReader } from '../../../src/platform/bytes/chunk-reader.ts';
import type { OpenReader } from '../../../src/platform/bytes/open-reader.ts';
import { countingBytes } from '../../support/counting-bytes.ts';
import { isoImage } from '../../support/iso-builder.ts';
import { nodeDigest } from '../../support/node-digest.ts';
import { smallVolume } from '../../support/volume-builder.ts';

const bytes = countingBytes(10_000);
const file = new File([bytes], 'x.iso', { lastModified: 1 });

let posted: WorkerEvent[];
let now: number;
/** Called before each chunk with its number from 1: the place to steer from. */
let beforeChunk: (count: number) => void;
let made: AlgorithmId[];

beforeEach(() => {
  posted = [];
  now = 0;
  beforeChunk = () => undefined;
  made = [];
});

/** Ten chunks of a thousand bytes, in one buffer that is overwritten each time. */
function tenChunks(message: Uint8Array = bytes): ChunkReader {
  const buffer = new Uint8Array(1_000);
  let next = 0;
  return {
    read() {
      const chunk = message.subarray(next, next + 1_000);
      if (chunk.length === 0) return Promise.resolve(undefined);
      next += chunk.length;
      buffer.set(chunk);
      return Promise.resolve(buffer.subarray(0, chunk.length));
    },
    giveBack: () => undefined,
    close: () => undefined,
  };
}

const opened = (reader: ChunkReader): Promise<OpenReader> =>
  Promise.resolve({ reader, way: 'slices' });

const countedFactory: HasherFactory = (algorithm) => {
  made.push(algorithm);
  return createHasher(algorithm);
};

function serve(ports: Partial<WorkerPorts> = {}): WorkerServer {
  let chunks = 0;
  return new WorkerServer({
    post: (event) => posted.push(structuredClone(event)),
    now: () => now,
    yieldToMessages: () => {
      beforeChunk(++chunks);
      return Promise.resolve();
    },
    openReader: () => opened(tenChunks()),
    findReadingWay: () => Promise.resolve('slices'),
    createHasher: countedFactory,
    ...ports,
  });
}

const hash = (algorithms: readonly AlgorithmId[] = ['sha1'], id = 1) => ({
  kind: 'hash',
  id,
  file,
  plan: { algorithms, prefixes: [], from: undefined },
});

const last = () => posted[posted.length - 1];
const progress = () =>
  posted.flatMap((event) => (event.kind === 'progress' ? [event.bytesRead] : []));

test('says that it is ready, with its version', () => {
  serve().announce();
  expect(posted).toEqual([{ kind: 'ready', protocolVersion: 4 }]);
});

test('gives a sign of life', async () => {
  await serve().receive({ kind: 'ping', id: 7 });
  expect(posted).toEqual([{ kind: 'pong', id: 7 }]);
});

describe('a hash', () => {
  test('gives every digest of every byte', async () => {
    await serve().receive(hash(['sha1', 'md5', 'crc32']));
    expect(last()).toMatchObject({
      kind: 'hashed',
      id: 1,
      bytesRead: 10_000,
      way: 'slices',
      prefixes: [],
      digests: {
        sha1: nodeDigest('sha1', bytes),
        md5: nodeDigest('md5', bytes),
        crc32: nodeDigest('crc32', bytes),
      },
    });
  });

  const stateOf = (algorithm: 'sha1' | 'md5') => {
    const ending = last();
    return ending?.kind === 'hashed' ? ending.states.get(algorithm) : undefined;
  };
  test('can be gone on from at its end, as if something stood behind the file', async () => {
    const server = serve();
    await server.receive(hash(['sha1']));
    const suffix = Uint8Array.of(4, 0xff, 0);
    const state = stateOf('sha1');
    await server.receive({ kind: 'extend', id: 2, algorithm: 'sha1', state, suffix });
    const digest = nodeDigest('sha1', Uint8Array.of(...bytes, ...suffix));
    expect(last()).toEqual({ kind: 'extended', id: 2, digest });
  });

  test('cannot be gone on from with the state of another algorithm', async () => {
    const server = serve();
    await server.receive(hash(['md5']));
    const [state, suffix] = [stateOf('md5'), new Uint8Array()];
    await server.receive({ kind: 'extend', id: 2, algorithm: 'sha1', state, suffix });
    expect(last()).toMatchObject({ kind: 'failed', id: 2, fault: { code: 'kernel.state' } });
  });

  test('takes an algorithm that is named twice once', async () => {
    await serve().receive(hash(['sha1', 'sha1']));
    expect(last()).toMatchObject({ digests: { sha1: nodeDigest('sha1', bytes) } });
  });

  test('of an empty file is the digest of nothing', async () => {
    const empty = new File([], 'empty.iso');
    const server = serve({ openReader: () => opened(tenChunks(new Uint8Array(0))) });
    await server.receive({ ...hash(['md5']), file: empty });
    expect(last()).toMatchObject({
      kind: 'hashed',
      bytesRead: 0,
      digests: { md5: 'd41d8cd98f00b204e9800998ecf8427e' },
    });
  });

  test('reports its progress at the start and the end when it is quick', async () => {
    await serve().receive(hash());
    expect(progress()).toEqual([0, 10_000]);
  });

  test('reports no more often than every 250 ms', async () => {
    beforeChunk = () => (now += 100);
    await serve().receive(hash());
    expect(progress()).toEqual([0, 3_000, 6_000, 9_000, 10_000]);
  });

  test('uses its kernels again for the next file', async () => {
    const server = serve();
    await server.receive(hash(['sha1'], 1));
    made = [];
    await server.receive(hash(['sha1'], 2));
    expect([made, last()]).toMatchObject([[], { digests: { sha1: nodeDigest('sha1', bytes) } }]);
  });

  test('is not spoiled by one that was cancelled half-way', async () => {
    const server = serve();
    beforeChunk = (count) => count === 5 && void server.receive({ kind: 'cancel', id: 1 });
    await server.receive(hash(['sha1'], 1));
    await server.receive(hash(['sha1'], 2));
    expect(last()).toMatchObject({ id: 2, digests: { sha1: nodeDigest('sha1', bytes) } });
  });
});

describe('a kernel that fails its self-test', () => {
  const wrongMd5: HasherFactory = (algorithm) =>
    createHasher(algorithm === 'md5' ? 'crc32' : algorithm);

  test('gives no digests, not even those of the others', async () => {
    await serve({ createHasher: wrongMd5 }).receive(hash(['sha1', 'md5']));
    expect(posted).toEqual([
      {
        kind: 'failed',
        id: 1,
        bytesRead: 0,
        fault: { code: 'kernel.self-test', message: 'kernels expected to pass, failed: md5' },
      },
    ]);
  });

  test('does not stand in the way of a job that does without it', async () => {
    const server = serve({ createHasher: wrongMd5 });
    await server.receive(hash(['md5'], 1));
    await server.receive(hash(['sha1'], 2));
    expect(last()).toMatchObject({ kind: 'hashed', id: 2 });
  });

  test('is named by the self-test', async () => {
    const algorithms = ['sha1', 'md5', 'sha256'];
    await serve({ createHasher: wrongMd5 }).receive({
      ...{ kind: 'self-test', id: 3, algorithms },
      file: new File(['?'], 'probe'),
    });
    expect(posted).toEqual([{ kind: 'self-tested', id: 3, failed: ['md5'], way: 'slices' }]);
  });
});

test('a self-test where no file can be read knows no way of reading', async () => {
  const file = new File(['?'], 'probe');
  file.slice = () => {
    throw new DOMException('not here', 'NotReadableError');
  };
  await serve().receive({ kind: 'self-test', id: 1, algorithms: ['sha1'], file });
  expect(last()).toEqual({ kind: 'self-tested', id: 1, failed: [], way: undefined });
});

test('a kernel that passed is not tested again before a job', async () => {
  const server = serve();
  await server.receive({
    ...{ kind: 'self-test', id: 1, algorithms: ['sha1'] },
    file: new File(['?'], 'probe'),
  });
  made = [];
  await server.receive(hash(['sha1'], 2));
  expect(made).toEqual(['sha1']); // made for the job, and not once more for a test
});

describe('a reading that is parked', () => {
  const parkBefore = (count: number, server: WorkerServer) => {
    beforeChunk = (n) => n === count && void server.receive({ kind: 'park', id: 1 });
    return server.receive(hash());
  };
  const checkpoint = () => {
    const event = last();
    if (event?.kind !== 'parked') throw new Error(`parked expected, got ${event?.kind ?? 'none'}`);
    return event.checkpoint;
  };

  test('ends within one chunk with a checkpoint', async () => {
    await parkBefore(4, serve());
    expect(checkpoint().bytes).toBe(3_000);
    expect([...checkpoint().states.keys()]).toEqual(['sha1']);
  });

  test('goes on from there, in another worker, to the digest of the whole', async () => {
    await parkBefore(4, serve());
    const from = checkpoint();
    const server = serve({
      openReader: (_file, start) => opened(tenChunks(bytes.subarray(start))),
    });
    beforeChunk = () => undefined;
    await server.receive({ ...hash(), plan: { algorithms: ['sha1'], prefixes: [], from } });
    expect(last()).toMatchObject({
      kind: 'hashed',
      bytesRead: 10_000,
      digests: { sha1: nodeDigest('sha1', bytes) },
    });
  });

  test('is refused where a state is missing', async () => {
    await parkBefore(4, serve());
    const from = checkpoint();
    await serve().receive({ ...hash(), plan: { algorithms: ['md5'], prefixes: [], from } });
    expect(last()).toMatchObject({ kind: 'failed', fault: { code: 'kernel.state' } });
  });

  test('can be cancelled before it stands still', async () => {
    const server = serve();
    beforeChunk = (count) => {
      if (count !== 4) return;
      void server.receive({ kind: 'park', id: 1 });
      void server.receive({ kind: 'cancel', id: 1 });
    };
    await server.receive(hash());
    expect(last()).toMatchObject({ kind: 'failed', fault: { code: 'cancelled' } });
  });
});

test('digests of prefixes come with those of the whole', async () => {
  const plan = { algorithms: ['sha1'], prefixes: [2_500, 10_000, 3_000, 20_000], from: undefined };
  await serve().receive({ ...hash(), plan });
  expect(last()).toMatchObject({
    prefixes: [2_500, 3_000, 10_000].map((length) => ({
      bytes: length,
      digests: { sha1: nodeDigest('sha1', bytes.subarray(0, length)) },
    })),
  });
});

test('a checkpoint is reported every few seconds', async () => {
  beforeChunk = () => (now += 2_000);
  await serve().receive(hash());
  const saved = posted.flatMap((event) =>
    event.kind === 'checkpoint' ? [event.checkpoint.bytes] : [],
  );
  expect(saved).toEqual([3_000, 6_000, 9_000]);
});

describe('a cancellation', () => {
  test('takes hold within one chunk and tells the bytes read', async () => {
    const server = serve();
    beforeChunk = (count) => count === 8 && void server.receive({ kind: 'cancel', id: 1 });
    await server.receive(hash());
    expect(last()).toMatchObject({
      kind: 'failed',
      fault: { code: 'cancelled' },
      bytesRead: 7_000,
    });
  });

  test('lets go of the file', async () => {
    let isClosed = false;
    const reader = { ...tenChunks(), close: () => (isClosed = true) };
    const server = serve({ openReader: () => opened(reader) });
    beforeChunk = () => void server.receive({ kind: 'cancel', id: 1 });
    await server.receive(hash());
    expect(isClosed).toBe(true);
  });

  test.each(['park', 'cancel'])('or %s of another task changes nothing', async (kind) => {
    const server = serve();
    beforeChunk = () => void server.receive({ kind, id: 99 });
    await server.receive(hash());
    expect(last()).toMatchObject({ kind: 'hashed' });
  });
});

describe('a file that', () => {
  const read = (reader: Partial<ChunkReader>, other: File = file) => {
    const openReader = () => opened({ ...tenChunks(), ...reader });
    return serve({ openReader }).receive({ ...hash(), file: other });
  };
  const failed = (code: string, bytesRead: number) => ({
    kind: 'failed',
    id: 1,
    fault: { code },
    bytesRead,
  });

  test('ends too early is short', async () => {
    await read(tenChunks(bytes.subarray(0, 9_999)));
    expect(last()).toMatchObject(failed('read.short', 9_999));
  });

  test('gives more than its size has changed', async () => {
    await read(tenChunks(countingBytes(10_001)));
    expect(last()).toMatchObject(failed('read.changed', 10_000));
  });

  test.each([
    ['can no longer be read at its end has changed', 'NotReadableError', 'read.changed'],
    ['is gone at its end is not readable', 'NotFoundError', 'read.failed'],
  ])('%s, though every byte came', async (_what, name, code) => {
    const altered = new File([bytes], 'x.iso', { lastModified: 1 });
    altered.slice = () => {
      throw new DOMException('', name);
    };
    await read({}, altered);
    expect(last()).toMatchObject(failed(code, 10_000));
  });

  test('says it is empty because it is gone is not readable', async () => {
    const gone = new File([], 'x.iso');
    gone.arrayBuffer = () => Promise.reject(new DOMException('', 'NotFoundError'));
    await read(tenChunks(new Uint8Array(0)), gone);
    expect(last()).toMatchObject(failed('read.failed', 0));
  });

  test('cannot be opened is not readable', async () => {
    const openReader = () => Promise.reject(new DOMException('', 'NotFoundError'));
    await serve({ openReader }).receive(hash());
    expect(last()).toMatchObject(failed('read.failed', 0));
  });

  test('cannot be read on is not readable, and the next file is', async () => {
    const reader = tenChunks();
    let count = 0;
    const readFour = () =>
      ++count > 4 ? Promise.reject(new DOMException('', 'NotReadableError')) : reader.read();
    const readers = [{ ...reader, read: readFour }, tenChunks()];
    const openReader = () => opened(readers.shift() ?? tenChunks());
    const server = serve({ openReader });
    await server.receive(hash(['sha1'], 1));
    expect(last()).toMatchObject(failed('read.failed', 4_000));
    await server.receive(hash(['sha1'], 2));
    expect(last()).toMatchObject({ kind: 'hashed', id: 2 });
  });
});

describe('an inspection', () => {
  test('tells what the image says of itself', async () => {
    const image = new File([isoImage().build()], 'x.iso');
    await serve().receive({ kind: 'inspect', id: 4, file: image });
    const facts = { kind: 'iso9660', label: 'TOUCHSTONE', expectedSize: 61_440 };
    expect(posted).toMatchObject([{ kind: 'inspected', id: 4, facts }]);
  });

  test('of its folders lists what they hold', async () => {
    const image = new File([smallVolume().build()], 'x.iso');
    await serve().receive({ kind: 'list', id: 5, file: image, path: [1] });
    const listing = { entries: [{ name: 'DATA.BIN', size: 5000 }], findings: [] };
    expect(posted).toMatchObject([{ kind: 'listed', id: 5, listing }]);
  });

  test('of its files tells where they are', async () => {
    const image = new File([smallVolume().build()], 'x.iso');
    await serve().receive({ kind: 'locate', id: 5, file: image, path: [1, 0] });
    const location = { name: 'DATA.BIN', parts: [{ offset: 23 * 2048, length: 5000 }] };
    expect(posted).toMatchObject([{ kind: 'located', id: 5, location }]);
  });

  test('tells when the file cannot be read', async () => {
    const gone = new File([bytes], 'x.iso');
    gone.slice = () => {
      throw new DOMException('', 'NotFoundError');
    };
    await serve().receive({ kind: 'inspect', id: 4, file: gone });
    expect(last()).toMatchObject({ kind: 'failed', id: 4, fault: { code: 'read.failed' } });
  });

  test('does not take a file that is gone for an empty one', async () => {
    const gone = new File([], 'x.iso');
    gone.arrayBuffer = () => Promise.reject(new DOMException('', 'NotFoundError'));
    await serve().receive({ kind: 'inspect', id: 4, file: gone });
    expect(last()).toMatchObject({ kind: 'failed', id: 4, fault: { code: 'read.failed' } });
  });

  test('knows an empty file', async () => {
    await serve().receive({ kind: 'inspect', id: 4, file: new File([], 'x.iso') });
    expect(last()).toMatchObject({ kind: 'inspected', facts: { kind: 'empty' } });
  });

  test('is answered while a file is hashed', async () => {
    const server = serve();
    let inspecting: Promise<void> | undefined;
    beforeChunk = (count) => {
      if (count === 3) inspecting = server.receive({ kind: 'inspect', id: 2, file });
    };
    await server.receive(hash());
    await inspecting;
    const kinds = posted.map(({ kind }) => kind);
    expect(kinds).toContain('inspected');
    expect(kinds).toContain('hashed');
  });
});

describe('parsing', () => {
  const list = `${nodeDigest('sha256', bytes)}  x.iso\n`;

  test('gives the reference that a file holds', async () => {
    const sums = new File([list], 'SHA256SUMS');
    await serve().receive({ kind: 'parse', id: 5, file: sums });
    expect(last()).toMatchObject({
      kind: 'parsed',
      id: 5,
      recognised: {
        kind: 'reference',
        reference: { name: 'SHA256SUMS', claims: [{ path: 'x.iso' }] },
        bytes: new TextEncoder().encode(list),
      },
    });
  });

  test('gives nothing for a file that is none', async () => {
    const image = new File([isoImage().build()], 'x.iso');
    await serve().receive({ kind: 'parse', id: 5, file: image });
    expect(posted).toEqual([{ kind: 'parsed', id: 5, recognised: undefined }]);
  });

  test('tells when the file cannot be read', async () => {
    const gone = new File([list], 'SHA256SUMS');
    gone.slice = () => {
      throw new DOMException('', 'NotFoundError');
    };
    await serve().receive({ kind: 'parse', id: 5, file: gone });
    expect(last()).toMatchObject({ kind: 'failed', id: 5, fault: { code: 'read.failed' } });
  });
});

describe('misuse', () => {
  test('a second hash beside the first fails, and the first goes on', async () => {
    const server = serve();
    beforeChunk = (count) => count === 3 && void server.receive(hash(['md5'], 2));
    await server.receive(hash(['sha1'], 1));
    expect(posted).toContainEqual(expect.objectContaining({ kind: 'failed', id: 2, bytesRead: 0 }));
    expect(last()).toMatchObject({ id: 1, digests: { sha1: nodeDigest('sha1', bytes) } });
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'hash'],
    ['an unknown kind', { kind: 'explode', id: 1 }],
    ['no id', { kind: 'inspect', file }],
    ['no file', { kind: 'inspect', id: 1, file: { name: 'x.iso', size: 5 } }],
    ['an unknown algorithm', { ...hash(), plan: { algorithms: ['md4'], prefixes: [] } }],
  ])('a command that is %s is refused', async (_what, message) => {
    await serve().receive(message);
    expect(posted).toMatchObject([{ kind: 'refused', fault: { code: 'worker.protocol' } }]);
  });
});
