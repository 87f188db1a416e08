/**
 * A directory tree inside an image, whatever format recorded it. Nothing is read before it is
 * asked for.
 */
import type { Finding } from '../finding.ts';

/** A run of bytes of the image file. */
export interface Extent {
  /** 0-based byte offset in the image file. */
  readonly offset: number;
  /** Bytes, from 1. */
  readonly length: number;
  /** Recorded as a hole: the file has zeros here, whatever the image holds at `offset`. */
  readonly isHole?: true;
}

export interface TreeEntry {
  /** As recorded, decoded; untrusted text. Empty for the root. */
  readonly name: string;
  readonly kind: 'directory' | 'file' | 'link' | 'other';
  /** Bytes of its content as recorded: a claim until the extents lie inside the image. */
  readonly size: number;
  /** Where its content is, in the order of its bytes. */
  readonly extents: readonly Extent[];
  /** Content that is stored inside the entry's own record instead of in extents. */
  readonly embedded?: Uint8Array;
  /** ISO 8601 with an offset where one was recorded; absent when it was not given or impossible. */
  readonly modified?: string;
  /** Of a link: where it points, as recorded; untrusted text. */
  readonly target?: string;
  readonly isHidden?: true;
}

export interface Listing {
  /** In recorded order; without the entries for the directory itself and its parent. */
  readonly entries: readonly TreeEntry[];
  readonly findings: readonly Finding[];
}

export interface FileTree {
  readonly root: TreeEntry;
  /**
   * What a directory of this tree holds. Reads the image; never throws for what the image holds.
   * A directory that is not one, or that was listed already under another name, has no entries
   * and a finding.
   */
  list(directory: TreeEntry): Promise<Listing>;
}
