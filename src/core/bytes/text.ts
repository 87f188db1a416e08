/**
 * Bytes of unknown encoding as text: UTF-8 and UTF-16 as the Encoding Standard decodes them,
 * anything else byte by byte. Windows PowerShell 5 writes UTF-16LE with a byte order mark, old
 * checksum tools write the machine's code page; the digests in either are ASCII.
 */
import type { Finding } from '../finding.ts';

export interface DecodedText {
  /** Without its byte order mark. */
  readonly text: string;
  /** `encoding-guessed` when the bytes were neither UTF-8 nor well-formed UTF-16. */
  readonly findings: readonly Finding[];
}

/** Characters joined per step: `fromCharCode` takes its arguments from the stack. */
const LATIN1_STEP = 8192;

const GUESSED: readonly Finding[] = [{ code: 'encoding-guessed' }];

/**
 * The text that the bytes hold, or `undefined` when they hold none: a NUL is in no text. UTF-8
 * is decoded strictly; UTF-16 is only recognised by its byte order mark; all else is read as
 * Latin-1, so that every byte remains one character and nothing is lost or replaced.
 */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  const utf16 = utf16LabelOf(bytes);
  const decoded = utf16 === undefined ? decodeBytes(bytes) : decodeUtf16(bytes, utf16);
  return decoded?.text.includes('\0') ? undefined : decoded;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * A name or label recorded in an unsaid encoding: UTF-8 where the bytes are that, else Latin-1.
 * Every byte is kept, a NUL and a byte order mark too.
 */
export function decodeName(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    return decodeLatin1(bytes); // a TypeError: the bytes are not UTF-8
  }
}

const UTF16BE = new TextDecoder('utf-16be', { ignoreBOM: true });

/** U+FFFD in place of half a surrogate pair or of an odd last byte. */
export const decodeUtf16be = (bytes: Uint8Array): string => UTF16BE.decode(bytes);

function utf16LabelOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

/** Broken UTF-16 (an odd byte, half a surrogate pair) is read with U+FFFD in its place. */
function decodeUtf16(bytes: Uint8Array, label: string): DecodedText {
  const strict = decodeStrictly(bytes, label);
  if (strict !== undefined) return { text: strict, findings: [] };
  return { text: new TextDecoder(label).decode(bytes), findings: GUESSED };
}

function decodeBytes(bytes: Uint8Array): DecodedText | undefined {
  if (bytes.includes(0)) return undefined;
  const strict = decodeStrictly(bytes, 'utf-8');
  if (strict !== undefined) return { text: strict, findings: [] };
  return { text: decodeLatin1(bytes), findings: GUESSED };
}

function decodeStrictly(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined; // a TypeError: the bytes are not of this encoding
  }
}

/** Not `TextDecoder('latin1')`: the Encoding Standard takes that for windows-1252. */
function decodeLatin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += LATIN1_STEP) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + LATIN1_STEP)));
  }
  return parts.join('');
}
