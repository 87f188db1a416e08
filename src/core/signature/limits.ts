/** Bounds on what is read of signatures and keys, each with its reason. */

/** A clear-signed list's signature has 1 KiB; sixteen of RSA-16384 with notations are within it. */
export const MAX_SIGNATURE_FILE_BYTES = 64 * 2 ** 10;

/** Projects sign with at most a handful of keys; the rest are said not to be checked. */
export const MAX_SIGNATURES = 16;

/** A much-certified key has some hundred KiB. */
export const MAX_KEY_FILE_BYTES = 2 ** 20;

/** The key ring of a distribution's release team is smaller. */
export const MAX_KEYS = 64;

/**
 * Of all keys of a file together: 1 MiB could have ten thousand self-signatures, each some
 * milliseconds of work. The minimal key ring of a distribution has some hundred.
 */
export const MAX_SELF_SIGNATURES = 1024;

/** Longer numbers take seconds: RSA and DSA are computed in script. GnuPG makes at most 4,096. */
export const MAX_KEY_BITS = 8192;

/** FIPS 186-4 §4.2 has no longer ones. The work grows with the product of both. */
export const MAX_DSA_BITS = 3072;
export const MAX_DSA_ORDER_BITS = 256;

/** Public exponents are 65,537 and smaller in practice; a long one is as much work as signing. */
export const MAX_EXPONENT_BITS = 64;

/** A signature that is not prehashed needs the whole message in memory, twice. */
export const MAX_LEGACY_BYTES = 64 * 2 ** 20;

/** RFC 9580 §5.2.4: the signature's hashed part, at most 64 KiB of subpackets, and the trailer. */
export const MAX_SUFFIX_BYTES = MAX_SIGNATURE_FILE_BYTES;

/** A list that is longer is not kept to have its signature checked; the longest seen has 400 KB. */
export const MAX_SIGNED_BYTES = 4 * 2 ** 20;
