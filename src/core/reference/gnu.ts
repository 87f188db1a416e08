/**
 * Lines as sha256sum and its family write and check them (GNU coreutils, src/cksum.c, `split_3`):
 * `hex  name`, `hex *name`, and "BSD reversed" `hex name` with one blank.
 */
import { unescapeName } from './escape.ts';

/**
 * Two characters between digest and name, or one. One list has one form: in a list of the second
 * form a blank or a star belongs to the name, and else any renamed file could pass for another.
 */
export type GnuForm = 'two-character' | 'reversed';

export interface GnuLine {
  /** What stands in the digest's place, unread. */
  readonly token: string;
  /** As it is after unescaping, with all its blanks. */
  readonly path: string;
  readonly form: GnuForm;
}

const LEADING = /^[ \t]*(\\?)/;
const BLANK = /[ \t]/;

/**
 * The parts of one line; `form` is that of the list so far. `undefined` when the line has no
 * name, its form is not that of the list, or its escapes are not coreutils'.
 */
export function splitGnuLine(line: string, form: GnuForm | undefined): GnuLine | undefined {
  const [leading = '', backslash] = LEADING.exec(line) ?? [];
  const content = line.slice(leading.length);
  const end = content.search(BLANK);
  const rest = content.slice(end + 1);
  if (end < 1 || isNameless(rest)) return undefined;
  const listForm = agreedForm(formOf(rest), form);
  if (!listForm) return undefined;
  const name = listForm === 'two-character' ? rest.slice(1) : rest;
  const path = backslash ? unescapeName(name) : name;
  return path === undefined ? undefined : { token: content.slice(0, end), path, form: listForm };
}

/** A digest before a lone mode mark, or before blanks: those are no names, unlike in `split_3`. */
const isNameless = (rest: string): boolean => rest.trim() === '' || rest === '*';

const formOf = (rest: string): GnuForm =>
  rest.length > 1 && /^[ *]/.test(rest) ? 'two-character' : 'reversed';

/** Where the list's form is `reversed`, a second blank is taken for part of the name. */
const agreedForm = (own: GnuForm, list: GnuForm | undefined): GnuForm | undefined =>
  list === 'two-character' && own === 'reversed' ? undefined : (list ?? own);
