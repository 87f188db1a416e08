/** A directory's entries in the order in which people look for them. */
import type { ListedEntry } from '../../core/inspection/listing.ts';
import { LOCALE } from './locale.ts';

export interface PlacedEntry {
  readonly entry: ListedEntry;
  /** Its place in the listing, from 0, which is its address. */
  readonly place: number;
}

const names = new Intl.Collator(LOCALE, { numeric: true, sensitivity: 'base' });

/** Directories first, then by name. */
export const sortEntries = (entries: readonly ListedEntry[]): readonly PlacedEntry[] =>
  entries
    .map((entry, place) => ({ entry, place }))
    .sort(
      (a, b) =>
        rankOf(a) - rankOf(b) || names.compare(a.entry.name, b.entry.name) || a.place - b.place,
    );

const rankOf = ({ entry }: PlacedEntry): number => (entry.kind === 'directory' ? 0 : 1);
