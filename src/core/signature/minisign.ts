/**
 * minisign's signatures (https://jedisct1.github.io/minisign/, "Signature format"): of the message
 * itself (legacy, `Ed`) or of its BLAKE2b-512 (`ED`). A second signature covers the first one and
 * the trusted comment; without it neither counts.
 */
import { blake2b } from '@noble/hashes/blake2.js';
import { decodeName } from '../bytes/text.ts';
import {
  base64Line,
  findLabelled,
  firstLines,
  isLastLine,
  UNTRUSTED_COMMENT,
} from './comment-lines.ts';
import { algorithmOfBlob, formatKeyId, ID_BYTES, type Ed25519Key } from './ed25519-key.ts';
import { isEd25519Signature } from './ed25519.ts';
import { MAX_LEGACY_BYTES } from './limits.ts';
import type { SignatureOutcome } from './signature.ts';

const SIGNATURE_BYTES = 74;
const GLOBAL_BYTES = 64;
const TRUSTED_COMMENT = 'trusted comment: ';

export interface MinisignSignature {
  readonly isPrehashed: boolean;
  readonly keyId: string;
  /** 64 bytes. */
  readonly signature: Uint8Array;
  /** What the global signature is of: the signature and the comment's bytes. */
  readonly comment: Uint8Array;
  readonly globalSignature: Uint8Array;
}

/** The signature of a file with nothing else in it; `undefined` for anything else. Never throws. */
export function parseMinisign(file: Uint8Array): MinisignSignature | undefined {
  const lines = firstLines(file, 4);
  const blob = base64Line(lines[1], SIGNATURE_BYTES);
  const comment = findLabelled(lines[2], TRUSTED_COMMENT);
  const globalSignature = base64Line(lines[3], GLOBAL_BYTES);
  if (findLabelled(lines[0], UNTRUSTED_COMMENT) === undefined) return undefined;
  if (blob === undefined || comment === undefined || globalSignature === undefined)
    return undefined;
  const algorithm = algorithmOfBlob(blob);
  if (algorithm !== 'Ed' && algorithm !== 'ED') return undefined;
  if (lines[3] === undefined || !isLastLine(file, lines[3])) return undefined;
  return {
    isPrehashed: algorithm === 'ED',
    keyId: formatKeyId(blob.subarray(2, 2 + ID_BYTES)),
    signature: blob.slice(2 + ID_BYTES),
    comment: comment.slice(),
    globalSignature,
  };
}

/** Shown only where the signature verified. */
export const trustedCommentOf = ({ comment }: MinisignSignature): string => decodeName(comment);

/** What was signed: the message, or its BLAKE2b-512. */
export type MinisignMessage =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'blake2b-512'; readonly digest: Uint8Array };

/** Whether the comment is the signer's, which says nothing of the message. */
function hasGlobalSignature(signed: MinisignSignature, key: Ed25519Key): boolean {
  const { signature, comment, globalSignature } = signed;
  const both = new Uint8Array(signature.length + comment.length);
  both.set(signature);
  both.set(comment, signature.length);
  return isEd25519Signature(globalSignature, both, key.key);
}

/** `undefined` where the message itself is needed, and is not at hand or too large. */
function signedBytesOf(
  signed: MinisignSignature,
  message: MinisignMessage,
): Uint8Array | undefined {
  if (message.kind === 'blake2b-512') return signed.isPrehashed ? message.digest : undefined;
  if (signed.isPrehashed) return blake2b(message.bytes, { dkLen: 64 });
  return message.bytes.length <= MAX_LEGACY_BYTES ? message.bytes : undefined;
}

/** `unsupported` stands for `too-large`. The key's ID must be the signature's. */
export function checkMinisign(
  signed: MinisignSignature,
  message: MinisignMessage,
  key: Ed25519Key,
): SignatureOutcome {
  const bytes = signedBytesOf(signed, message);
  if (bytes === undefined) return 'unsupported';
  const isGood =
    isEd25519Signature(signed.signature, bytes, key.key) && hasGlobalSignature(signed, key);
  return isGood ? 'good' : 'bad';
}
