import { SNIFF_BYTES } from '../../core/reference/limits.ts';
import { parseReferenceFile } from '../../core/reference/parse.ts';
import { sniffReference } from '../../core/reference/sniff.ts';
import { MAX_KEY_FILE_BYTES, MAX_SIGNED_BYTES } from '../../core/signature/limits.ts';
import { findSigningFile } from '../../core/signature/recognise.ts';
import type { FileBytes } from '../../platform/bytes/file-bytes.ts';
import type { Recognised } from '../shared/protocol.ts';
import type { KernelShelf } from './kernel-shelf.ts';
import { ownDigestsOf } from './own-digests.ts';

/**
 * What a small file is: a signature or key, or a reference; `undefined` when it is none of them. It
 * is read whole, once, and only when it is short or its beginning looks like a list. A reference comes
 * with digests of these very bytes. `kernels` are in nobody else's hands.
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
  const reference = isReference ? parseReferenceFile(file.name, bytes) : undefined;
  if (reference === undefined) return undefined;
  const ownDigests = await ownDigestsOf(bytes, kernels);
  return {
    kind: 'reference',
    reference: ownDigests ? { ...reference, ownDigests } : reference,
    bytes: bytes.length > MAX_SIGNED_BYTES ? undefined : bytes,
  };
}
