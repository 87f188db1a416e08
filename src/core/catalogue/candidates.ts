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
  type EntryTraits,
} from './catalogue.ts';
import type { Catalogue } from './decode.ts';
import { Graduals, STEP_ENTRIES, type Gradual } from './gradual.ts';

type Test = (entry: EntryTraits, claimed: ClaimedTraits) => boolean;

/** In which an entry may contradict what an image says of itself. */
export type Trait = keyof Omit<ClaimedTraits, 'label' | 'size'>;

/** Each: no contradiction in this trait. */
const TESTS: Readonly<Record<Trait, Test>> = {
  product: (entry, { product }) => product === undefined || entry.product === product,
  version: (entry, { version }) =>
    version === undefined || entry.version === undefined || agreeOnVersion(entry.version, version),
  servicePack: (entry, { servicePack }) =>
    servicePack === undefined ||
    entry.servicePack === undefined ||
    servicePackOf(entry.servicePack) === servicePack,
  architectures: (entry, { architectures }) =>
    entry.architecture === undefined || overlap(architecturesOf(entry.architecture), architectures),
  editions: (entry, { editions }) =>
    entry.edition === undefined || overlap(findEditions(entry.edition, entry.fileName), editions),
  languages: ({ language }, { languages }) =>
    language === undefined ||
    languages === undefined ||
    languages.some((one) => agreeOnLanguage(one, language)),
  channel: (entry, { channel }) =>
    channel === undefined || entry.channel === undefined || entry.channel === channel,
};

const TRAITS: readonly Trait[] = [
  'product',
  'version',
  'servicePack',
  'architectures',
  'editions',
  'languages',
  'channel',
];

/** In what the entry is another than is claimed. */
export const findContradictions = (
  entry: EntryTraits,
  claimed: ClaimedTraits,
): readonly Trait[] => TRAITS.filter((trait) => !TESTS[trait](entry, claimed));

const overlap = (one?: readonly string[], other?: readonly string[]): boolean =>
  one === undefined || other === undefined || one.some((word) => other.includes(word));

/** Entries that agree in all that the tests look at: of thousands of a product some hundred kinds. */
interface Kin {
  readonly example: EntryTraits;
  readonly positions: readonly number[];
}

/** What entries can be looked up by. */
interface Index {
  readonly byProduct: ReadonlyMap<string, readonly Kin[]>;
  /** Positions of entries. */
  readonly byLabel: ReadonlyMap<string, readonly number[]>;
  readonly bySize: ReadonlyMap<number, readonly number[]>;
}

const indexes = new Graduals<Catalogue, Index>(makeIndex);

/**
 * What a question for candidates needs: every entry is looked at once. Each step throws
 * `Fault('catalogue.unreadable')` as `findMatches` does.
 */
export const prepareCandidates = (catalogue: Catalogue): Gradual<unknown> =>
  indexes.for(catalogue);

function* makeIndex(catalogue: Catalogue): Generator<void, Index> {
  const kins = new Map<string, { example: EntryTraits; positions: number[] }>();
  const byLabel = new Map<string, number[]>();
  const bySize = new Map<number, number[]>();
  for (let position = 0; position < catalogue.info.entries; position++) {
    const entry = catalogue.traitsAt(position);
    const key = kinKey(entry);
    const kin = kins.get(key);
    if (kin) kin.positions.push(position);
    else kins.set(key, { example: entry, positions: [position] });
    if (entry.volumeLabel !== undefined) put(byLabel, entry.volumeLabel, position);
    if (entry.size !== undefined) put(bySize, entry.size, position);
    if (position % STEP_ENTRIES === 0) yield;
  }
  const byProduct = new Map<string, Kin[]>();
  for (const kin of kins.values()) put(byProduct, kin.example.product, kin);
  return { byProduct, byLabel, bySize };
}

/** The same for entries of which no test tells one from the other. */
function kinKey(entry: EntryTraits): string {
  const { product, version, servicePack, architecture, edition, language, channel } = entry;
  const editions = edition === undefined ? undefined : findEditions(edition, entry.fileName);
  return JSON.stringify([
    ...[product, version, servicePack, architecture, language, channel, editions],
  ]);
}

function put<Key, Value>(index: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = index.get(key);
  if (values) values.push(value);
  else index.set(key, [value]);
}

const agree = (entry: EntryTraits, claimed: ClaimedTraits): boolean =>
  TRAITS.every((trait) => TESTS[trait](entry, claimed));

/** Of an image that does not say what it is, those of its label or its size. */
function positionsFor(catalogue: Catalogue, claimed: ClaimedTraits): readonly number[] {
  const { byProduct, byLabel, bySize } = indexes.for(catalogue).finish();
  const { product, label, size } = claimed;
  if (product !== undefined) {
    const kins = byProduct.get(product) ?? [];
    return kins.filter(({ example }) => agree(example, claimed)).flatMap((kin) => kin.positions);
  }
  const labelled = label === undefined ? [] : (byLabel.get(label) ?? []);
  const sized = size === undefined ? [] : (bySize.get(size) ?? []);
  const positions = [...new Set([...labelled, ...sized])];
  return positions.filter((position) => agree(catalogue.traitsAt(position), claimed));
}

/** Entries of the very size first, then those of unknown size: another size is a broken copy. */
const rankOf = (entry: EntryTraits, { size }: ClaimedTraits): number =>
  entry.size === undefined ? 1 : entry.size === size ? 0 : 2;

/** At most `MAX_CANDIDATES`. Throws `Fault('catalogue.unreadable')` as `findMatches` does. */
export function findCandidates(
  catalogue: Catalogue,
  claimed: ClaimedTraits,
): readonly CatalogueEntry[] {
  return positionsFor(catalogue, claimed)
    .map((position) => ({ position, rank: rankOf(catalogue.traitsAt(position), claimed) }))
    .sort((a, b) => a.rank - b.rank || a.position - b.position)
    .slice(0, MAX_CANDIDATES)
    .map(({ position }) => catalogue.entryAt(position));
}
