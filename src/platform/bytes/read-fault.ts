import { Fault, type FaultCode } from '../../core/fault.ts';

/**
 * Reads next to nothing of a file, to see whether it can still be read. Rejects as the platform
 * does. Chromium compares size and date with those of the time when the file was chosen; in a file
 * of no bytes the whole is read, since a slice of it would not touch the disk, and a file that is
 * gone says that it has no bytes (Chromium 156, 109).
 */
export async function touchFile(file: Blob): Promise<void> {
  await (file.size === 0 ? file : file.slice(0, 1)).arrayBuffer();
}

/**
 * What became of a file that could not be read, as far as the platform lets it be told. Chromium
 * gives NotReadableError (slices) or a TypeError "network error" (streams) both for a file that
 * was written to since it was chosen and for a disk error; NotFoundError for one that is gone. A
 * file that was written to cannot be read at any place any more, a bad place on the medium spoils
 * only itself: so its first byte is tried once more.
 *
 * `hadBytes`: whether some of it was read before. If not, a refusal may as well be one of
 * permission, and the file is not said to have changed.
 */
export async function readFault(thrown: unknown, file: Blob, hadBytes: boolean): Promise<Fault> {
  if (thrown instanceof Fault) return thrown;
  const isGone = nameOf(thrown) === 'NotFoundError';
  return Fault.of(thrown, isGone ? 'read.failed' : await probe(file, hadBytes));
}

async function probe(file: Blob, hadBytes: boolean): Promise<FaultCode> {
  try {
    await touchFile(file);
    return 'read.failed';
  } catch (thrown) {
    return hadBytes && nameOf(thrown) === 'NotReadableError' ? 'read.changed' : 'read.failed';
  }
}

function nameOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null || !('name' in thrown)) return '';
  return String(thrown.name);
}
