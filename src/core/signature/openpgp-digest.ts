/** The digests that OpenPGP signatures name by number (RFC 9580 §9.5), for texts held in memory. */
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha3_256, sha3_512 } from '@noble/hashes/sha3.js';
import type { AlgorithmId } from '../digest/algorithm.ts';
import type { SignatureWeakness } from './signature.ts';

interface RunningDigest {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

export interface OpenPgpDigest {
  /** How the engine calls it; RIPEMD-160 it does not compute. */
  readonly algorithm?: AlgorithmId;
  readonly weakness?: SignatureWeakness;
  readonly bytes: number;
  create(): RunningDigest;
}

const DIGESTS: ReadonlyMap<number, OpenPgpDigest> = new Map<number, OpenPgpDigest>([
  [1, { algorithm: 'md5', weakness: 'md5', bytes: 16, create: () => md5.create() }],
  [2, { algorithm: 'sha1', weakness: 'sha1', bytes: 20, create: () => sha1.create() }],
  [3, { weakness: 'ripemd160', bytes: 20, create: () => ripemd160.create() }],
  [8, { algorithm: 'sha256', bytes: 32, create: () => sha256.create() }],
  [9, { algorithm: 'sha384', bytes: 48, create: () => sha384.create() }],
  [10, { algorithm: 'sha512', bytes: 64, create: () => sha512.create() }],
  [11, { algorithm: 'sha224', bytes: 28, create: () => sha224.create() }],
  [12, { algorithm: 'sha3-256', bytes: 32, create: () => sha3_256.create() }],
  [14, { algorithm: 'sha3-512', bytes: 64, create: () => sha3_512.create() }],
]);

export const findOpenPgpDigest = (id: number | null): OpenPgpDigest | undefined =>
  id === null ? undefined : DIGESTS.get(id);
