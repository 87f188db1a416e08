/** The two orders of all entries: of the whole list, and among what a search finds equally well. */
import { bestGrade, GRADES, type EntryTraits } from './catalogue.ts';
import type { Catalogue } from './decode.ts';
import {
  architectureRank,
  channelRank,
  editionRank,
  isEnglishRank,
  kindOf,
  kindRank,
  languageRank,
  productRank,
  releaseRank,
  servicePackRank,
  versionOf,
} from './entry-traits.ts';
import { Graduals, STEP_ENTRIES } from './gradual.ts';
import { RankColumn, sortByColumns, type Rank } from './ranks.ts';

/** Positions of all entries. */
export interface EntryOrder {
  /** As a person would sort them. */
  readonly listed: Uint32Array;
  /** What is meant most often first, and what stands on the best word. */
  readonly ranked: Uint32Array;
}

/** What the rank depends on, and the rank. */
interface Trait {
  readonly valueOf: (entry: EntryTraits) => string | undefined;
  readonly rankOf: (entry: EntryTraits) => Rank;
}

const versioned = ({ product, version = '' }: EntryTraits): string => `${product}\n${version}`;

/** The most important first. */
const LISTED = {
  product: { valueOf: versioned, rankOf: productRank },
  kind: { valueOf: kindOf, rankOf: kindRank },
  release: { valueOf: (entry) => entry.release, rankOf: releaseRank },
  servicePack: { valueOf: (entry) => entry.servicePack, rankOf: servicePackRank },
  channel: { valueOf: (entry) => entry.channel, rankOf: channelRank },
  edition: { valueOf: (entry) => entry.edition, rankOf: editionRank },
  language: { valueOf: (entry) => entry.language, rankOf: languageRank },
  architecture: { valueOf: (entry) => entry.architecture, rankOf: architectureRank },
} satisfies Record<string, Trait>;

/** After the grade; among equals as in the list. */
const RANKED: readonly Trait[] = [
  LISTED.channel,
  { valueOf: versioned, rankOf: (entry) => [-versionOf(entry)] },
  LISTED.kind,
  { valueOf: (entry) => entry.language, rankOf: isEnglishRank },
  LISTED.edition,
  LISTED.servicePack,
];

const orders = new Graduals<Catalogue, EntryOrder>(makeOrder);
/** Each step throws `Fault('catalogue.unreadable')` as `findMatches` does. */
export const orderOf = (catalogue: Catalogue) => orders.for(catalogue);

function* makeOrder(catalogue: Catalogue): Generator<void, EntryOrder> {
  const { entries } = catalogue.info;
  const traits: readonly Trait[] = [...Object.values(LISTED), ...RANKED];
  const columns = traits.map((trait) => ({ ...trait, column: new RankColumn(entries) }));
  const grades = new RankColumn(entries);
  for (let position = 0; position < entries; position++) {
    const entry = catalogue.traitsAt(position);
    for (const { valueOf, rankOf, column } of columns) {
      column.put(position, valueOf(entry) ?? '', () => rankOf(entry));
    }
    const grade = bestGrade(catalogue.gradesAt(position).values());
    grades.put(position, grade, () => [GRADES.indexOf(grade)]);
    if (position % STEP_ENTRIES === 0) yield;
  }
  const all = columns.map(({ column }) => column);
  const asRead = new Uint32Array(entries).map((_, position) => position);
  const listed = yield* sortByColumns(all.slice(0, -RANKED.length), asRead);
  const ranked = yield* sortByColumns([grades, ...all.slice(-RANKED.length)], listed);
  return { listed, ranked };
}
