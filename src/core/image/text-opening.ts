/** Whether the file's beginning reads as text, and whether that text is a web page. */
import { utf16LabelOf } from '../bytes/text.ts';

/** A web page saved in place of a download shows itself at once; a notice may come before. */
const MARKUP_CHARS = 4096;

const MARKUP = /<!doctype\s+html|<html[\s>]|<head[\s>]/i;

/** NUL and the other control characters, save white space and the escape of coloured logs. */
// eslint-disable-next-line no-control-regex -- these characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f\u007f]/;

/** `undefined`: not text. `bytes` may end within a character. */
export function recogniseText(bytes: Uint8Array): 'text' | 'html' | undefined {
  const text = decodeStrictly(bytes);
  if (text === undefined || CONTROL.test(text)) return undefined;
  return MARKUP.test(text.slice(0, MARKUP_CHARS)) ? 'html' : 'text';
}

/** UTF-16 where it is recognised, anything else as UTF-8. */
function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(utf16LabelOf(bytes) ?? 'utf-8', { fatal: true }).decode(bytes, {
      stream: true,
    });
  } catch {
    return undefined;
  }
}
