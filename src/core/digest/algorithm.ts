/**
 * The closed list of digest algorithms, their strengths and their lengths. Anything else, and any
 * shortened output of these, is not compared (`unsupported-algorithm`).
 */
export type AlgorithmId =
  | 'sha224'
  | 'sha256'
  | 'sha384'
  | 'sha512'
  | 'sha3-256'
  | 'sha3-384'
  | 'sha3-512'
  | 'blake2b-256'
  | 'blake2b-512'
  | 'blake2s-256'
  | 'blake3'
  | 'sha1'
  | 'md5'
  | 'crc32';

/**
 * What equality of a digest proves: `strong`, the same bytes, against anyone; `aged`, the same
 * bytes, but whoever made the original could have prepared a colliding twin; `weak`, no accident
 * changed it; `error-detecting`, probably no accident, and anyone can alter a file and keep it.
 */
export type Strength = 'strong' | 'aged' | 'weak' | 'error-detecting';

export interface Algorithm {
  readonly id: AlgorithmId;
  /** As people write it: "SHA-256". A name, not a sentence: it is the same in every language. */
  readonly name: string;
  readonly digestBytes: number;
  readonly strength: Strength;
}

const row = (
  id: AlgorithmId,
  name: string,
  digestBytes: number,
  strength: Strength,
): Algorithm => ({ id, name, digestBytes, strength });

/** In the order of likelihood: of several algorithms with one length the first is tried first. */
export const ALGORITHMS: readonly Algorithm[] = [
  row('sha256', 'SHA-256', 32, 'strong'), // FIPS 180-4
  row('sha1', 'SHA-1', 20, 'aged'), // FIPS 180-4
  row('md5', 'MD5', 16, 'weak'), // RFC 1321
  row('sha512', 'SHA-512', 64, 'strong'), // FIPS 180-4
  row('sha384', 'SHA-384', 48, 'strong'), // FIPS 180-4
  row('sha224', 'SHA-224', 28, 'strong'), // FIPS 180-4
  row('blake2b-512', 'BLAKE2b-512', 64, 'strong'), // RFC 7693
  row('blake2b-256', 'BLAKE2b-256', 32, 'strong'), // RFC 7693
  row('blake2s-256', 'BLAKE2s-256', 32, 'strong'), // RFC 7693
  row('blake3', 'BLAKE3', 32, 'strong'), // BLAKE3 specification, 256-bit output
  row('sha3-256', 'SHA3-256', 32, 'strong'), // FIPS 202
  row('sha3-384', 'SHA3-384', 48, 'strong'), // FIPS 202
  row('sha3-512', 'SHA3-512', 64, 'strong'), // FIPS 202
  row('crc32', 'CRC-32', 4, 'error-detecting'), // ISO-HDLC, polynomial 0x04C11DB7 reflected
];

const byId = new Map(ALGORITHMS.map((algorithm) => [algorithm.id as string, algorithm]));

export function algorithmOf(id: AlgorithmId): Algorithm {
  const found = byId.get(id);
  if (!found) throw new RangeError(`algorithm expected an id of the closed list, got ${id}`);
  return found;
}

export function isAlgorithmId(id: string): id is AlgorithmId {
  return byId.has(id);
}

/** All algorithms whose digest is `hexLength` hex characters long, the likeliest first. */
export function algorithmsOfHexLength(hexLength: number): readonly AlgorithmId[] {
  return ALGORITHMS.filter((algorithm) => algorithm.digestBytes * 2 === hexLength).map(
    (algorithm) => algorithm.id,
  );
}

/** Computed digests of one image: lower-case hex by algorithm. All come from one complete read. */
export type Digests = Readonly<Partial<Record<AlgorithmId, string>>>;
