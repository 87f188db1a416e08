/**
 * The built-in catalogue of known images: what an entry says, and on whose word. A grade belongs
 * to a digest, never to an entry; the catalogue build computes it from the digest's sources.
 */
import type { AlgorithmId } from '../digest/algorithm.ts';

/** Who stands behind one digest, the best first; `listed` is one third-party lineage only. */
export const GRADES = [
  'publisher-signed',
  'publisher',
  'publisher-copy',
  'corroborated',
  'listed',
] as const;
export type Grade = (typeof GRADES)[number];

export type SourceAuthority =
  'publisher-signed' | 'publisher' | 'publisher-copy' | 'third-party' | 'untraceable';

/** Where values were seen. */
export interface Source {
  readonly id: number;
  readonly where: string;
  /** Where in it the file is listed, in its own words; only beside a digest. */
  readonly ref?: string;
  readonly owner?: string;
  /** One lineage: lists of one family may copy from each other. */
  readonly family: string;
  readonly authority: SourceAuthority;
  readonly note?: string;
  /** OpenPGP fingerprint, upper-case hex: whose good signature over this list was checked. */
  readonly signedBy?: string;
  /** When it was, ISO 8601 date; absent: when the whole catalogue was collected. */
  readonly collected?: string;
}

export interface GradedDigest {
  readonly algorithm: AlgorithmId;
  /** Lower-case hex. */
  readonly hex: string;
  readonly grade: Grade;
  /** How many separate lists state this very digest (families; owners within `templates`). */
  readonly lists: number;
  /** The sources that state this very digest, the best authority first. */
  readonly sources: readonly Source[];
}

/** What some source gave in place of a digest. */
export interface DisputedValue {
  readonly algorithm: AlgorithmId;
  /** Lower-case hex. */
  readonly hex: string;
}

/** What an entry says of its image; `fileName` and `size` are data, the words are inferred. */
export interface EntryTraits {
  readonly vendor: string;
  readonly product: string;
  readonly version?: string;
  readonly release?: string;
  readonly edition?: string;
  readonly servicePack?: string;
  readonly architecture?: string;
  /** BCP 47. */
  readonly language?: string;
  readonly channel?: string;
  readonly fileName: string;
  readonly title?: string;
  /** Bytes. */
  readonly size?: number;
  readonly volumeLabel?: string;
}

export interface EntrySummary extends EntryTraits {
  readonly id: string;
}

/** `fileName`, `size` and `digests` are data; the words about the product are inferred. */
export interface CatalogueEntry extends EntrySummary {
  /** Other names of the byte-identical file. */
  readonly aliases: readonly string[];
  readonly digests: readonly GradedDigest[];
  /** Algorithms for which some source gave another value. */
  readonly disputed: readonly AlgorithmId[];
  /** Those values, for each such algorithm; no digest of this entry. */
  readonly otherValues?: readonly DisputedValue[];
}

/**
 * What an image claims to be, in the words of `core/identity/words.ts`. What is absent is not
 * known; lists have at least one item.
 */
export interface ClaimedTraits {
  /** As the catalogue calls it. */
  readonly product?: string;
  readonly version?: string;
  readonly servicePack?: string;
  /** EDITIONIDs of Windows: the one that the disc sets up, or all that it holds. */
  readonly editions?: readonly string[];
  readonly architectures?: readonly string[];
  /** BCP 47. */
  readonly languages?: readonly string[];
  readonly channel?: string;
  readonly label?: string;
  /** Bytes of the file. */
  readonly size?: number;
}

/** What the catalogue has for one image or one stated digest. */
export interface CatalogueMatches {
  /** Entries with a digest equal to one that was asked for. */
  readonly byDigest: readonly CatalogueEntry[];
  /** Entries of which the asked name is the file name or an alias. */
  readonly byName: readonly CatalogueEntry[];
  /**
   * Entries that the image may be, going by what it says of itself: those of its size first, at
   * most `MAX_CANDIDATES`. Absent when this was not asked.
   */
  readonly candidates?: readonly CatalogueEntry[];
  /**
   * Whether the catalogue lists every image of the product and the channel that were claimed.
   * Absent like `candidates`.
   */
  readonly isCompleteList?: boolean;
}

/**
 * Where more entries fit, too little is known of the image for any of them to be a candidate worth
 * the name. Of what is completely listed at most six agree in everything.
 */
export const MAX_CANDIDATES = 64;

export interface CatalogueQuery {
  readonly name?: string;
  readonly digests: readonly { readonly algorithm: AlgorithmId; readonly hex: string }[];
  readonly claimed?: ClaimedTraits;
}

/** A question in a person's own words; of what is found, the part that is to be shown. */
export interface CatalogueSearch {
  readonly text: string;
  /** The first that is wanted, from 0. */
  readonly from: number;
  readonly count: number;
}

/** An entry as a line of a list. */
export interface FoundEntry {
  readonly entry: EntrySummary;
  /** The best of its digests. */
  readonly grade: Grade;
  /** Algorithms of its digests. */
  readonly algorithms: readonly AlgorithmId[];
  /** Some source gave another value for one of them. */
  readonly isDisputed: boolean;
}

/** A word that no entry has, and the known one that it was taken as: one letter differs. */
export interface TakenWord {
  readonly asked: string;
  readonly as: string;
}

export interface SearchResult {
  /** How many entries were found in all. */
  readonly total: number;
  readonly rows: readonly FoundEntry[];
  /** Only where the words as they were typed find nothing. */
  readonly taken: readonly TakenWord[];
}

export interface CatalogueInfo {
  readonly entries: number;
  /** When the data was collected, ISO 8601 date. */
  readonly date: string;
  /** Lower-case hex SHA-256 of the content: the same for the same data, however it is packed. */
  readonly sha256: string;
}

/** A digest on one third-party lineage only: it never counts against an image. */
export const isListed = ({ grade }: GradedDigest): boolean => grade === 'listed';

/** The best of these; `listed` of none. */
export const bestGrade = (grades: Iterable<Grade>): Grade => {
  const present = new Set(grades);
  return GRADES.find((grade) => present.has(grade)) ?? 'listed';
};
