/** The next version of a catalogue while a person works on it. */
import { nameKey } from '../text/names.ts';
import { compareEntries } from './compare.ts';
import { formatSiteCatalogue } from './format.ts';
import {
  MAX_SITE_ENTRIES,
  isTooLong,
  tellingDigests,
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

/** The entry for this very file, whatever it is called. */
export function findSameFile({ entries }: SiteDraft, entry: Pick<SiteEntry, 'digests'>) {
  const own = new Set(tellingDigests(entry.digests));
  return entries.find(({ digests }) => tellingDigests(digests).some((mark) => own.has(mark)));
}

/** The entry of this name: another file may not have it beside that one. */
export const findNamesake = ({ entries }: SiteDraft, { fileName }: Pick<SiteEntry, 'fileName'>) =>
  entries.find((one) => nameKey(one.fileName) === nameKey(fileName));

export interface SiteAddition {
  /** `replaced`: the entry of its name, whose id it takes. `present`: the file is there already. */
  readonly kind: 'added' | 'replaced' | 'present' | 'full';
  /** Unchanged for `present` and `full`. */
  readonly draft: SiteDraft;
}

export function addEntry(draft: SiteDraft, entry: SiteEntry): SiteAddition {
  const addition = put(draft, entry);
  return isTooLarge(addition.draft) ? { kind: 'full', draft } : addition;
}

function put(draft: SiteDraft, entry: SiteEntry): SiteAddition {
  if (findSameFile(draft, entry)) return { kind: 'present', draft };
  const namesake = findNamesake(draft, entry);
  const entries = namesake
    ? draft.entries.map((one) => (one === namesake ? { ...entry, id: namesake.id } : one))
    : [...draft.entries, entry];
  return { kind: namesake ? 'replaced' : 'added', draft: { ...draft, entries } };
}

/** Would what is saved not be read again? */
export const isTooLarge = (draft: SiteDraft): boolean =>
  draft.entries.length > MAX_SITE_ENTRIES ||
  isTooLong(formatSiteCatalogue(publish(draft, draft.createdAt)));

export const removeEntry = (draft: SiteDraft, id: string): SiteDraft => ({
  ...draft,
  entries: draft.entries.filter((entry) => entry.id !== id),
});

/** The next version; the last one again where nothing was changed. */
export function publish(draft: SiteDraft, savedAt: string): SiteCatalogue {
  const { base, highest, id, name, createdAt, entries } = draft;
  if (base && !isChanged(draft)) return base;
  return { id, name, version: highest + 1, createdAt, savedAt, entries };
}

/**
 * The draft's own changes upon another version of its catalogue. Where both changed an entry, the
 * draft's is taken, as all that differs from the base is shown before it is saved. May be too large.
 */
export function rebase(draft: SiteDraft, onto: SiteCatalogue): SiteDraft {
  const { added, changed, removed } = compareEntries(draft.base?.entries ?? [], draft.entries);
  const fresh = draftOf(onto, draft.highest);
  const isRenamed = draft.name !== draft.base?.name;
  const mine = new Map(changed.map(({ after }) => [after.id, after]));
  const gone = new Set(removed.map(({ id }) => id));
  const start: SiteDraft = {
    ...fresh,
    name: isRenamed ? draft.name : fresh.name,
    entries: fresh.entries.filter(({ id }) => !gone.has(id) && !mine.has(id)),
  };
  return [...mine.values(), ...added].reduce((grown, entry) => put(grown, entry).draft, start);
}
