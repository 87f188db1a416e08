import type { AlgorithmId, Digests } from '../../core/digest/algorithm.ts';
import { DigestSet } from '../../core/digest/digest-set.ts';
import type { KernelShelf } from './kernel-shelf.ts';

/** By these a reference is told from the image that somebody meant to hash. */
const OWN_ALGORITHMS: readonly AlgorithmId[] = ['sha256', 'sha1', 'md5'];

/**
 * Digests of a small file's bytes. `undefined` where a kernel is missing or wrong: what the file says
 * is of use all the same. `kernels` are in nobody else's hands.
 */
export async function ownDigestsOf(
  bytes: Uint8Array,
  kernels: KernelShelf,
): Promise<Digests | undefined> {
  try {
    const set = new DigestSet(await kernels.take(OWN_ALGORITHMS));
    set.update(bytes);
    return set.digests();
  } catch {
    return undefined; // the self-test of the page tells the user
  }
}
