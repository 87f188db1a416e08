import { describe, expect, test } from 'vitest';
import type { HasherFactory } from '../../../src/core/digest/hasher.ts';
import { createHasher } from '../../../src/core/digest/kernels.ts';
import type { WorkerEvent } from '../../../src/engine/shared/protocol.ts';
import { mapBlocks, type MapPorts } from '../../../src/engine/worker/map-blocks.ts';
import { RunControl } from '../../../src/engine/worker/run-control.ts';
import { WorkerServer } from '../../../src/engine/worker/serve.ts';
import { fileBytes } from '../../../src/platform/bytes/file-bytes.ts';
import { countingBytes } from '../../support/counting-bytes.ts';
import { nodeDigest } from '../../support/node-digest.ts';

const MIB = 2 ** 20;

function ports(parts: Partial<MapPorts> = {}): MapPorts {
  let now = 0;
  return {
    createHasher,
    now: () => (now += 1_000),
    control: new RunControl(),
    onProgress: () => undefined,
    ...parts,
  };
}

describe('the digests of blocks', () => {
  test.each([1, MIB - 1, MIB, MIB + 1, 4 * MIB, 9 * MIB + 5])('of %i bytes', async (size) => {
    const bytes = countingBytes(size);
    const { sha256, blocks } = await mapBlocks(fileBytes(new File([bytes], 'x.iso')), ports());
    const expected = Array.from({ length: Math.ceil(size / MIB) }, (_, index) =>
      nodeDigest('sha256', bytes.subarray(index * MIB, (index + 1) * MIB)),
    );
    expect(sha256).toBe(nodeDigest('sha256', bytes));
    expect(Buffer.from(blocks).toString('hex')).toBe(expected.join(''));
  });

  test('come with progress that ends at the size', async () => {
    const told: number[] = [];
    const file = fileBytes(new File([countingBytes(9 * MIB)], 'x.iso'));
    await mapBlocks(file, ports({ onProgress: (bytesRead) => told.push(bytesRead) }));
    expect(told).toEqual([4 * MIB, 8 * MIB, 9 * MIB]);
  });

  test('are not given of a file that got shorter', async () => {
    const file = fileBytes(new File([countingBytes(5 * MIB)], 'x.iso'));
    const longer = { ...file, size: 6 * MIB };
    await expect(mapBlocks(longer, ports())).rejects.toMatchObject({ code: 'read.short' });
  });

  test('are not given by a kernel that answers wrongly', async () => {
    const wrong: HasherFactory = () => createHasher('sha3-256');
    const file = fileBytes(new File([countingBytes(5)], 'x.iso'));
    const outcome = mapBlocks(file, ports({ createHasher: wrong }));
    await expect(outcome).rejects.toMatchObject({ code: 'kernel.self-test' });
  });
});

test('a worker stops when it is told to, even while it waits for a slow disk', async () => {
  const posted: WorkerEvent[] = [];
  const server = new WorkerServer({
    post: (event) => posted.push(event),
    now: () => 0,
    yieldToMessages: () => Promise.resolve(),
    openReader: () => Promise.reject(new Error('no reading was asked for')),
    findReadingWay: () => Promise.resolve('slices'),
    createHasher,
  });
  const file = new File([countingBytes(5)], 'x.iso');
  const never = new Blob();
  never.arrayBuffer = () => new Promise(() => undefined);
  file.slice = () => never;
  const mapping = server.receive({ kind: 'map', id: 7, file });
  await server.receive({ kind: 'cancel', id: 7 });
  await mapping;
  expect(posted).toMatchObject([{ kind: 'failed', id: 7, fault: { code: 'cancelled' } }]);
});
