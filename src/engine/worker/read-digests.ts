/**
 * One complete read of one file: every byte goes to every hasher once, and is counted. What is
 * handed back is either the digests of exactly the file that was there at the start, or a fault.
 */
import type { Digests } from '../../core/digest/algorithm.ts';
import { createDigestSet } from '../../core/digest/digest-set.ts';
import type { Hasher } from '../../core/digest/hasher.ts';
import { Fault } from '../../core/fault.ts';
import type { ChunkReader } from '../../platform/bytes/chunk-reader.ts';
import { readFault, touchFile } from '../../platform/bytes/read-fault.ts';
import type { RunControl } from './run-control.ts';

export interface ReadingPorts {
  /** Milliseconds on a clock that does not go back. */
  readonly now: () => number;
  /** Lets waiting messages in: pause and cancel arrive as such. */
  readonly yieldToMessages: () => Promise<void>;
  readonly openReader: (file: File) => Promise<ChunkReader>;
}

export interface Reading {
  readonly file: File;
  readonly hashers: readonly Hasher[];
  readonly control: RunControl;
  readonly onProgress: (bytesRead: number) => void;
}

/** Often enough to look alive, seldom enough to cost nothing. */
const PROGRESS_INTERVAL_MS = 100;

/**
 * Rejects with a Fault: `read.failed`, `read.changed`, `read.short`, `cancelled`. Progress is
 * reported at 0, then no more often than every `PROGRESS_INTERVAL_MS`, and once more at the end,
 * however the read ends.
 */
export async function readDigests(
  { file, hashers, control, onProgress }: Reading,
  ports: ReadingPorts,
): Promise<Digests> {
  const before = identityOf(file);
  const set = createDigestSet(hashers);
  onProgress(0);
  const reader = await orFault(ports.openReader(file), file, false);
  try {
    let reportedAt = ports.now();
    for (;;) {
      await ports.yieldToMessages();
      await control.untilGoing();
      if (control.isCancelled) throw new Fault('cancelled', `read cancelled at ${set.bytes} bytes`);
      const chunk = await orFault(reader.read(), file, set.bytes > 0);
      if (chunk === undefined) break;
      set.update(chunk);
      if (ports.now() - reportedAt < PROGRESS_INTERVAL_MS) continue;
      reportedAt = ports.now();
      onProgress(Math.min(set.bytes, before.size));
    }
  } finally {
    reader.close();
    onProgress(Math.min(set.bytes, before.size));
  }
  // Chromium's byte streams do not notice that the file is written to while they read it.
  await orFault(touchFile(file), file, set.bytes > 0);
  assertWhole(file, before, set.bytes);
  return set.digests();
}

/** What the platform gives, or a Fault for why it does not. */
async function orFault<T>(given: Promise<T>, file: File, hadBytes: boolean): Promise<T> {
  try {
    return await given;
  } catch (thrown) {
    throw await readFault(thrown, file, hadBytes);
  }
}

interface Identity {
  readonly size: number;
  readonly lastModified: number;
}

function identityOf({ size, lastModified }: File): Identity {
  return { size, lastModified };
}

function assertWhole(file: File, before: Identity, bytesRead: number): void {
  const after = identityOf(file);
  if (after.size !== before.size || after.lastModified !== before.lastModified) {
    throw new Fault('read.changed', `file expected ${show(before)}, got ${show(after)}`);
  }
  if (bytesRead < before.size) {
    throw new Fault('read.short', `read expected ${before.size} bytes, got ${bytesRead}`);
  }
  if (bytesRead > before.size) {
    throw new Fault('read.changed', `read expected ${before.size} bytes, got ${bytesRead}`);
  }
}

function show({ size, lastModified }: Identity): string {
  return `${size} bytes of ${lastModified}`;
}
