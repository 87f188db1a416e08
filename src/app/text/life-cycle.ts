/** Whether the makers of a system still mend it, going by this machine's clock. */
import type { LifeCycle, SupportEnd } from '../../core/identity/life-cycle.ts';
import { formatDay, formatMonth } from '../format/time.ts';
import { results } from './results.ts';

export interface LifeCycleText {
  /** One line. */
  readonly sentence: string;
  /** Whose word that is. */
  readonly source: string;
}

export function describeLifeCycle({ ends, source }: LifeCycle, now: Date): LifeCycleText {
  const words = results.lifeCycle;
  const told = ends.filter((end) => !isOutdone(end, ends));
  const sentences = told.map((end) => describeEnd(end, now));
  if (told.every((end) => hasPassed(end, now))) sentences.push(words.offTheNetwork);
  return { sentence: sentences.join(' '), source: words.source(source) };
}

/** That improvements stopped says nothing beside when the mending did. */
const isOutdone = ({ phase, editions }: SupportEnd, ends: readonly SupportEnd[]): boolean =>
  phase === 'mainstream' &&
  ends.some((other) => other.phase === 'extended' && other.editions === editions);

function describeEnd(end: SupportEnd, now: Date): string {
  const { ended, ends, onlyFor } = results.lifeCycle;
  const sentence = (hasPassed(end, now) ? ended : ends)[end.phase](whenOf(end.date));
  return end.editions === undefined ? sentence : onlyFor[end.editions](sentence);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-\d{2}$/;

function whenOf(date: string): string {
  const { when } = results.lifeCycle;
  if (DAY.test(date)) return when.day(formatDay(date));
  return MONTH.test(date) ? when.month(formatMonth(`${date}-01`)) : when.year(date);
}

/** The day, month or year is over: what today's date begins with lies behind it. */
const hasPassed = ({ date }: SupportEnd, now: Date): boolean =>
  now.toISOString().slice(0, date.length) > date;
