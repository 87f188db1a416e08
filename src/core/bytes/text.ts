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
 * is decoded strictly; UTF-16 is recognised as `utf16LabelOf` says; all else is read as
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

type Utf16 = 'utf-16le' | 'utf-16be';

/** Which UTF-16 the bytes are, by their byte order mark, or by the zeros in ASCII characters. */
export function utf16LabelOf(bytes: Uint8Array): Utf16 | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : unmarkedUtf16LabelOf(bytes);
}

/** Of four characters of a text without a mark so many are ASCII: digests are, names need not be. */
const MIN_ASCII_OF_FOUR = 3;

/**
 * Only where nothing else is likely: the first character is ASCII, most of the others are, and
 * none is a control character, above all no NUL, of which binary files have many.
 */
function unmarkedUtf16LabelOf(bytes: Uint8Array): Utf16 | undefined {
  const high = bytes[0] === 0 ? 0 : 1;
  if (bytes.length % 2 !== 0 || bytes[high] !== 0) return undefined;
  const ascii = countAscii(bytes, high) ?? 0;
  if (ascii * 4 < (bytes.length / 2) * MIN_ASCII_OF_FOUR) return undefined;
  return high === 1 ? 'utf-16le' : 'utf-16be';
}

/** Characters of ASCII; `undefined` if one of them controls. `high`: the place of the high byte. */
function countAscii(bytes: Uint8Array, high: 0 | 1): number | undefined {
  let ascii = 0;
  for (let at = 0; at < bytes.length; at += 2) {
    const low = bytes[at + 1 - high] ?? 0;
    if (bytes[at + high] !== 0 || low > 0x7f) continue;
    if (!isPrinted(low)) return undefined;
    ascii++;
  }
  return ascii;
}

/** A character of ASCII that shows, a blank, or one that ends lines or cells. */
const isPrinted = (code: number): boolean =>
  (code >= 0x20 && code < 0x7f) || code === 0x09 || code === 0x0a || code === 0x0d;

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
