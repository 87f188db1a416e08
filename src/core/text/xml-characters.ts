/** Which characters XML knows, and what its references stand for (XML 1.0, 5th edition). */

/** §2.2, Char: no control characters but three, no halves of surrogate pairs, no U+FFFE, U+FFFF. */
const FORBIDDEN = /[^\t\n\r -\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

export const hasForbiddenCharacter = (text: string): boolean => FORBIDDEN.test(text);

/** §4.6 */
const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['apos', "'"],
  ['quot', '"'],
]);

/** §4.1 */
const REFERENCE = /&([^\s&;<>]+);/g;

/** An ampersand that begins no reference. */
const BARE_AMPERSAND = /&(?![^\s&;<>]+;)/;

/** Of a reference that is not known, in a finding. */
const MAX_SHOWN = 64;

export interface DecodedReferences {
  readonly text: string;
  /** A reference that is neither predefined nor a character; it is left as it is. */
  readonly unknown: string | undefined;
}

export function decodeReferences(text: string): DecodedReferences {
  let unknown = BARE_AMPERSAND.test(text) ? '&' : undefined;
  const decoded = text.replace(REFERENCE, (whole: string, name: string) => {
    const character = findCharacter(name);
    if (character === undefined) unknown ??= whole.slice(0, MAX_SHOWN);
    return character ?? whole;
  });
  return { text: decoded, unknown };
}

function findCharacter(name: string): string | undefined {
  if (!name.startsWith('#')) return PREDEFINED.get(name);
  const isHex = name.startsWith('#x');
  const digits = name.slice(isHex ? 2 : 1);
  if (!(isHex ? /^[\da-fA-F]+$/ : /^\d+$/).test(digits)) return undefined;
  const codePoint = Number.parseInt(digits, isHex ? 16 : 10);
  if (codePoint > 0x10ffff) return undefined;
  const character = String.fromCodePoint(codePoint);
  return hasForbiddenCharacter(character) ? undefined : character;
}
