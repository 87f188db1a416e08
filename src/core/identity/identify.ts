/**
 * Finds out what an image says it is: from the labels of its volume, and from small files inside
 * that installation media carry.
 */
import type { ByteSource } from '../bytes/source.ts';
import type { FileTree } from '../image/tree.ts';
import type { Identity, VolumeLabels } from './identity.ts';

export interface IdentityInput {
  /** The whole image. */
  readonly source: ByteSource;
  /** The tree with the truest names; absent when nothing can be listed. */
  readonly tree: FileTree | undefined;
  readonly labels: VolumeLabels;
}

/**
 * Never throws for what the image holds; rejects only with what the platform rejects with. The
 * answer is plain data that can be posted between threads.
 */
export async function identify(_input: IdentityInput): Promise<Identity> {
  return Promise.resolve({ facts: [], findings: [] });
}
