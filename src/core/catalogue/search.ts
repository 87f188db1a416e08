/**
 * Search in a person's own words: all of them have to begin a word of the entry, in any order, or
 * a digest. The best come first. For finding, never for comparing: digests of images are compared
 * whole, in `lookup.ts`.
 */
import {
  bestGrade,
  type CatalogueEntry,
  type CatalogueSearch,
  type FoundEntry,
  type SearchResult,
} from './catalogue.ts';
import type { Catalogue } from './decode.ts';
import { orderOf } from './entry-order.ts';
import { findEntries, type Found } from './find-entries.ts';
import { Graduals, STEP_ENTRIES, type Gradual } from './gradual.ts';
import { searchIndexOf } from './search-index.ts';
import { splitWords } from './search-words.ts';

/** As many rows are on the tallest screen several times over. */
export const MAX_FOUND_ROWS = 256;

const lastFound = new WeakMap<Catalogue, Found & { readonly text: string }>();

/** What was found last is kept: a list is asked for again and again, part by part. */
function entriesFor(catalogue: Catalogue, text: string): Found {
  const last = lastFound.get(catalogue);
  if (last?.text === text) return last;
  const found = findEntries(catalogue, text);
  lastFound.set(catalogue, { ...found, text });
  return found;
}

function foundAt(catalogue: Catalogue, position: number): FoundEntry {
  const { aliases: _aliases, digests, disputed, ...entry } = catalogue.entryAt(position);
  return {
    entry,
    grade: bestGrade(digests.map(({ grade }) => grade)),
    algorithms: digests.map(({ algorithm }) => algorithm),
    isDisputed: disputed.length > 0,
  };
}

/**
 * A text without a word finds all entries, in the order of the list. At most `MAX_FOUND_ROWS` rows.
 * Throws `Fault('catalogue.unreadable')` as `findMatches` does.
 */
export function searchCatalogue(catalogue: Catalogue, search: CatalogueSearch): SearchResult {
  const { positions, taken } = entriesFor(catalogue, search.text);
  const from = Math.max(0, Math.floor(search.from));
  const count = Math.min(MAX_FOUND_ROWS, Math.max(0, Math.floor(search.count)));
  const wanted = positions.subarray(from, from + count);
  return {
    total: positions.length,
    rows: Array.from(wanted, (position) => foundAt(catalogue, position)),
    taken,
  };
}

const ids = new Graduals<Catalogue, ReadonlyMap<string, number>>(function* (catalogue) {
  const positions = new Map<string, number>();
  for (let position = 0; position < catalogue.info.entries; position++) {
    positions.set(catalogue.idAt(position), position);
    if (position % STEP_ENTRIES === 0) yield;
  }
  return positions;
});

/** The entry of this id. Throws `Fault('catalogue.unreadable')` as `findMatches` does. */
export function findEntry(catalogue: Catalogue, id: string): CatalogueEntry | undefined {
  const position = ids.for(catalogue).finish().get(id);
  return position === undefined ? undefined : catalogue.entryAt(position);
}

/** What `findEntry` needs, whatever the id. */
export const prepareEntries = (catalogue: Catalogue) => ids.for(catalogue);

/** What the answer to this text needs, all texts without a word being one. */
export const prepareSearch = (catalogue: Catalogue, text: string): Gradual<unknown> =>
  splitWords(text).length === 0 ? orderOf(catalogue) : searchIndexOf(catalogue);
