/** Building blocks of English that many sentences share: counted nouns, lists, possessives. */
import { formatCount } from '../../format/number.ts';
import { LOCALE } from '../../format/locale.ts';
import { quote } from '../quote.ts';

export const counted = (count: number, one: string, many: string): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

export const bytes = (count: number): string => counted(count, 'byte', 'bytes');

const conjunction = new Intl.ListFormat(LOCALE, { type: 'conjunction' });

export const listed = (items: readonly string[]): string => conjunction.format(items);

const disjunction = new Intl.ListFormat(LOCALE, { type: 'disjunction' });

/** "a, b or c" */
export const either = (items: readonly string[]): string => disjunction.format(items);

export const possessive = (name: string): string => (name.endsWith('s') ? `${name}’` : `${name}’s`);

const FIRST_ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];
const ordinals = new Intl.PluralRules(LOCALE, { type: 'ordinal' });
const SUFFIXES: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** From 1: "second", "12th". */
export const ordinal = (position: number): string =>
  FIRST_ORDINALS[position - 1] ??
  `${formatCount(position)}${SUFFIXES[ordinals.select(position)] ?? 'th'}`;

/**
 * What a file is called where its card cannot be seen: quoted, and with its place among those of
 * one name. `nth`: from 1; absent when no other has the name.
 */
export const called = (name: string, nth?: number): string =>
  nth === undefined ? quote(name) : `${quote(name)} (${ordinal(nth)} of that name)`;
