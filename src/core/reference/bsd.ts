/**
 * Tagged lines: `SHA256 (name) = hex` of the BSDs, coreutils and RHash (which pads the tag), and
 * `SHA2-256(name)= hex` of OpenSSL.
 */
import { unescapeName } from './escape.ts';

export interface BsdLine {
  /** As it is written; `undefined` in OpenSSL's old `(stdin)= hex`. */
  readonly tag: string | undefined;
  /** As it is after unescaping; `undefined` for what came from standard input. */
  readonly path: string | undefined;
  /** What stands in the digest's place, unread. */
  readonly value: string;
}

const OPENING = /^(\\?)([A-Za-z][A-Za-z0-9/_-]{0,31})?[ \t]*$/;
const CLOSING = /^[ \t]*=[ \t]*/;

/** The parts of one line, or `undefined` when it is not of this form. */
export function splitBsdLine(line: string): BsdLine | undefined {
  const open = line.indexOf('(');
  // Names contain parentheses, digests do not: the name ends at the last one.
  const close = line.lastIndexOf(')');
  if (open === -1 || close < open) return undefined;
  const [opening, backslash, tag] = OPENING.exec(line.slice(0, open).trimStart()) ?? [];
  const value = valueOf(line.slice(close + 1));
  if (opening === undefined || value === '') return undefined;
  const name = line.slice(open + 1, close);
  const path = backslash ? unescapeName(name) : name;
  return path ? named(tag, path, value) : undefined;
}

/** `sha256sum --tag <x` writes `-` for standard input, `openssl dgst <x` writes `stdin`. */
function named(tag: string | undefined, path: string, value: string): BsdLine | undefined {
  if (tag === undefined && path !== 'stdin') return undefined;
  return { tag, path: path === '-' || path === 'stdin' ? undefined : path, value };
}

function valueOf(rest: string): string {
  const closing = CLOSING.exec(rest);
  return closing ? rest.slice(closing[0].length).trim() : '';
}
