/**
 * How long an image has to be, and what follows when it is not. Several structures say it, each
 * for its own reason; none of them proves anything.
 */

/** Which structure says so. */
export const SIZE_WITNESSES = [
  'iso9660', // the primary descriptor: blocks of the volume
  'udf', // the end of what the UDF volume descriptors name
  'udf-end', // the last UDF anchor, or the virtual table, which stand in the last sector
  'gpt', // where the second GPT header is, at the end of the disk
  'partition', // the end of the farthest partition
  'boot-image', // the end of the farthest boot image
  'files', // the end of the farthest file
  'wim', // the tables of a WIM file
] as const;
export type SizeWitness = (typeof SIZE_WITNESSES)[number];

export interface SizeClaim {
  readonly by: SizeWitness;
  /** Bytes from the image's start. */
  readonly bytes: number;
}

/** What lies, in part or whole, where the bytes are missing. */
export interface LostContent {
  /** Of the first few files, from the root, parts joined by `/`; untrusted text. */
  readonly paths: readonly string[];
  /** Of all files that were looked at. */
  readonly files: number;
  readonly bootImages: number;
  /** Not every directory could be looked at: there may be more. */
  readonly isPartial: boolean;
}

export type SizeConclusion =
  /** No structure says how long it should be. */
  | { readonly kind: 'unknown' }
  /** It ends where `by` says. */
  | { readonly kind: 'whole'; readonly by: SizeWitness; readonly expected: number }
  | {
      readonly kind: 'truncated';
      readonly by: SizeWitness;
      readonly expected: number;
      readonly lost: LostContent;
    }
  | {
      /** More bytes than `by` says: only zeros, or something else. */
      readonly kind: 'padded' | 'oversize';
      readonly by: SizeWitness;
      readonly expected: number;
      /** Only some of the bytes behind the end were looked at. */
      readonly isSampled: boolean;
    };

export interface ImageSizes {
  /** At most one of each witness, in the order of `SIZE_WITNESSES`. */
  readonly claims: readonly SizeClaim[];
  readonly conclusion: SizeConclusion;
}
