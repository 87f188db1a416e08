/**
 * A person's own catalogue, `touchstone.catalogue/1` (public/schema/touchstone.catalogue-1.json):
 * what a site calls its good images. It is made here, signed outside, carried as one file, and
 * vouches for images once a person has accepted it.
 */
import { ALGORITHMS, type Digests } from '../digest/algorithm.ts';
import { MAX_SIGNED_BYTES } from '../signature/limits.ts';

export const SITE_SCHEMA = 'touchstone.catalogue/1';

/** In UTF-8. What is longer could not have its signature checked, nor be accepted. */
export const MAX_SITE_BYTES = MAX_SIGNED_BYTES;

/** Some fifty times as many images as a large site has; with SHA-256 and SHA-1 1.7 MB. */
export const MAX_SITE_ENTRIES = 5_000;

/** Versions are counted by hand: more of them are no count. */
export const MAX_SITE_VERSION = 1_000_000_000;

/** In UTF-16 units. A path of Linux has at most 4,096 bytes, a name 255; the rest are fields of a form. */
export const SITE_TEXT_LIMITS = {
  name: 120,
  fileName: 1_024,
  title: 200,
  notes: 2_000,
  asset: 200,
} as const;

/** The verdicts with which an image may be taken into a catalogue. */
export const SITE_VERDICTS = ['verified', 'matches', 'unlisted'] as const;
export type SiteVerdictKind = (typeof SITE_VERDICTS)[number];

export const SITE_BASES = [
  'signed',
  'publisher-signed',
  'publisher',
  'publisher-copy',
  'corroborated',
] as const;
export type SiteBasis = (typeof SITE_BASES)[number];

/** One image that the site calls good. */
export interface SiteEntry {
  /** A UUID, the same over all versions of the catalogue. */
  readonly id: string;
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  /** At least one of a strong or aged algorithm. */
  readonly digests: Digests;
  readonly title?: string;
  readonly notes?: string;
  /** The number under which the site's own books have it. */
  readonly asset?: string;
  /** ISO 8601, UTC, as all times here. */
  readonly addedAt: string;
  /** What this program said of the image when it was added. */
  readonly verdict: { readonly kind: SiteVerdictKind; readonly basis?: SiteBasis };
}

export interface SiteCatalogue {
  /** A UUID, made with the first version. */
  readonly id: string;
  readonly name: string;
  /** From 1; each saved change has the next. */
  readonly version: number;
  readonly createdAt: string;
  /** When this version was saved. */
  readonly savedAt: string;
  /** At least one; no two have an id, a name or a strong or aged digest in common. */
  readonly entries: readonly SiteEntry[];
}

/** Equal for no two different files, but by a collision that somebody prepared. */
const TELLING = ALGORITHMS.filter(({ strength }) => strength === 'strong' || strength === 'aged');

/** What tells a file from all others: algorithm and digest, one text for each. */
export const tellingDigests = (digests: Digests): readonly string[] =>
  TELLING.flatMap(({ id }) => {
    const hex = digests[id];
    return hex === undefined ? [] : `${id} ${hex}`;
  });

/** Does no algorithm that both have tell them apart? */
export const areConsistent = (one: Digests, other: Digests): boolean =>
  ALGORITHMS.every(({ id }) => {
    const [hex, otherHex] = [one[id], other[id]];
    return hex === undefined || otherHex === undefined || hex === otherHex;
  });

/** Of the text, in UTF-8. */
export const isTooLong = (text: string): boolean =>
  text.length > MAX_SITE_BYTES || new TextEncoder().encode(text).length > MAX_SITE_BYTES;
