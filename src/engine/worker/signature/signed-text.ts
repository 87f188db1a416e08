/**
 * What is signed of a text, as the reader of references sees it. The very lines that make claims
 * are hashed here, so that no frame can show the reader one text and the check another.
 */
import { decodeText, utf16LabelOf } from '../../../core/bytes/text.ts';
import { frameSigned, signedLine } from '../../../core/reference/clearsigned.ts';
import { frameSignify } from '../../../core/reference/signify-frame.ts';
import { linesOf, type Span } from '../../../core/text/lines.ts';

export interface SignedPart {
  /** Its lines joined by CR LF (RFC 9580 §7.2), in the encoding in which they stand. */
  readonly message: Uint8Array;
  /** The armour of its signatures. */
  readonly signature: Uint8Array;
}

/** Latin-1, as `decodeText` reads what is not UTF-8: one byte a character. */
const encodeLatin1 = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));

/** The clear-signed parts, in order; none of a text in UTF-16, which no signer reads as text. */
export function findSignedParts(list: Uint8Array): readonly SignedPart[] {
  const isUtf16 = utf16LabelOf(list) !== undefined;
  const decoded = isUtf16 ? undefined : decodeText(list);
  const framing = decoded && frameSigned(decoded.text);
  if (!decoded || !framing) return [];
  const { text, findings } = decoded;
  const utf8 = new TextEncoder();
  const encode = findings.length > 0 ? encodeLatin1 : (part: string) => utf8.encode(part);
  const messageOf = (span: Span): string =>
    Array.from(linesOf(text, span), (line) => signedLine(line.text)).join('\r\n');
  return framing.signatures.flatMap((armour, index) => {
    const cleartext = framing.signed[index];
    if (!cleartext) return [];
    const signature = utf8.encode(text.slice(armour.start, armour.end));
    return [{ message: encode(messageOf(cleartext)), signature }];
  });
}

/** Does the reader of references take it for signify's embedded form? */
export function isSignifyText(list: Uint8Array): boolean {
  const text = decodeText(list)?.text;
  return text !== undefined && frameSignify(text) !== undefined;
}

const LF = 0x0a;
const CR = 0x0d;

/** RFC 9580 §5.2.1.2: a text signature covers the text with CR LF at the end of its lines. */
export function canonicalText(bytes: Uint8Array): Uint8Array {
  const isBare = (index: number): boolean => bytes[index] === LF && bytes[index - 1] !== CR;
  let bare = 0;
  for (let i = 0; i < bytes.length; i++) if (isBare(i)) bare++;
  const text = new Uint8Array(bytes.length + bare);
  for (let i = 0, at = 0; i < bytes.length; i++) {
    if (isBare(i)) text[at++] = CR;
    text[at++] = bytes[i] ?? 0;
  }
  return text;
}
