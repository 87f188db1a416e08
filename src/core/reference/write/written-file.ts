import type { Digests } from '../../digest/algorithm.ts';

/** A file as a reference is written about it. */
export interface WrittenFile {
  /** Its base name. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly digests: Digests;
  /** SHA-256 of its blocks, 32 bytes each, when they were computed. */
  readonly blocks?: { readonly length: number; readonly digests: Uint8Array } | undefined;
}

/**
 * The name as checkers of lists take it for a file: `-` is standard input to them, and a name of
 * blanks or with a star alone would be none.
 */
export const pathOf = (name: string): string =>
  name === '-' || name === 'stdin' || name === '*' || name.trim() === '' ? `./${name}` : name;
