/** Texts as one word of a command line, for the shells that people paste into. */

/**
 * Control and invisible characters, which a terminal may act upon or show as something else than
 * they are: they are never pasted as they stand.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

/**
 * For POSIX shells: in single quotes. Backslashes stand outside of these, where fish takes them as
 * they do. Where it has characters that do not show, as `$'…'` with octal bytes, which bash, zsh and
 * ksh know (POSIX.1-2024 §2.2.4): also for a quote, which to other shells (dash) would be the end.
 * Half a surrogate pair becomes U+FFFD.
 */
export function quotePosix(text: string): string {
  if (!UNPRINTABLE.test(text)) return `'${text.replace(/['\\]/g, "'\\$&'")}'`;
  const quoted = Array.from(text, (character) =>
    /['\\]/.test(character) || UNPRINTABLE.test(character) ? octal(character) : character,
  );
  return `$'${quoted.join('')}'`;
}

const octal = (character: string): string =>
  Array.from(
    new TextEncoder().encode(character),
    (byte) => `\\${byte.toString(8).padStart(3, '0')}`,
  ).join('');

/** PowerShell takes typographic single quotes for plain ones (`CharTraits.IsSingleQuote`). */
const POWERSHELL_QUOTES = /['\u2018-\u201b]/g;

/** In single quotes; `undefined` where it has characters that do not show. */
export function quotePowershell(text: string): string | undefined {
  if (UNPRINTABLE.test(text)) return undefined;
  return `'${text.replace(POWERSHELL_QUOTES, (quote) => quote + quote)}'`;
}

/**
 * For cmd.exe: in double quotes. `undefined` for what its prompt would replace even there, and for
 * what no file name of Windows has.
 */
export function quoteCmd(text: string): string | undefined {
  if (/["%!<>|?*:\\/]/.test(text) || UNPRINTABLE.test(text)) return undefined;
  return `"${text}"`;
}
