/** Comment lines, and the two kinds of them that say something of the digests below. */
import { tagOf, type Tag } from './tag.ts';

export interface Comment {
  /** Gentoo's `# SHA512 HASH`: the algorithm of the lines below. */
  readonly section?: Tag;
  /** Fedora's and Rocky Linux's `# name: 123 bytes`. */
  readonly size?: { readonly path: string; readonly bytes: number };
}

/** `;` begins the comments of several Windows tools; coreutils know `#` in the first column. */
const COMMENT = /^[ \t]*[#;]/;
const SECTION = /^#\s*(\S{1,32})\s+HASH(?:ES)?$/;
/** 2^53 has sixteen digits. */
const SIZE = /^#\s*(\S.*): (\d{1,16}) bytes$/;

/** `undefined` when the line is no comment. */
export function parseComment(line: string): Comment | undefined {
  if (!COMMENT.test(line)) return undefined;
  const text = line.trim();
  const section = SECTION.exec(text)?.[1];
  if (section !== undefined) return { section: tagOf(section) };
  const [, path, digits] = SIZE.exec(text) ?? [];
  const bytes = Number(digits);
  return path !== undefined && Number.isSafeInteger(bytes) ? { size: { path, bytes } } : {};
}
