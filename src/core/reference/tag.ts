/** Names of digest algorithms, in the spellings that tools and web pages use. */
import { algorithmOf, type AlgorithmId } from '../digest/algorithm.ts';

/** What a name stands for: an algorithm of the closed list, or one that is not compared here. */
export type Tag =
  | { readonly kind: 'listed'; readonly algorithm: AlgorithmId; readonly name: string }
  | {
      readonly kind: 'foreign';
      readonly name: string;
      /** In hex characters, where it is known. */
      readonly length?: number;
    };

/** The longest name known is "GOST94-CRYPTOPRO". */
const MAX_TAG_CHARACTERS = 24;

/** Upper case, without hyphens, underscores and blanks: `SHA2-256` and `sha2_256` are one. */
const LISTED = new Map<string, AlgorithmId>([
  ['MD5', 'md5'],
  ['SHA1', 'sha1'],
  ['SHA224', 'sha224'],
  ['SHA2224', 'sha224'], // OpenSSL 3 puts "SHA2-" before the length
  ['SHA256', 'sha256'],
  ['SHA2256', 'sha256'],
  ['SHA384', 'sha384'],
  ['SHA2384', 'sha384'],
  ['SHA512', 'sha512'],
  ['SHA2512', 'sha512'],
  ['SHA3256', 'sha3-256'],
  ['SHA3384', 'sha3-384'],
  ['SHA3512', 'sha3-512'],
  ['BLAKE2B', 'blake2b-512'], // b2sum and RHash name the full length so
  ['BLAKE2B512', 'blake2b-512'],
  ['BLAKE2B256', 'blake2b-256'],
  ['BLAKE2S', 'blake2s-256'],
  ['BLAKE2S256', 'blake2s-256'],
  ['BLAKE3', 'blake3'],
  ['CRC32', 'crc32'],
]);

/**
 * Algorithms that are not compared, with the length of their digests in hex characters: it is the
 * length of a listed one, for which their values would be taken if their names were not known.
 */
const FOREIGN = new Map<string, number>([
  ['ADLER32', 8],
  ['CRC32C', 8],
  ['MD2', 32],
  ['MD4', 32],
  ['ED2K', 32],
  ['SNEFRU128', 32],
  ['RMD160', 40],
  ['RIPEMD160', 40],
  ['HAS160', 40],
  ['SHA512/224', 56],
  ['SHA2512/224', 56],
  ['SHA512224', 56],
  ['SHA3224', 56],
  ['SHA512/256', 64],
  ['SHA2512/256', 64],
  ['SHA512256', 64],
  ['SM3', 64],
  ['KECCAK256', 64],
  ['GOST94', 64],
  ['GOST12256', 64],
  ['STREEBOG256', 64],
  ['SNEFRU256', 64],
  ['WHIRLPOOL', 128],
  ['GOST12512', 128],
  ['STREEBOG512', 128],
  ['SKEIN512', 128],
]);

/** The algorithm that `name` is a spelling of; `undefined` for any other text. */
export function findTag(name: string): Tag | undefined {
  if (name.length > MAX_TAG_CHARACTERS) return undefined;
  const canonical = name.toUpperCase().replace(/[-_ ]/g, '');
  const algorithm = LISTED.get(canonical);
  if (algorithm) return { kind: 'listed', algorithm, name };
  const length = FOREIGN.get(canonical);
  return length === undefined ? undefined : { kind: 'foreign', name, length };
}

/** A text in the place of an algorithm's name: what is not known is `foreign` too. */
export const tagOf = (name: string): Tag => findTag(name) ?? { kind: 'foreign', name };

/** The hex characters of an algorithm's digest. */
export const hexLengthOf = (algorithm: AlgorithmId): number =>
  algorithmOf(algorithm).digestBytes * 2;
