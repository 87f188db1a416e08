/** The brigade: whatever way the bytes come and the work is spread, the digests are those of Node. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AlgorithmId } from '../../src/core/digest/algorithm.ts';
import type { Checkpoint } from '../../src/core/digest/checkpoint.ts';
import { DigestSet } from '../../src/core/digest/digest-set.ts';
import { createHasher } from '../../src/core/digest/kernels.ts';
import { openLink, runStage } from '../../src/engine/worker/bucket.ts';
import { runHead, type ReadingOutcome } from '../../src/engine/worker/head.ts';
import { RunControl } from '../../src/engine/worker/run-control.ts';
import type { ChunkReader } from '../../src/platform/bytes/chunk-reader.ts';
import { fileBytes } from '../../src/platform/bytes/file-bytes.ts';
import { countingBytes } from '../support/counting-bytes.ts';
import { nodeDigest } from '../support/node-digest.ts';

const CAPACITY = 4_000;
const TAG_BYTES = 4;

/**
 * Gives chunks of the lengths that it is told, out of buffers that it knows by a tag behind the
 * chunk, and notices a buffer that is used twice or lost.
 */
class TaggedReader implements ChunkReader {
  readonly #message: Uint8Array;
  readonly #lengths: readonly number[];
  readonly #spare: ArrayBuffer[];
  readonly #out = new Set<number>();
  readonly faults: string[] = [];
  #next: number;
  #count = 0;
  #wake: () => void = () => undefined;
  #closed = false;
  /** The chunk of a read that was under way when the order to stop came is nobody's. */
  isOrdered = false;

