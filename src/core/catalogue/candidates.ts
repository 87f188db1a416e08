/**
 * Which entries an image may be, going by what it says of itself. A word that either of them lacks
 * contradicts nothing; that two words mean the same is decided in `core/identity/words.ts` alone.
 */
import {
  agreeOnLanguage,
  agreeOnVersion,
  architecturesOf,
  findEditions,
  servicePackOf,
} from '../identity/words.ts';
import {
  MAX_CANDIDATES,
  type CatalogueEntry,
  type ClaimedTraits,
  type EntrySummary,
} from './catalogue.ts';
import type { Catalogue } from './decode.ts';

type Test = (entry: EntrySummary, claimed: ClaimedTraits) => boolean;

/** Each: no contradiction in this trait. */
const TESTS: readonly Test[] = [
  (entry, { product }) => product === undefined || entry.product === product,
  (entry, { version }) =>
    version === undefined || entry.version === undefined || agreeOnVersion(entry.version, version),
  (entry, { servicePack }) =>
    servicePack === undefined ||
    entry.servicePack === undefined ||
    servicePackOf(entry.servicePack) === servicePack,
  (entry, { architectures }) =>
    entry.architecture === undefined || overlap(architecturesOf(entry.architecture), architectures),
  (entry, { editions }) =>
    entry.edition === undefined || overlap(findEditions(entry.edition, entry.fileName), editions),
  ({ language }, { languages }) =>
    language === undefined ||
    languages === undefined ||
    languages.some((one) => agreeOnLanguage(one, language)),
  (entry, { channel }) =>
    channel === undefined || entry.channel === undefined || entry.channel === channel,
];

const overlap = (one?: readonly string[], other?: readonly string[]): boolean =>
  one === undefined || other === undefined || one.some((word) => other.includes(word));

/** Positions of entries by what they can be looked up by. */
interface Index {
  readonly byProduct: ReadonlyMap<string, readonly number[]>;
  readonly byLabel: ReadonlyMap<string, readonly number[]>;
  readonly bySize: ReadonlyMap<number, readonly number[]>;
}

const indexes = new WeakMap<Catalogue, Index>();

/** Made at the first question: an image is looked at long before its digests are known. */
function indexOf(catalogue: Catalogue): Index {
  const known = indexes.get(catalogue) ?? makeIndex(catalogue);
  indexes.set(catalogue, known);
  return known;
}

function makeIndex(catalogue: Catalogue): Index {
  const byProduct = new Map<string, number[]>();
  const byLabel = new Map<string, number[]>();
  const bySize = new Map<number, number[]>();
  for (let position = 0; position < catalogue.info.entries; position++) {
    const { product, volumeLabel, size } = catalogue.summaryAt(position);
    put(byProduct, product, position);
    if (volumeLabel !== undefined) put(byLabel, volumeLabel, position);
    if (size !== undefined) put(bySize, size, position);
  }
  return { byProduct, byLabel, bySize };
}

function put<Key>(index: Map<Key, number[]>, key: Key, position: number): void {
  const positions = index.get(key);
  if (positions) positions.push(position);
  else index.set(key, [position]);
}

/** All of a product; of an image that does not say what it is, those of its label or its size. */
function positionsFor(index: Index, { product, label, size }: ClaimedTraits): readonly number[] {
  if (product !== undefined) return index.byProduct.get(product) ?? [];
  const labelled = label === undefined ? [] : (index.byLabel.get(label) ?? []);
  const sized = size === undefined ? [] : (index.bySize.get(size) ?? []);
  return [...new Set([...labelled, ...sized])];
}

/** Entries of the very size first, then those of unknown size: another size is a broken copy. */
const rankOf = (entry: EntrySummary, { size }: ClaimedTraits): number =>
  entry.size === undefined ? 1 : entry.size === size ? 0 : 2;

/** At most `MAX_CANDIDATES`. Throws `Fault('catalogue.unreadable')` as `findMatches` does. */
export function findCandidates(
  catalogue: Catalogue,
  claimed: ClaimedTraits,
): readonly CatalogueEntry[] {
  const found: { readonly position: number; readonly rank: number }[] = [];
  for (const position of positionsFor(indexOf(catalogue), claimed)) {
    const summary = catalogue.summaryAt(position);
    if (!TESTS.every((agrees) => agrees(summary, claimed))) continue;
    found.push({ position, rank: rankOf(summary, claimed) });
  }
  return found
    .sort((a, b) => a.rank - b.rank || a.position - b.position)
    .slice(0, MAX_CANDIDATES)
    .map(({ position }) => catalogue.entryAt(position));
}
