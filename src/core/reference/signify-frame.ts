/**
 * The embedded form of OpenBSD's signify(1): two lines, and then all the rest of the file is the
 * message, signed byte for byte. Framing only; nothing is verified here.
 */
import { linesOf, wholeSpan, type Span } from '../text/lines.ts';

const COMMENT = 'untrusted comment: ';

/** "Ed", eight bytes of key ID and 64 of signature, in base64. */
const SIGNATURE = /^RW[A-Za-z0-9+/]{97}=$/;

/** Where the message is; `undefined` for a text that is not of this form, or has no message. */
export function frameSignify(text: string): Span | undefined {
  if (!text.startsWith(COMMENT)) return undefined;
  const span = wholeSpan(text);
  if (span.lineBreak !== '\n') return undefined;
  for (const line of linesOf(text, span)) {
    if (line.number === 1) continue;
    if (!SIGNATURE.test(line.text) || line.next >= text.length) return undefined;
    return { ...span, start: line.next, firstLine: 3 };
  }
  return undefined;
}
