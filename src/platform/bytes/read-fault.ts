import { Fault, type FaultCode } from '../../core/fault.ts';
import { touch, type FileBytes } from './file-bytes.ts';

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
export async function readFault(
  thrown: unknown,
  file: FileBytes,
  hadBytes: boolean,
): Promise<Fault> {
  if (thrown instanceof Fault) return thrown;
  const isGone = nameOf(thrown) === 'NotFoundError';
  return Fault.of(thrown, isGone ? 'read.failed' : await probe(file, hadBytes));
}

async function probe(file: FileBytes, hadBytes: boolean): Promise<FaultCode> {
  try {
    await touch(file);
    return 'read.failed';
  } catch (thrown) {
    return hadBytes && nameOf(thrown) === 'NotReadableError' ? 'read.changed' : 'read.failed';
  }
}

function nameOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null || !('name' in thrown)) return '';
  return String(thrown.name);
}
