/** Building blocks of English that many sentences share: counted nouns, lists, possessives. */
import { formatCount } from '../../format/number.ts';
import { LOCALE } from '../../format/locale.ts';

export const counted = (count: number, one: string, many: string): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

export const bytes = (count: number): string => counted(count, 'byte', 'bytes');

const conjunction = new Intl.ListFormat(LOCALE, { type: 'conjunction' });

export const listed = (items: readonly string[]): string => conjunction.format(items);

export const possessive = (name: string): string => (name.endsWith('s') ? `${name}’` : `${name}’s`);
