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
  if (open === -1) return undefined;
  const opening = OPENING.exec(line.slice(0, open).trimStart());
  if (!opening) return undefined;
  const [, backslash, tag] = opening;
  // Names contain parentheses, digests do not: the name ends at the last one.
  const close = line.lastIndexOf(')');
  if (close < open) return undefined;
  const rest = line.slice(close + 1);
  const closing = CLOSING.exec(rest);
  const value = closing ? rest.slice(closing[0].length).trim() : '';
  const name = line.slice(open + 1, close);
  const path = backslash ? unescapeName(name) : name;
  if (value === '' || path === undefined || path === '') return undefined;
  if (tag === undefined && path !== 'stdin') return undefined;
  return { tag, path: isStandardInput(path) ? undefined : path, value };
}

/** `sha256sum --tag <x` writes `-`, `openssl dgst <x` writes `stdin`. */
const isStandardInput = (path: string): boolean => path === '-' || path === 'stdin';
