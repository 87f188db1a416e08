import { sha256 } from '@noble/hashes/sha2.js';
import { formatHex } from '../bytes/hex.ts';

/** Whether these are the bytes of which `hex`, in lower case, is the SHA-256. */
export const hasSha256 = (bytes: Uint8Array, hex: string | undefined): boolean =>
  formatHex(sha256(bytes)) === hex;
