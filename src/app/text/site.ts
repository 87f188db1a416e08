/** A site catalogue in words. */
import { findDifferences, type SiteChanges } from '../../core/site-catalogue/compare.ts';
import type { SiteEntry } from '../../core/site-catalogue/site-catalogue.ts';
import { IS_PORTABLE } from '../format/build.ts';
import { formatDay } from '../format/time.ts';
import type { SiteOffer } from '../state/site-offers.svelte.ts';
import { results } from './results.ts';
import { signerOf } from './signature.ts';

const words = results.site;

const dayOf = (moment: string): string => formatDay(moment.slice(0, 'YYYY-MM-DD'.length));

/** What it is, and what it would mean to accept it; `warnOfOffer` says what nobody would think of. */
export function describeOffer(offer: SiteOffer): readonly string[] {
  const { catalogue, used, order, changes, isAccepted, acceptance } = offer;
  const { name, version, savedAt } = catalogue;
  const about = words.offer.about(name, version, dayOf(savedAt));
  if (acceptance === 'refused') return [about, words.offer.refused];
  if (isAccepted) {
    return [about, words.offer.accepted, IS_PORTABLE ? words.offer.notKept : words.offer.kept];
  }
  const standing = used ? [words.offer.order[order](words.offer.numbered(used.version))] : [];
  if (order === 'same') return [about, ...standing];
  const { added, changed, removed } = changes;
  const effect = words.offer.effect(added.length, changed.length, removed.length);
  return [about, words.offer.before, ...standing, effect];
}

export function warnOfOffer(offer: SiteOffer): readonly string[] {
  const { changes, isAccepted, lostSigner, hasNamesake, acceptance } = offer;
  if (isAccepted || acceptance !== 'open') return [];
  const { changed } = changes;
  const exchanged = changed.filter((pair) => findDifferences(pair).includes('file')).length;
  return [
    ...(lostSigner ? [words.offer.lostSigner(signerOf(lostSigner))] : []),
    ...(hasNamesake ? [words.offer.namesake] : []),
    ...(exchanged > 0 ? [words.offer.exchanged(exchanged)] : []),
  ];
}

export interface ChangeList {
  readonly kind: 'added' | 'changed' | 'removed';
  readonly heading: string;
  readonly entries: readonly {
    readonly entry: SiteEntry;
    /** What was changed of it. */
    readonly differences: string;
  }[];
}

/** Those that are not empty; what goes first. */
export function listChanges({ added, changed, removed }: SiteChanges): readonly ChangeList[] {
  const lists: ChangeList[] = [
    { kind: 'removed', heading: words.changes.removed, entries: removed.map(unchanged) },
    { kind: 'changed', heading: words.changes.changed, entries: changed.map(describeChange) },
    { kind: 'added', heading: words.changes.added, entries: added.map(unchanged) },
  ];
  return lists.filter(({ entries }) => entries.length > 0);
}

const unchanged = (entry: SiteEntry) => ({ entry, differences: '' });

function describeChange(pair: SiteChanges['changed'][number]) {
  const { differs, called } = words.changes;
  const said = findDifferences(pair).map((difference) =>
    difference === 'name' ? called(pair.before.fileName) : differs[difference],
  );
  return { entry: pair.after, differences: said.join(words.changes.between) };
}
