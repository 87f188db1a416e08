/**
 * File names as GNU coreutils escape them (src/cksum.c, `filename_unescape`): a line that begins
 * with a backslash has a name in which `\\`, `\n` and `\r` stand for a backslash, LF and CR.
 */

const MEANINGS = new Map([
  ['\\', '\\'],
  ['n', '\n'],
  ['r', '\r'],
]);

/** The name itself; `undefined` when it has any other escape, or a backslash at its end. */
export function unescapeName(escaped: string): string | undefined {
  const parts: string[] = [];
  let start = 0;
  for (let at = escaped.indexOf('\\'); at !== -1; at = escaped.indexOf('\\', start)) {
    const meaning = MEANINGS.get(escaped.charAt(at + 1));
    if (meaning === undefined) return undefined;
    parts.push(escaped.slice(start, at), meaning);
    start = at + 2;
  }
  return parts.join('') + escaped.slice(start);
}
