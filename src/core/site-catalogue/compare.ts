/** Two versions of a catalogue side by side: nothing that goes may go unseen. */
import { formatSiteCatalogue, formatSiteEntry } from './format.ts';
import {
  areConsistent,
  tellingDigests,
  type SiteCatalogue,
  type SiteEntry,
} from './site-catalogue.ts';

export interface SiteChanges {
  readonly added: readonly SiteEntry[];
  readonly changed: readonly { readonly before: SiteEntry; readonly after: SiteEntry }[];
  readonly removed: readonly SiteEntry[];
  readonly unchanged: number;
}

/** By the ids of the entries. */
export function compareEntries(
  before: readonly SiteEntry[],
  after: readonly SiteEntry[],
): SiteChanges {
  const earlier = new Map(before.map((entry) => [entry.id, entry]));
  const later = new Set(after.map(({ id }) => id));
  const pairs = after.flatMap((entry) => {
    const known = earlier.get(entry.id);
    return known ? [{ before: known, after: entry }] : [];
  });
  const changed = pairs.filter((pair) => !isSameEntry(pair.before, pair.after));
  return {
    added: after.filter(({ id }) => !earlier.has(id)),
    changed,
    removed: before.filter(({ id }) => !later.has(id)),
    unchanged: pairs.length - changed.length,
  };
}

/**
 * `file`: another one has its place. `digests`: more or fewer are known of the same file. `said`: what
 * people wrote. `origin`: when it was added, and with which verdict.
 */
export type SiteDifference = 'file' | 'digests' | 'name' | 'said' | 'origin';

/** Of two entries of one id; what matters most first. */
export function findDifferences({ before, after }: SiteChanges['changed'][number]) {
  const isOther = !areSameFile(before, after);
  const differs = (part: (entry: SiteEntry) => object): boolean =>
    formatSiteEntry({ ...before, ...part(before) }) !==
    formatSiteEntry({ ...before, ...part(after) });
  const found: readonly (readonly [SiteDifference, boolean])[] = [
    ['file', isOther],
    ['digests', !isOther && differs(({ digests }) => ({ digests }))],
    ['name', before.fileName !== after.fileName],
    ['said', differs(({ title, notes, asset }) => ({ title, notes, asset }))],
    ['origin', differs(({ addedAt, verdict }) => ({ addedAt, verdict }))],
  ];
  return found.flatMap(([difference, isSo]) => (isSo ? [difference] : []));
}

/** By all digests that both have, of which one must tell. */
function areSameFile(one: SiteEntry, other: SiteEntry): boolean {
  const marks = new Set(tellingDigests(one.digests));
  const isTold = tellingDigests(other.digests).some((mark) => marks.has(mark));
  return isTold && one.size === other.size && areConsistent(one.digests, other.digests);
}

const isSameEntry = (one: SiteEntry, other: SiteEntry): boolean =>
  formatSiteEntry(one) === formatSiteEntry(other);

/**
 * How an offered catalogue stands to the one of its id that is in use: `new` where none is; `twin`
 * is another one with the very same version, which never comes about in one pair of hands.
 */
export type SiteOrder = 'new' | 'newer' | 'same' | 'twin' | 'older';

export function orderOf(used: SiteCatalogue | undefined, offered: SiteCatalogue): SiteOrder {
  if (used === undefined) return 'new';
  if (offered.version !== used.version) return offered.version > used.version ? 'newer' : 'older';
  return formatSiteCatalogue(used) === formatSiteCatalogue(offered) ? 'same' : 'twin';
}
