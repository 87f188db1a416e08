/**
 * Lines as sha256sum and its family write and check them (GNU coreutils, src/cksum.c, `split_3`):
 * `hex  name`, `hex *name`, and "BSD reversed" `hex name` with one blank.
 *
 * Perl's shasum has marks of its own in the place of the second blank: `U` (`-U`), `^` (`-0`) and
 * formerly `?` (`-p`). To all other programs they are the first letter of a name, as here; but its
 * digest may then be one of other bytes than the file's.
 *
 * Coreutils take the form of a list from its first line, and in a reversed list read a second
 * blank or a star as part of the name. Here it is never part of it: names do not begin so, and one
 * damaged line above must not change the names of all lines below.
 */
import { unescapeName } from './escape.ts';

/** Two characters between digest and name, or one. */
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
const SHASUM_MARK = /^[U^?]./s;

/**
 * The parts of one line, or `undefined` when it has no name, when its escapes are not coreutils',
 * or when it has one blank where `listForm` shows that the lines of this list have two characters.
 */
export function splitGnuLine(line: string, listForm: GnuForm | undefined): GnuLine | undefined {
  const [leading = '', backslash] = LEADING.exec(line) ?? [];
  const content = line.slice(leading.length);
  const end = content.search(BLANK);
  const rest = content.slice(end + 1);
  if (end < 1 || isNameless(rest)) return undefined;
  const form = /^[ *]/.test(rest) ? 'two-character' : 'reversed';
  if (form === 'reversed' && listForm === 'two-character') return undefined;
  const path = readName(form === 'two-character' ? rest.slice(1) : rest, backslash);
  return path === undefined ? undefined : { token: content.slice(0, end), path, form };
}

/** Does the path begin with what may be a mark of shasum? */
export const mayBeMarked = ({ path, form }: GnuLine): boolean =>
  form === 'reversed' && SHASUM_MARK.test(path);

const readName = (name: string, backslash: string | undefined): string | undefined =>
  backslash ? unescapeName(name) : name;

/** A digest before a lone mode mark, or before blanks: those are no names, unlike in `split_3`. */
const isNameless = (rest: string): boolean => rest.trim() === '' || rest === '*';
