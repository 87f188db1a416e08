/** OpenBSD's signify(1): a comment and a line of base64; in the embedded form, the message follows. */
import { base64Line, findLabelled, firstLines, UNTRUSTED_COMMENT } from './comment-lines.ts';
import { algorithmOfBlob, formatKeyId, ID_BYTES, type Ed25519Key } from './ed25519-key.ts';
import { isEd25519Signature } from './ed25519.ts';
import { MAX_LEGACY_BYTES } from './limits.ts';
import type { SignatureOutcome } from './signature.ts';

const SIGNATURE_BYTES = 74;

export interface SignifySignature {
  readonly keyId: string;
  /** 64 bytes. */
  readonly signature: Uint8Array;
  /** What follows the two lines: the message of the embedded form, empty in a detached one. */
  readonly embedded: Uint8Array;
}

/** The signature at the beginning of a file; `undefined` where there is none. Never throws. */
export function parseSignify(file: Uint8Array): SignifySignature | undefined {
  const [first, second] = firstLines(file, 2);
  const blob = base64Line(second, SIGNATURE_BYTES);
  if (findLabelled(first, UNTRUSTED_COMMENT) === undefined) return undefined;
  if (second === undefined || blob === undefined || algorithmOfBlob(blob) !== 'Ed')
    return undefined;
  return {
    keyId: formatKeyId(blob.subarray(2, 2 + ID_BYTES)),
    signature: blob.slice(2 + ID_BYTES),
    embedded: file.subarray(second.next),
  };
}

/** `unsupported` stands for `too-large`. The key's ID must be the signature's. */
export function checkSignify(
  { signature }: SignifySignature,
  message: Uint8Array,
  key: Ed25519Key,
): SignatureOutcome {
  if (message.length > MAX_LEGACY_BYTES) return 'unsupported';
  return isEd25519Signature(signature, message, key.key) ? 'good' : 'bad';
}
