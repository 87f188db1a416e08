/**
 * The two forms of a date in ISO 9660 (ECMA-119, 2nd edition), which Rock Ridge uses too. Both end
 * with the offset from Greenwich in steps of fifteen minutes, as a signed byte.
 */
import { int8, uint8 } from '../../bytes/fields.ts';

/** ECMA-119 §8.4.26.1: seventeen bytes, digits as text. */
export const LONG_DATE_BYTES = 17;

/** ECMA-119 §9.1.5: seven bytes, numbers. */
export const SHORT_DATE_BYTES = 7;

/** Year, month, day, hour, minute, second. */
type Clock = readonly [number, number, number, number, number, number];

/**
 * ISO 8601 with offset; hundredths of a second where they are not zero. `undefined` for a date
 * that was not given, and for `'impossible'` see `isLongDateGiven`.
 */
export function parseLongDate(bytes: Uint8Array): string | undefined {
  const digits = digitsOf(bytes);
  if (!isLongDateGiven(bytes) || !/^\d{16}$/.test(digits)) return undefined;
  const part = (start: number, end: number) => Number(digits.slice(start, end));
  const clock: Clock = [
    part(0, 4),
    part(4, 6),
    part(6, 8),
    part(8, 10),
    part(10, 12),
    part(12, 14),
  ];
  return formatDate(clock, part(14, 16), int8(bytes, 16));
}

/** §8.4.26.1: sixteen zeros and an offset of zero stand for none. So do, in the wild, blanks and NULs. */
export function isLongDateGiven(bytes: Uint8Array): boolean {
  return !/^[0 \0]{16}$/.test(digitsOf(bytes));
}

const digitsOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 16));

/** `undefined` for a date that was not given (all zeros) or cannot be. */
export function parseShortDate(bytes: Uint8Array): string | undefined {
  const clock: Clock = [
    1900 + uint8(bytes, 0),
    uint8(bytes, 1),
    uint8(bytes, 2),
    uint8(bytes, 3),
    uint8(bytes, 4),
    uint8(bytes, 5),
  ];
  return formatDate(clock, 0, int8(bytes, 6));
}

function formatDate(clock: Clock, hundredths: number, quarters: number): string | undefined {
  const [year, month, day, hour, minute, second] = clock;
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const date = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  const fraction = hundredths > 0 ? `.${pad(hundredths)}` : '';
  return `${date}T${pad(hour)}:${pad(minute)}:${pad(second)}${fraction}${formatZone(quarters)}`;
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** §8.4.26.1: from -48 (west) to +52 (east). Outside that the clock alone is kept. */
function formatZone(quarters: number): string {
  if (quarters < -48 || quarters > 52) return '';
  const minutes = Math.abs(quarters) * 15;
  return `${quarters < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
