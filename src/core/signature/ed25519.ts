/** The only file that knows @noble/curves. WebCrypto has Ed25519 from Chrome 137 on. */
import { ed25519 } from '@noble/curves/ed25519.js';

/**
 * Is this the signature (64 bytes) of `message` by `publicKey` (32 bytes)? By RFC 8032, strictly:
 * non-canonical points and keys of small order, for which one signature fits many messages, do
 * not verify. Never throws.
 */
export function isEd25519Signature(
  signature: Uint8Array,
  message: Uint8Array,
  publicKey: Uint8Array,
): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false; // an Error: a length or a point that cannot be
  }
}