  constructor(message: Uint8Array, start: number, lengths: readonly number[], depth: number) {
    this.#message = message;
    this.#next = start;
    this.#lengths = lengths;
    this.#spare = Array.from({ length: depth }, (_, tag) => {
      const buffer = new ArrayBuffer(CAPACITY + TAG_BYTES);
      new DataView(buffer).setUint32(CAPACITY, tag);
      return buffer;
    });
  }

  async read(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (this.#next === this.#message.length) return undefined;
    while (this.#spare.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
    const buffer = this.#spare.shift() ?? new ArrayBuffer(0);
    const tag = new DataView(buffer).getUint32(CAPACITY);
    if (this.#out.has(tag)) this.faults.push(`buffer ${tag} is out twice`);
    this.#out.add(tag);
    const length = this.#lengths[this.#count++ % this.#lengths.length] ?? 1;
    const part = this.#message.subarray(this.#next, this.#next + length);
    this.#next += part.length;
    const chunk = new Uint8Array(buffer, 0, part.length);
    chunk.set(part);
    return chunk;
  }

  giveBack(buffer: ArrayBuffer): void {
    const tag = new DataView(buffer).getUint32(CAPACITY);
    if (!this.#out.delete(tag)) this.faults.push(`buffer ${tag} came back twice`);
    this.#spare.push(buffer);
    this.#wake();
  }

  close(): void {
    if (this.#closed) this.faults.push('closed twice');
    this.#closed = true;
    if (this.#out.size > (this.isOrdered ? 1 : 0))
      this.faults.push(`buffers ${[...this.#out].join(', ')} are lost`);
  }
}

interface Spread {
  /** One group a stage; none: the head computes them all. */
  readonly stages: readonly (readonly AlgorithmId[])[];
  readonly lengths: readonly number[];
  readonly depth: number;
  /** Chunks after which each sitting is parked; the last sitting goes on to the end. */
  readonly parks: readonly number[];
}

const ALGORITHMS = ['sha256', 'sha1', 'md5', 'crc32', 'blake3'] as const;

async function setOf(
  algorithms: readonly AlgorithmId[],
  prefixes: readonly number[],
  from: Checkpoint | undefined,
): Promise<DigestSet> {
  const hashers = await Promise.all(algorithms.map(createHasher));
  return new DigestSet(hashers, { prefixes, from });
}

/** One sitting of a reading, on a ring of as many links as it takes. */
async function sit(
  message: Uint8Array<ArrayBuffer>,
  { stages, lengths, depth }: Spread,
  prefixes: readonly number[],
  sitting: { readonly from: Checkpoint | undefined; readonly parkAfter: number },
) {
  const { from, parkAfter } = sitting;
  const reader = new TaggedReader(message, from?.bytes ?? 0, lengths, depth);
  const links = [0, ...stages].map(() => new MessageChannel());
  const ends = links.map(({ port1, port2 }) => ({ out: openLink(port1), in: openLink(port2) }));
  const control = new RunControl();
  let chunks = 0;
  const counted: ChunkReader = {
    read() {
      if (++chunks > parkAfter) {
        control.park();
        reader.isOrdered = true;
      }
      return reader.read();
    },
    giveBack: (buffer) => reader.giveBack(buffer),
    close: () => reader.close(),
  };
  const running = stages.map(async (group, index) => {
    const [before, after] = [ends[index], ends[index + 1]];
    if (before && after) {
      await runStage(await setOf(group, prefixes, from), before.in, after.out);
    }
  });
  const [first, last] = [ends[0], ends[ends.length - 1]];
  const chain = stages.length > 0 && first && last ? { out: first.out, home: last.in } : undefined;
  const reading = {
    file: fileBytes(new File([message], 'x')),
    set: await setOf(chain ? [] : ALGORITHMS, prefixes, from),
    ...{ chain, control, onProgress: () => undefined, onCheckpoint: () => undefined },
  };
  const outcome = await runHead(reading, {
    now: () => 0,
    yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
    openReader: () => Promise.resolve({ reader: counted, way: 'slices' }),
  });
  await Promise.all(running);
  return { outcome, faults: reader.faults };
}

async function readInSittings(
  message: Uint8Array<ArrayBuffer>,
  spread: Spread,
  prefixes: number[],
) {
  let from: Checkpoint | undefined;
  let outcome: ReadingOutcome | undefined;
  const faults: string[] = [];
  for (const parkAfter of [...spread.parks, Infinity]) {
    const sitting = await sit(message, spread, prefixes, { from, parkAfter });
    faults.push(...sitting.faults);
    ({ outcome } = sitting);
    if (outcome.kind === 'hashed') break;
    from = outcome.checkpoint;
  }
  return { outcome, faults };
}

const spreads: fc.Arbitrary<Spread> = fc.record({
  stages: fc.integer({ min: 0, max: 5 }).map((count) => {
    const groups: AlgorithmId[][] = Array.from({ length: count }, () => []);
    ALGORITHMS.forEach((id, index) => groups[index % Math.max(1, count)]?.push(id));
    return groups;
  }),
  lengths: fc.array(fc.integer({ min: 1, max: CAPACITY }), { minLength: 1, maxLength: 6 }),
  depth: fc.integer({ min: 1, max: 8 }),
  parks: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 3 }),
});

const digestsOf = (message: Uint8Array) =>
  Object.fromEntries(
    ALGORITHMS.flatMap((id) => (id === 'blake3' ? [] : [[id, nodeDigest(id, message)]])),
  );

test('digests depend on the bytes alone, and every buffer comes home', async () => {
  await fc.assert(
    fc.asyncProperty(
      spreads,
      fc.integer({ min: 0, max: 20_000 }),
      fc.array(fc.integer({ min: 1, max: 25_000 }), { maxLength: 3 }),
      async (spread, size, prefixes) => {
        const message = countingBytes(size);
        const { outcome, faults } = await readInSittings(message, spread, prefixes);
        expect(faults).toEqual([]);
        expect(outcome).toMatchObject({ kind: 'hashed', bytesRead: size });
        expect(outcome).toMatchObject({ digests: digestsOf(message) });
        const reached = [...new Set(prefixes)].filter((length) => length <= size);
        const found = outcome?.kind === 'hashed' ? outcome.prefixes : [];
        expect(found.map(({ bytes }) => bytes).sort((a, b) => a - b)).toEqual(
          reached.sort((a, b) => a - b),
        );
        for (const { bytes, digests } of found) {
          expect(digests).toMatchObject(digestsOf(message.subarray(0, bytes)));
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('a bucket that is missing, or comes twice, spoils the reading', async () => {
  const set = await setOf(['sha1'], [], undefined);
  const { port1, port2 } = new MessageChannel();
  const onward = new MessageChannel();
  const stage = runStage(set, openLink(port2), openLink(onward.port1));
  const link = openLink(port1);
  link.post({ kind: 'chunk', offset: 0, bytes: new Uint8Array(5) });
  link.post({ kind: 'chunk', offset: 6, bytes: new Uint8Array(5) });
  await expect(stage).rejects.toMatchObject({ code: 'worker.protocol' });
  for (const port of [port1, port2, onward.port1, onward.port2]) port.close();
});
