/** The next version of a catalogue while a person works on it. */
import { nameKey } from '../text/names.ts';
import { compareEntries } from './compare.ts';
import { EntryIndex } from './entry-index.ts';
import { formatSiteCatalogue } from './format.ts';
import {
  MAX_SITE_ENTRIES,
  MAX_SITE_VERSION,
  isTooLong,
  type SiteCatalogue,
  type SiteEntry,
} from './site-catalogue.ts';

export interface SiteDraft extends Pick<SiteCatalogue, 'id' | 'name' | 'createdAt' | 'entries'> {
  /** What was last saved, or accepted; absent before the first saving. */
  readonly base: SiteCatalogue | undefined;
  /** The highest version of this catalogue that was seen; 0 before the first. */
  readonly highest: number;
}

export const newDraft = (id: string, name: string, createdAt: string): SiteDraft => ({
  ...{ id, name, createdAt },
  entries: [],
  base: undefined,
  highest: 0,
});

/** `highest`: of the versions of this catalogue that were seen. */
export function draftOf(base: SiteCatalogue, highest = base.version): SiteDraft {
  const { id, name, createdAt, entries } = base;
  return { id, name, createdAt, entries, base, highest: Math.max(highest, base.version) };
}

/** Is there anything that the last version does not say? */
export function isChanged({ base, name, entries }: SiteDraft): boolean {
  if (base === undefined) return entries.length > 0;
  const { added, changed, removed } = compareEntries(base.entries, entries);
  return name !== base.name || added.length + changed.length + removed.length > 0;
}

export interface SiteAddition {
  /** `replaced`: the entry of its name, whose id it takes. The others: see `SiteStanding`. */
  readonly kind: 'added' | 'replaced' | 'present' | 'twin' | 'full';
  /** Unchanged but for `added` and `replaced`. */
  readonly draft: SiteDraft;
}

export function addEntry(draft: SiteDraft, entry: SiteEntry): SiteAddition {
  const addition = put(draft, entry);
  const obstacle = findObstacle(addition.draft);
  const isFull = obstacle === 'too-many' || obstacle === 'too-long';
  return isFull ? { kind: 'full', draft } : addition;
}

function put(draft: SiteDraft, entry: SiteEntry): SiteAddition {
  const index = new EntryIndex(draft.entries);
  const standing = index.put(entry);
  if (standing === 'present' || standing === 'twin') return { kind: standing, draft };
  const kind = standing === 'namesake' ? 'replaced' : 'added';
  return { kind, draft: { ...draft, entries: index.entries } };
}

/** Why what would be saved could not be read again. */
export type SiteObstacle = 'empty' | 'too-many' | 'too-long' | 'last-version';

/** As long as any that `Date.toISOString` writes until the year 9999. */
const SOME_MOMENT = '2026-01-01T00:00:00.000Z';

export function findObstacle(draft: SiteDraft): SiteObstacle | undefined {
  const next = publish(draft, SOME_MOMENT);
  if (next.entries.length === 0) return 'empty';
  if (next.entries.length > MAX_SITE_ENTRIES) return 'too-many';
  if (next.version > MAX_SITE_VERSION) return 'last-version';
  return isTooLong(formatSiteCatalogue(next)) ? 'too-long' : undefined;
}

export const removeEntry = (draft: SiteDraft, id: string): SiteDraft => ({
  ...draft,
  entries: draft.entries.filter((entry) => entry.id !== id),
});

/** What was saved or accepted last, without what was changed since; none where nothing ever was. */
export const revert = ({ base, highest }: SiteDraft): SiteDraft | undefined =>
  base && draftOf(base, highest);

/** The next version; the last one again where nothing was changed. */
export function publish(draft: SiteDraft, savedAt: string): SiteCatalogue {
  const { base, highest, id, name, createdAt, entries } = draft;
  if (base && !isChanged(draft)) return base;
  return { id, name, version: highest + 1, createdAt, savedAt, entries };
}

/**
 * The draft's own changes upon another version of its catalogue. Where both speak of a name or a file,
 * the draft's entry is taken, as all that differs from the base is shown before it is saved. May be too
 * large.
 */
export function rebase(draft: SiteDraft, onto: SiteCatalogue): SiteDraft {
  const { added, changed, removed } = compareEntries(draft.base?.entries ?? [], draft.entries);
  const fresh = draftOf(onto, draft.highest);
  const name = draft.name === draft.base?.name ? fresh.name : draft.name;
  const own = [...changed.map(({ after }) => after), ...added];
  const taken = new EntryIndex(own);
  const gone = new Set([...removed, ...own].map(({ id }) => id));
  const kept = fresh.entries.filter(
    (entry) => !gone.has(entry.id) && taken.standingOf(entry) === 'absent',
  );
  return { ...fresh, name, entries: [...kept, ...withIdsOf(fresh.entries, own, gone)] };
}

/** With the ids of the entries whose names they have, so that they are seen to take their places. */
function withIdsOf(
  entries: readonly SiteEntry[],
  own: readonly SiteEntry[],
  taken: ReadonlySet<string>,
): readonly SiteEntry[] {
  const free = entries.filter(({ id }) => !taken.has(id));
  const ids = new Map(free.map(({ id, fileName }) => [nameKey(fileName), id]));
  return own.map((entry) => ({ ...entry, id: ids.get(nameKey(entry.fileName)) ?? entry.id }));
}
