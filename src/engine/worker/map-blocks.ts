import { parseHex } from '../../core/bytes/hex.ts';
import type { Hasher, HasherFactory } from '../../core/digest/hasher.ts';
import { Fault } from '../../core/fault.ts';
import { BLOCK_BYTES, type BlockDigests } from '../../core/reference/block-map.ts';
import type { FileBytes } from '../../platform/bytes/file-bytes.ts';
import { KernelShelf } from './kernel-shelf.ts';
import type { RunControl } from './run-control.ts';

/** Read at once: a request for each single block would cost more than the hashing. */
const READ_BYTES = 4 * BLOCK_BYTES;
/** As of a reading. */
const PROGRESS_INTERVAL_MS = 250;
const DIGEST_BYTES = 32;

export interface MapPorts {
  readonly createHasher: HasherFactory;
  readonly now: () => number;
  readonly control: RunControl;
  readonly onProgress: (bytesRead: number) => void;
}

/**
 * Reads the file once. Rejects with a Fault: `cancelled`, `read.short`, `kernel.self-test`; or as
 * the platform does when it cannot be read.
 */
export async function mapBlocks(file: FileBytes, ports: MapPorts): Promise<BlockDigests> {
  const { control, onProgress, now } = ports;
  const whole = await takeHasher(ports.createHasher);
  const single = await takeHasher(ports.createHasher);
  const blocks = new Uint8Array(Math.ceil(file.size / BLOCK_BYTES) * DIGEST_BYTES);
  let told = now();
  for (let offset = 0; offset < file.size; offset += READ_BYTES) {
    const bytes = await control.untilOrdered(file.read(offset, READ_BYTES));
    if (bytes === undefined) throw new Fault('cancelled', 'mapping of blocks was cancelled');
    const expected = Math.min(READ_BYTES, file.size - offset);
    if (bytes.length !== expected) {
      throw new Fault('read.short', `read expected ${expected} bytes, got ${bytes.length}`);
    }
    whole.update(bytes);
    takeBlocks(bytes, single, blocks.subarray((offset / BLOCK_BYTES) * DIGEST_BYTES));
    if (now() - told < PROGRESS_INTERVAL_MS) continue;
    told = now();
    onProgress(offset + bytes.length);
  }
  return { sha256: whole.digest(), blocks };
}

/** Not from a shelf of the worker's: a reading may be using that. */
async function takeHasher(createHasher: HasherFactory): Promise<Hasher> {
  const [hasher] = await new KernelShelf(createHasher).take(['sha256']);
  if (hasher === undefined) throw new Fault('kernel.misuse', 'shelf expected one hasher');
  hasher.reset();
  return hasher;
}

function takeBlocks(bytes: Uint8Array, hasher: Hasher, out: Uint8Array): void {
  for (let start = 0; start < bytes.length; start += BLOCK_BYTES) {
    hasher.reset();
    hasher.update(bytes.subarray(start, start + BLOCK_BYTES));
    out.set(parseHex(hasher.digest()) ?? [], (start / BLOCK_BYTES) * DIGEST_BYTES);
  }
}
