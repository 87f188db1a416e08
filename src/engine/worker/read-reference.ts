import { DigestSet } from '../../core/digest/digest-set.ts';
import type { AlgorithmId, Digests } from '../../core/digest/algorithm.ts';
import { SNIFF_BYTES } from '../../core/reference/limits.ts';
import { parseReferenceFile } from '../../core/reference/parse.ts';
import type { Reference } from '../../core/reference/reference.ts';
import { sniffReference } from '../../core/reference/sniff.ts';
import type { FileBytes } from '../../platform/bytes/file-bytes.ts';
import type { KernelShelf } from './kernel-shelf.ts';

/** By these a reference is told from the image that somebody meant to hash. */
const OWN_ALGORITHMS: readonly AlgorithmId[] = ['sha256', 'sha1', 'md5'];

/**
 * The reference that a file holds, with digests of these very bytes; `undefined` when it is none.
 * The file is read whole, once, and only when its beginning looks like a reference. `kernels` are
 * in nobody else's hands.
 */
export async function readReference(
  file: FileBytes,
  kernels: KernelShelf,
): Promise<Reference | undefined> {
  const head = await file.read(0, SNIFF_BYTES);
  if (!sniffReference(file.name, head, file.size)) return undefined;
  const bytes = await file.readAll();
  const reference = parseReferenceFile(file.name, bytes);
  if (reference === undefined) return undefined;
  const ownDigests = await digestsOf(bytes, kernels);
  return ownDigests === undefined ? reference : { ...reference, ownDigests };
}

/** `undefined` where a kernel is missing or wrong: what the text says is of use all the same. */
async function digestsOf(bytes: Uint8Array, kernels: KernelShelf): Promise<Digests | undefined> {
  try {
    const set = new DigestSet(await kernels.take(OWN_ALGORITHMS));
    set.update(bytes);
    return set.digests();
  } catch {
    return undefined; // the self-test of the page tells the user
  }
}
