/**
 * A reference is anything that carries claims: a checksum file, a pasted digest, a signed list.
 * Parsers turn bytes or text into one `Reference`; whether a claim holds is not decided here.
 */
import type { AlgorithmId, Digests } from '../digest/algorithm.ts';
import type { Finding } from '../finding.ts';

/** One digest as a reference states it. */
export interface StatedDigest {
  /**
   * The algorithms that the value may belong to, the likeliest first. One when the reference
   * names it; several when only the length tells; none when no algorithm has this length (such a
   * value is never compared, only searched for a near miss).
   */
  readonly algorithms: readonly AlgorithmId[];
  /** Lower-case. Hex throughout when `algorithms` is not empty and `damaged` is not set. */
  readonly text: string;
  /** Set when the text is nearly a digest but cannot be one: it is never compared. */
  readonly damaged?: true;
  /**
   * The first character of the path may be perl's shasum's mark for a digest of altered bytes: `U`
   * and `?` of a text with its line ends changed, `^` of bits. Then it is no digest of that file.
   */
  readonly mayBeMarked?: true;
  /**
   * The text may be a part of this digest, which was broken over several lines. Where it is, it is
   * no digest itself: it only differs where this one differs too.
   */
  readonly partOf?: Pick<StatedDigest, 'algorithms' | 'text'>;
}

/**
 * Digests of a file's consecutive pieces. They are kept, to tell where a file is damaged; no
 * verdict comes from them.
 */
export interface Pieces {
  /**
   * A digest of each piece by itself; or `merkle-sha256`, the root of a tree over its blocks of
   * 16 KiB (BEP 52), with zeros for the blocks behind the end of the file.
   */
  readonly algorithm: 'md5' | 'sha1' | 'sha256' | 'sha512' | 'merkle-sha256';
  /** Bytes of each piece but the last. */
  readonly length: number;
  /** In the order of the pieces, one behind the other. */
  readonly digests: Uint8Array;
}

/** What a list says of a file for people; hostile text, at least one of them. */
export interface ListedAs {
  readonly title?: string;
  /** The number under which the list's owner has it in the books. */
  readonly asset?: string;
}

/** What a reference says of one file. Lines for the same path are one claim. */
export interface Claim {
  /** The path as the reference writes it; absent when it names no file (a bare digest). */
  readonly path?: string;
  /** Bytes, when the reference states it. */
  readonly size?: number;
  readonly pieces?: Pieces;
  readonly listedAs?: ListedAs;
  /** None where the reference has no digest of the whole file. */
  readonly digests: readonly StatedDigest[];
  /** 1-based line of its first digest; 1 in what has no lines. */
  readonly line: number;
}

/** `signature`: a file of signatures over another file, which its one claim names. */
export type ReferenceFormat =
  | 'gnu'
  | 'bsd'
  | 'bare'
  | 'signature'
  | 'sri'
  | 'page'
  | 'powershell'
  | 'certutil'
  | 'hashdeep'
  | '7-zip'
  | 'fields'
  | 'rhash'
  | 'sfv'
  | 'metalink'
  | 'logiqx'
  | 'bagit'
  | 'spdx'
  | 'cyclonedx'
  | 'electron'
  | 'touchstone'
  | 'site-catalogue'
  | 'torrent'
  | 'zsync'
  | 'block-map';

export interface Reference {
  /** The file's name; `undefined` for pasted text. */
  readonly name: string | undefined;
  readonly format: ReferenceFormat;
  readonly claims: readonly Claim[];
  /** In line order, at most `MAX_FINDINGS`. */
  readonly findings: readonly Finding[];
  /** The claims lie within signed text; whether the signature is good is not known here. */
  readonly isSigned: boolean;
  /**
   * SHA-256, SHA-1 and MD5 of the very bytes that were parsed. Absent for pasted text, and where no
   * kernel could compute them.
   */
  readonly ownDigests?: Digests;
}
