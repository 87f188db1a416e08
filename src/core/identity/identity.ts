/**
 * What an image says it is: single facts, each with the place where it stands. Nothing here proves
 * anything; it says what to compare the image with, and what a person has in hand.
 */
import type { Finding } from '../finding.ts';

/** In the order in which they are shown. */
export const IDENTITY_FIELDS = [
  'vendor',
  'product',
  'version',
  'servicePack',
  'edition',
  'architecture',
  'language',
  'channel',
  'build',
  'label',
  'madeWith',
  'madeOn',
] as const;
export type IdentityField = (typeof IDENTITY_FIELDS)[number];

/** Where a fact stands: a file inside the image, or a field of the volume's own description. */
export const IDENTITY_SOURCES = [
  'wim-xml', // what the WIM file with the system says of its images
  'ei.cfg',
  'setup-marker', // an empty file in the root by whose name old Windows media are known
  'cversion.ini',
  'lang.ini',
  '.disk/info',
  '.treeinfo',
  '.discinfo',
  'os-release', // a file of that form or that purpose, under whatever name
  'file-name', // that a file or folder of a known name is there
  'label',
  'publisher',
  'preparer',
  'application',
  'volume-date',
] as const;
export type IdentitySource = (typeof IDENTITY_SOURCES)[number];

export interface IdentityFact {
  readonly field: IdentityField;
  /**
   * `architecture`: a code of `architecture.ts` (`x86`, `x64`, `arm64`, `ia64`, `ppc64le`, ...).
   * `language`: BCP 47. `channel`: `Retail`, `Volume`, `OEM` or `Eval`. `servicePack`: `RTM`, `SP1`,
   * ... `madeOn`: ISO 8601. `vendor` and `product` are words of this program; everything else is
   * untrusted text as it stands in the image, at most `MAX_FACT_CHARACTERS` of it.
   */
  readonly value: string;
  /** The most telling place. */
  readonly source: IdentitySource;
  /** Other places that say the same. */
  readonly alsoIn?: readonly IdentitySource[];
  /** It follows from a convention, or from a place that does not speak of the system itself. */
  readonly isHint: boolean;
}

/** Labels have 32 characters, publishers 128. */
export const MAX_FACT_CHARACTERS = 255;

export interface Identity {
  /**
   * In the order of `IDENTITY_FIELDS`; within a field the most telling first, no value twice. A
   * field may have several facts: a disc holds several editions, or its parts contradict one
   * another.
   */
  readonly facts: readonly IdentityFact[];
  /** `identity-disagrees`, and what the reading of the files noticed. */
  readonly findings: readonly Finding[];
}

/** All values of a field that are more than hints; the hints where there is nothing else. */
export function valuesOf({ facts }: Identity, field: IdentityField): readonly string[] {
  const own = facts.filter((fact) => fact.field === field);
  const truths = own.filter(({ isHint }) => !isHint);
  return (truths.length > 0 ? truths : own).map(({ value }) => value);
}

/**
 * The edition that a disc of Windows sets up: the one that its edition file names; else those of
 * its editions that its label names; else all of them.
 */
export function claimedEditions(identity: Identity): readonly string[] {
  const facts = identity.facts.filter(({ field }) => field === 'edition');
  const set = facts.filter(({ source }) => source === 'ei.cfg');
  const named = facts.filter(({ isHint, alsoIn }) => !isHint && alsoIn?.includes('label'));
  const chosen = set.length > 0 ? set : named;
  if (chosen.length > 0) return chosen.map(({ value }) => value);
  return valuesOf(identity, 'edition');
}
