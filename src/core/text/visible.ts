/**
 * Untrusted text made fit to be shown: every character that is invisible, moves its neighbours
 * about or breaks the line is written out as `⟨U+202E⟩`, so that what is read is what is there.
 */

/** Characters shown of one text: the longest file name of common file systems has 255. */
export const MAX_VISIBLE_CHARACTERS = 255;

/** Of a text that is too long the end is kept too: a file name's extension is there. */
const TAIL_CHARACTERS = 64;

/**
 * General categories C (control, format with all bidi controls, lone surrogates, private use,
 * unassigned), Zl and Zp; spaces other than U+0020; what a renderer may leave out (variation
 * selectors, Hangul fillers); the blank Braille pattern; and the two brackets of the escape
 * itself, so that an escape cannot be forged.
 */
const HIDDEN =
  /^[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\u27e8\u27e9]$|^(?! )\p{Zs}$/u;

/**
 * `text` with every hidden character as `⟨U+hex⟩`. A space is written out too where it would not
 * show: at either end, and after another space. At most `limit` characters are shown; of a
 * longer text the middle is replaced by `…`.
 */
export function visibleText(text: string, limit: number = MAX_VISIBLE_CHARACTERS): string {
  const [head, tail] = cut(text, limit);
  const shown = [...head, ...tail];
  const pieces = shown.map((character, index) => {
    const isEdge = index === 0 || index === shown.length - 1;
    const isHidden =
      character === ' ' ? isEdge || shown[index - 1] === ' ' : HIDDEN.test(character);
    return isHidden ? escapeOf(character) : character;
  });
  if (tail.length > 0) pieces.splice(head.length, 0, '…');
  return pieces.join('');
}

/** The code points to show: all of them, or the first and the last ones. */
function cut(text: string, limit: number): [head: string[], tail: string[]] {
  // A code point has at most two code units: a text of any length is looked at only so far.
  const head = [...text.slice(0, 2 * limit + 2)];
  if (head.length <= limit && text.length <= 2 * limit + 2) return [head, []];
  const tailLength = Math.min(TAIL_CHARACTERS, Math.floor(limit / 4));
  const tail = tailLength > 0 ? [...text.slice(-2 * tailLength - 2)].slice(-tailLength) : [];
  return [head.slice(0, limit - tailLength), tail];
}

function escapeOf(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  return `⟨U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
