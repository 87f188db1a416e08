/**
 * The known images that come nearest to one that equals none of them, and in which words they
 * differ: for a person who may have taken another language, edition or refresh than intended.
 * Words are hints: nothing here makes a verdict.
 */
import { findContradictions, type Trait } from '../catalogue/candidates.ts';
import type { CatalogueEntry, ClaimedTraits } from '../catalogue/catalogue.ts';
import { architecturesOf, findEditions, servicePackOf } from '../identity/words.ts';
import { nameKey } from '../text/names.ts';
import { claimedTraits } from './candidates.ts';
import type { Image } from './claims.ts';

/** More are no longer near: they are searched for, not read. */
export const MAX_NEAR = 5;

export type NearTrait = Trait | 'release' | 'size';

export interface Difference {
  readonly trait: NearTrait;
  /** Of the entry, in the catalogue's words. */
  readonly known: string;
  /** Of what it is compared with; untrusted text of the image, or the catalogue's words. */
  readonly other: readonly string[];
}

export interface NearEntry {
  readonly entry: CatalogueEntry;
  /** The image's own account of itself, or the entry that has the image's file name. */
  readonly besides: 'image' | 'namesake';
  /** Empty when they agree in all that is known of both. */
  readonly differences: readonly Difference[];
}

export interface NearEntries {
  /** At most `MAX_NEAR`, those with the fewest differences first. */
  readonly nearest: readonly NearEntry[];
  /** How many more agree as well. */
  readonly more: number;
}

const NONE: NearEntries = { nearest: [], more: 0 };

/** Nothing for an image that equals an entry, or of which the catalogue has nothing alike. */
export function findNear({ name, size, facts, matches }: Image): NearEntries {
  if (matches === undefined || matches.byDigest.length > 0) return NONE;
  const { byName, candidates = [] } = matches;
  const named = byName.map((entry) => besideImage(entry, facts, size));
  const namesake = byName.find(({ fileName }) => nameKey(fileName) === nameKey(name));
  const ids = new Set(byName.map(({ id }) => id));
  const others = candidates
    .filter(({ id }) => !ids.has(id))
    .map((entry) => (namesake ? besideNamesake(entry, namesake) : besideImage(entry, facts, size)));
  const sorted = [...others].sort((a, b) => a.differences.length - b.differences.length);
  const all = [...named, ...sorted];
  return { nearest: all.slice(0, MAX_NEAR), more: Math.max(0, all.length - MAX_NEAR) };
}

function besideImage(entry: CatalogueEntry, facts: Image['facts'], size: number): NearEntry {
  const claimed = facts ? claimedTraits(facts.identity, size) : { size };
  return { entry, besides: 'image', differences: differencesOf(entry, claimed) };
}

function besideNamesake(entry: CatalogueEntry, namesake: CatalogueEntry): NearEntry {
  const differences = [
    ...differencesOf(entry, traitsOf(namesake)),
    ...releaseDifference(entry, namesake),
  ];
  return { entry, besides: 'namesake', differences };
}

function differencesOf(entry: CatalogueEntry, claimed: ClaimedTraits): Difference[] {
  const differences: Difference[] = findContradictions(entry, claimed).map((trait) => ({
    trait,
    known: knownOf(entry, trait),
    other: otherOf(claimed, trait),
  }));
  const { size } = claimed;
  return entry.size === undefined || size === undefined || entry.size === size
    ? differences
    : [...differences, { trait: 'size', known: String(entry.size), other: [String(size)] }];
}

const ENTRY_FIELD = {
  product: 'product',
  version: 'version',
  servicePack: 'servicePack',
  architectures: 'architecture',
  editions: 'edition',
  languages: 'language',
  channel: 'channel',
} as const satisfies Record<Trait, keyof CatalogueEntry>;

const knownOf = (entry: CatalogueEntry, trait: Trait): string => entry[ENTRY_FIELD[trait]] ?? '';

function otherOf(claimed: ClaimedTraits, trait: Trait): readonly string[] {
  const value = claimed[trait];
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/** What an entry says, as if an image said so. */
function traitsOf(entry: CatalogueEntry): ClaimedTraits {
  const { product, version, servicePack, architecture, edition, language, channel, size } = entry;
  const editions = edition === undefined ? undefined : findEditions(edition, entry.fileName);
  return {
    product,
    ...(version !== undefined && { version }),
    ...(servicePack !== undefined && { servicePack: servicePackOf(servicePack) }),
    ...(architecture !== undefined && { architectures: architecturesOf(architecture) }),
    ...(editions !== undefined && { editions }),
    ...(language !== undefined && { languages: [language] }),
    ...(channel !== undefined && { channel }),
    ...(size !== undefined && { size }),
  };
}

/** `SP1` and `SP1 (media refresh, May 2011)` are two releases of one service pack. */
const releaseOf = ({ release, servicePack }: CatalogueEntry): string | undefined =>
  release ?? servicePack;

function releaseDifference(entry: CatalogueEntry, other: CatalogueEntry): Difference[] {
  const [one, another] = [releaseOf(entry), releaseOf(other)];
  const isSame = one === undefined || another === undefined || one === another;
  return isSame ? [] : [{ trait: 'release', known: one, other: [another] }];
}
