/** What one line of a reference, or one part of a structured one, was found to be. */
import type { Comment } from './comment.ts';
import type { GnuForm } from './gnu.ts';
import { quoted } from './limits.ts';
import type { ListedAs, Pieces, ReferenceFormat } from './reference.ts';
import type { Remark, Statement } from './statement.ts';

export type Reading =
  | { readonly kind: 'blank' }
  | { readonly kind: 'comment'; readonly comment: Comment }
  | {
      readonly kind: 'digests';
      readonly format: ReferenceFormat;
      readonly path: string | undefined;
      readonly statements: readonly Statement[];
      /** Bytes of the file, where its name is known. */
      readonly size?: number;
      readonly listedAs?: ListedAs;
      /** Set when the line fixes the form of its list. */
      readonly form?: GnuForm;
    }
  /** A file, and what is said of it beside its digests; perhaps it has none. */
  | {
      readonly kind: 'file';
      readonly format: ReferenceFormat;
      readonly path: string;
      readonly size?: number;
      readonly pieces?: Pieces;
    }
  | { readonly kind: 'special' | 'malformed'; readonly remark: Remark };

/** A reading and its 1-based line. */
export interface PlacedReading {
  readonly reading: Reading;
  readonly line: number;
}

export const malformed = (text: string): Reading => ({
  kind: 'malformed',
  remark: { code: 'malformed-line', detail: { text: quoted(text) } },
});

export const special = (remark: Remark): Reading => ({ kind: 'special', remark });

/** How long a file is, in bytes. */
export const sizeReading = (path: string, bytes: number): Reading => ({
  kind: 'comment',
  comment: { size: { path, bytes } },
});
