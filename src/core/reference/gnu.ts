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
  const [leading = '', backslash = ''] = LEADING.exec(line) ?? [];
  const content = line.slice(leading.length);
  const end = content.search(BLANK);
  if (end < 1) return undefined;
  const rest = content.slice(end + 1);
  if (rest.trim() === '' || rest === '*') return undefined;
  const ownForm = rest.length === 1 || !/^[ *]/.test(rest) ? 'reversed' : 'two-character';
  if (form === 'two-character' && ownForm === 'reversed') return undefined;
  const listForm = form ?? ownForm;
  const name = listForm === 'two-character' ? rest.slice(1) : rest;
  const path = backslash ? unescapeName(name) : name;
  return path === undefined ? undefined : { token: content.slice(0, end), path, form: listForm };
}
