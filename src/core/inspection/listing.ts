/** What a file browser asks of an image, as plain data. */
import type { Finding } from '../finding.ts';

/**
 * The way from the root to an entry: its place, from 0, in the listing of each directory. Not
 * names: a damaged or hostile directory has several entries of one name.
 */
export type EntryPath = readonly number[];

export interface ListedEntry {
  /** As recorded; untrusted text. */
  readonly name: string;
  readonly kind: 'directory' | 'file' | 'link' | 'other';
  /** Bytes as recorded. */
  readonly size: number;
  /** ISO 8601. */
  readonly modified?: string;
  /** Of a link: untrusted text. */
  readonly target?: string;
  readonly isHidden?: true;
}

export interface DirectoryListing {
  readonly entries: readonly ListedEntry[];
  readonly findings: readonly Finding[];
}

/** A run of bytes of the content: a range of the image, or zeros. */
export interface ContentPart {
  /** In the image; absent for a hole, which reads as zeros. */
  readonly offset?: number;
  readonly length: number;
}

/** Where the content of a file is. */
export interface FileLocation {
  readonly name: string;
  /** Bytes as recorded. */
  readonly size: number;
  /** In the order of the content, all within the image and together at most `size` bytes. */
  readonly parts: readonly ContentPart[];
  /** The parts are all of it. */
  readonly isWhole: boolean;
  /** The content is stored packed (zisofs), and is so when it is put together. */
  readonly isPacked?: true;
}
