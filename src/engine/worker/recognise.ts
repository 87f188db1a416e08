import type { AlgorithmId, Digests } from '../../core/digest/algorithm.ts';
import { DigestSet } from '../../core/digest/digest-set.ts';
import { SNIFF_BYTES } from '../../core/reference/limits.ts';
import { parseReferenceFile } from '../../core/reference/parse.ts';
import { sniffReference } from '../../core/reference/sniff.ts';
import { MAX_KEY_FILE_BYTES, MAX_SIGNED_BYTES } from '../../core/signature/limits.ts';
import { findSigningFile } from '../../core/signature/recognise.ts';
import type { FileBytes } from '../../platform/bytes/file-bytes.ts';
import type { Recognised } from '../shared/protocol.ts';
import type { KernelShelf } from './kernel-shelf.ts';

/** By these a reference is told from the image that somebody meant to hash. */
const OWN_ALGORITHMS: readonly AlgorithmId[] = ['sha256', 'sha1', 'md5'];

/**
 * What a small file is: a signature or key, or a reference; `undefined` when it is none of them. It
 * is read whole, once, and only when it is short or its beginning looks like a list. `kernels` are in
 * nobody else's hands.
 */
export async function recognise(
  file: FileBytes,
  kernels: KernelShelf,
): Promise<Recognised | undefined> {
  const head = await file.read(0, SNIFF_BYTES);
  const isShort = file.size <= MAX_KEY_FILE_BYTES;
  const isReference = sniffReference(file.name, head, file.size);
  if (!isShort && !isReference) return undefined;
  const bytes = await file.readAll();
  const signing = findSigningFile(bytes);
  if (signing) return { kind: signing.role, bytes };
  const parsed = isReference ? parseReferenceFile(file.name, bytes) : undefined;
  if (parsed === undefined) return undefined;
  const ownDigests = await digestsOf(bytes, kernels);
  const reference = ownDigests === undefined ? parsed : { ...parsed, ownDigests };
  return {
    kind: 'reference',
    reference,
    bytes: bytes.length > MAX_SIGNED_BYTES ? undefined : bytes,
  };
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
