/** Durations and dates as text. */
import { LOCALE } from './locale.ts';

const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3600;

/** Rounded up to what still matters: "8 s", "2 min 5 s", "1 h 3 min". */
export function formatDuration(seconds: number): string {
  const left = Math.max(1, Math.ceil(seconds));
  if (left < SECONDS_PER_MINUTE) return `${String(left)} s`;
  if (left < SECONDS_PER_HOUR) {
    const rest = left % SECONDS_PER_MINUTE;
    const minutes = `${String(Math.floor(left / SECONDS_PER_MINUTE))} min`;
    return rest === 0 ? minutes : `${minutes} ${String(rest)} s`;
  }
  const totalMinutes = Math.ceil(left / SECONDS_PER_MINUTE);
  const rest = totalMinutes % 60;
  const hours = `${String(Math.floor(totalMinutes / 60))} h`;
  return rest === 0 ? hours : `${hours} ${String(rest)} min`;
}

const day = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat(LOCALE, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long', timeStyle: 'long' });

const ISO_DATE = /^\d{4}-\d{2}-\d{2}/;

function formatIso(format: Intl.DateTimeFormat, iso: string): string {
  const time = ISO_DATE.test(iso) ? Date.parse(iso.slice(0, 10)) : Number.NaN;
  return Number.isNaN(time) ? iso : format.format(time);
}

/** "22 November 2026" for "2026-11-22"; a text that is no ISO 8601 date is given back. */
export const formatDay = (iso: string): string => formatIso(day, iso);

/** "March 2023" for "2023-03-21". */
export const formatMonth = (iso: string): string => formatIso(month, iso);

/** Date, time and zone of this machine. */
export const formatMoment = (at: Date): string => moment.format(at);
