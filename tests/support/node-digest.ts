import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { AlgorithmId } from '../../src/core/digest/algorithm.ts';

/** OpenSSL's names. Node has neither BLAKE3 nor BLAKE2b with a length of its own. */
const OPENSSL_NAMES = {
  sha224: 'sha224',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
  'sha3-256': 'sha3-256',
  'sha3-384': 'sha3-384',
  'sha3-512': 'sha3-512',
  'blake2b-512': 'blake2b512',
  'blake2s-256': 'blake2s256',
  sha1: 'sha1',
  md5: 'md5',
} as const satisfies Partial<Record<AlgorithmId, string>>;

export type NodeAlgorithm = keyof typeof OPENSSL_NAMES | 'crc32';

/** The algorithms for which Node has an implementation of its own. */
export const NODE_ALGORITHMS: readonly NodeAlgorithm[] = [
  ...(Object.keys(OPENSSL_NAMES) as (keyof typeof OPENSSL_NAMES)[]),
  'crc32',
];

/** Digest by OpenSSL or zlib, as they come with Node: shares no code with the kernels. */
export function nodeDigest(algorithm: NodeAlgorithm, message: Uint8Array): string {
  if (algorithm === 'crc32') return crc32(message).toString(16).padStart(8, '0');
  return createHash(OPENSSL_NAMES[algorithm]).update(message).digest('hex');
}
