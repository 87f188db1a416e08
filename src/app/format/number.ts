/** Counts, sizes, rates and shares as text. Decimal units, as drives and downloads are sold by. */
import { LOCALE } from './locale.ts';

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const threeDigits = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 3 });

/** Exact, with thousands separators: "3,320,903,680". */
export const formatCount = (count: number): string => whole.format(count);

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Rounded to three digits: "664 MB". For what changes by the second; evidence is exact. */
export function formatSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // 999.5 kB would be written "1,000 kB": it belongs to the next unit.
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = value >= 100 ? whole.format(value) : threeDigits.format(value);
  return `${digits} ${UNITS[unit] ?? ''}`;
}

export const formatRate = (bytesPerSecond: number): string => `${formatSize(bytesPerSecond)}/s`;

/** Whole per cent, rounded down: 100 only when every byte was read. 0 for an empty file. */
export function percentOf(done: number, total: number): number {
  if (total <= 0) return 0;
  return Math.max(0, Math.min(100, Math.floor((done / total) * 100)));
}
