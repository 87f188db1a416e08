/** A site catalogue in words. */
import type { SiteChanges } from '../../core/site-catalogue/compare.ts';
import type { SiteEntry } from '../../core/site-catalogue/site-catalogue.ts';
import { IS_PORTABLE } from '../format/build.ts';
import { formatDay } from '../format/time.ts';
import type { SiteOffer } from '../state/site-desk.svelte.ts';
import { results } from './results.ts';

const words = results.site;

const dayOf = (moment: string): string => formatDay(moment.slice(0, 'YYYY-MM-DD'.length));

/** What it is, and what it would mean to accept it. */
export function describeOffer(offer: SiteOffer): readonly string[] {
  const { catalogue, used, order, changes, isAccepted, mayBeAccepted } = offer;
  const { name, version, savedAt } = catalogue;
  const about = words.offer.about(name, version, dayOf(savedAt));
  if (!mayBeAccepted) return [about, words.offer.refused];
  if (isAccepted) {
    return [about, words.offer.accepted, IS_PORTABLE ? words.offer.notKept : words.offer.kept];
  }
  const standing = used ? [words.offer.order[order](words.offer.numbered(used.version))] : [];
  if (order === 'same') return [about, ...standing];
  const { added, changed, removed } = changes;
  const effect = words.offer.effect(added.length, changed.length, removed.length);
  return [about, words.offer.before, ...standing, effect];
}

export interface ChangeList {
  readonly kind: 'added' | 'changed' | 'removed';
  readonly heading: string;
  readonly entries: readonly SiteEntry[];
}

/** Those that are not empty; what goes first. */
export function listChanges({ added, changed, removed }: SiteChanges): readonly ChangeList[] {
  const lists: ChangeList[] = [
    { kind: 'removed', heading: words.changes.removed, entries: removed },
    { kind: 'changed', heading: words.changes.changed, entries: changed.map(({ after }) => after) },
    { kind: 'added', heading: words.changes.added, entries: added },
  ];
  return lists.filter(({ entries }) => entries.length > 0);
}
