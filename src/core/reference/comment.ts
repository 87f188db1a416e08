/** Comment lines, and the four kinds of them that say something of the digests below. */
import { findTag, tagOf, type Tag } from './tag.ts';

export interface Comment {
  /** Gentoo's `# SHA512 HASH`: the algorithm of the lines below. */
  readonly section?: Tag;
  /** Fedora's and Rocky Linux's `# name: 123 bytes`. */
  readonly size?: { readonly path: string; readonly bytes: number };
  /** FastSum's `; UTF8: *name`: how the name in the next line is written in full. */
  readonly nextPath?: string;
}

/** `;` begins the comments of several Windows tools, `//` FCIV's; coreutils know `#` in the first column. */
const COMMENT = /^[ \t]*(?:[#;]|\/\/)/;
const SECTION = /^#\s*(\S{1,32})\s+HASH(?:ES)?$/;
/** corz checksum's `.hash` files say of each line below: `#sha1#x.iso#2013.04.21@02.48:46`. */
const CORZ = /^#([a-z0-9-]{2,12})#[^#]+#\d{4}\.\d\d\.\d\d@/i;
const FAST_SUM = /^; UTF8: \*(.+)$/s;
/** 2^53 has sixteen digits. */
const SIZE = /^#\s*(\S.*): (\d{1,16}) bytes$/;

/** `undefined` when the line is no comment. */
export function parseComment(line: string): Comment | undefined {
  if (!COMMENT.test(line)) return undefined;
  const text = line.trim();
  return readSection(text) ?? readName(text) ?? readSize(text) ?? {};
}

function readSection(text: string): Comment | undefined {
  const section = SECTION.exec(text)?.[1];
  if (section !== undefined) return { section: tagOf(section) };
  const corz = findTag(CORZ.exec(text)?.[1] ?? '');
  return corz && { section: corz };
}

function readName(text: string): Comment | undefined {
  const nextPath = FAST_SUM.exec(text)?.[1];
  return nextPath === undefined ? undefined : { nextPath };
}

function readSize(text: string): Comment | undefined {
  const [, path, digits] = SIZE.exec(text) ?? [];
  const bytes = Number(digits);
  return path !== undefined && Number.isSafeInteger(bytes) ? { size: { path, bytes } } : undefined;
}
