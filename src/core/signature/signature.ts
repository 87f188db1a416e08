/**
 * What checking a signature shows, whichever tool made it. Whether a signer may speak for an image
 * is decided in `trust.ts`; what that is worth, in `core/verdict`.
 */
import type { AlgorithmId } from '../digest/algorithm.ts';

export type SignatureKind = 'openpgp' | 'minisign' | 'signify';

/** Whether a key came with this build, or a person added it. */
export type KeyTrust = 'built-in' | 'own';

/** Why a signature or its key is worth less than others. */
export type SignatureWeakness = 'md5' | 'sha1' | 'ripemd160' | 'short-rsa' | 'short-dsa';

/**
 * The outcome of one signature. `weak`: right, but by a digest or key that others can forge today.
 * `expired`: right, and made while the key was valid, which it no longer is. `revoked`: the key was
 * withdrawn, and nothing is believed of it. `bad`: it does not fit these bytes, whichever of the
 * two was altered. `damaged`: the signature itself cannot be read, which says nothing of the bytes.
 * `unsupported`: not checked, and `reason` says why.
 */
export type SignatureOutcome =
  'good' | 'weak' | 'expired' | 'revoked' | 'bad' | 'damaged' | 'unknown-key' | 'unsupported';

/** Why a signature was not checked. */
export type UnsupportedReason =
  /** No WebCrypto: the page was not opened in a secure context. */
  | 'no-webcrypto'
  /** A kind of key, digest or signature that is not read. */
  | 'method'
  /** A legacy minisign or signify signature over more than `MAX_LEGACY_BYTES`. */
  | 'too-large'
  /** The image that has to be read a second time for it could not be, or had become another. */
  | 'image-changed'
  /** More signatures than `MAX_SIGNATURES`. */
  | 'too-many'
  /** The parts of a text are signed with different keys: none of them speaks for all of it. */
  | 'several-keys'
  /** It claims to have been made later than today. */
  | 'future'
  /** It says of itself that it is no longer valid. */
  | 'signature-expired'
  /** It claims a date before its key was made, or after the key had expired. */
  | 'outside-key-dates';

export interface CheckedSignature {
  readonly kind: SignatureKind;
  readonly outcome: SignatureOutcome;
  /**
   * Which of the clear-signed parts of a text it covers, from 1, where there are several: a part
   * counts only if a signature of its own does.
   */
  readonly part?: number;
  /** The signer's (primary) key; absent where it is not at hand. */
  readonly key?: KeyRecord;
  /** Upper-case hex: a fingerprint where the signature states it, else a key ID. */
  readonly issuer?: string;
  /** When it claims to have been made, ISO 8601 UTC; minisign and signify do not sign a date. */
  readonly signedAt?: string;
  readonly weaknesses: readonly SignatureWeakness[];
  readonly reason?: UnsupportedReason;
  /** minisign's signed comment. */
  readonly trustedComment?: string;
}

/** What a built-in key may speak for, and how it came here. */
export interface KeyScope {
  readonly project: string;
  /** Patterns of base names, in lower case; `*` stands for any characters, also none. */
  readonly names: readonly string[];
  /** ISO 8601 dates between which it signed; open where absent. */
  readonly since?: string;
  readonly until?: string;
  /** Where the key was taken from. */
  readonly source: string;
}

/** A public key as it is shown and kept. */
export interface KeyRecord {
  readonly kind: SignatureKind;
  /**
   * Upper-case hex. OpenPGP: of the primary key, 40 or 64 characters. minisign and signify: the
   * key ID, 16 characters, which is chosen by whoever made the key; `keyDigest` tells keys apart.
   */
  readonly fingerprint: string;
  /** SHA-256 of the key itself, lower-case hex; minisign and signify only. */
  readonly keyDigest?: string;
  /** The key itself in base64, as its owner publishes it; minisign and signify only. */
  readonly keyText?: string;
  /** As the key itself claims; the first user ID or the untrusted comment. Untrusted text. */
  readonly names: readonly string[];
  /** ISO 8601 dates. */
  readonly created?: string;
  readonly expires?: string;
  readonly isRevoked: boolean;
  /** Such as `RSA-4096` or `Ed25519`. */
  readonly method: string;
  readonly weaknesses: readonly SignatureWeakness[];
  readonly trust?: KeyTrust;
  /** Of built-in keys. */
  readonly scope?: KeyScope;
  /** What the person calls a built-in key that he trusts besides. */
  readonly ownName?: string;
}

/**
 * What has to be computed over an image to check a signature over it: the digest of its bytes
 * followed by `suffix`. minisign's prehashed form has no suffix.
 */
export interface ImageSignaturePlan {
  readonly algorithm: AlgorithmId;
  /** At most `MAX_SUFFIX_BYTES`. */
  readonly suffix: Uint8Array;
  /** It is over the bytes themselves; the digest tells that they are those that were read before. */
  readonly needsContent?: true;
}

/** What is known of an image over which there may be signatures. */
export interface SignedImage {
  /** Hex; what was computed for the plans, in their order. */
  readonly digests: readonly string[];
  /** All its bytes, for a plan that needs them; only where they are at most `MAX_LEGACY_BYTES`. */
  readonly content?: Uint8Array;
}
