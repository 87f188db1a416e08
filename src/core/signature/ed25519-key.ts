/**
 * Public keys of minisign and signify, which have one form: a comment, then base64 of "Ed", eight
 * bytes of key ID and the key (minisign's documentation, "Public key format"; signify(1)).
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { formatHex } from '../bytes/hex.ts';
import { decodeName } from '../bytes/text.ts';
import {
  base64Line,
  findLabelled,
  firstLines,
  isLastLine,
  UNTRUSTED_COMMENT,
} from './comment-lines.ts';
import type { KeyRecord, SignatureKind } from './signature.ts';

const KEY_BYTES = 42;
export const ID_BYTES = 8;

export interface Ed25519Key {
  readonly kind: SignatureKind;
  /** As `formatKeyId` writes it. */
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
  readonly comment: string;
  /** The line of base64, as its owner publishes it. */
  readonly text: string;
}

/** As minisign shows it: a number whose lowest byte comes first in the file. Upper-case hex. */
export const formatKeyId = (bytes: Uint8Array): string =>
  formatHex(Uint8Array.from(bytes).reverse()).toUpperCase();

/** "Ed", or "ED" in a prehashed minisign signature. */
export const algorithmOfBlob = (blob: Uint8Array): string =>
  String.fromCharCode(blob[0] ?? 0, blob[1] ?? 0);

/** minisign's own comment names it; all others are signify's. */
const kindOf = (comment: string): SignatureKind =>
  /^minisign\b/i.test(comment) ? 'minisign' : 'signify';

/** The key of a file with nothing else in it; `undefined` for anything else. Never throws. */
export function parseEd25519Key(file: Uint8Array): Ed25519Key | undefined {
  const lines = firstLines(file, 2);
  const comment = findLabelled(lines[0], UNTRUSTED_COMMENT);
  const blob = base64Line(lines[1], KEY_BYTES);
  if (comment === undefined || blob === undefined || algorithmOfBlob(blob) !== 'Ed')
    return undefined;
  if (lines[1] === undefined || !isLastLine(file, lines[1])) return undefined;
  const text = decodeName(comment);
  return {
    kind: kindOf(text),
    id: formatKeyId(blob.subarray(2, 2 + ID_BYTES)),
    key: blob.slice(2 + ID_BYTES),
    comment: text,
    text: decodeName(lines[1].bytes),
  };
}

export const recordOfEd25519 = ({ kind, id, key, comment, text }: Ed25519Key): KeyRecord => ({
  kind,
  fingerprint: id,
  keyDigest: formatHex(sha256(key)),
  keyText: text,
  names: comment === '' ? [] : [comment],
  isRevoked: false,
  method: 'Ed25519',
  weaknesses: [],
});
