/** How old the catalogue is by a clock that may be wrong: machines without a network drift. */

const MS_PER_DAY = 86_400_000;
const DAYS_PER_MONTH = 30.44;

/** Half of a release's usual three years of support; by then most makers have brought out newer ones. */
export const OLD_AFTER_MONTHS = 18;

/** The catalogue's date is a day of UTC, and the clock may be in any time zone. */
const TOLERANCE_DAYS = 2;

export type CatalogueAge =
  | { readonly kind: 'current' }
  | { readonly kind: 'old'; readonly months: number }
  /** The clock stands before the day on which the catalogue was collected. */
  | { readonly kind: 'clock-wrong' };

/** `date`: ISO 8601, of `CatalogueInfo`. `now`: milliseconds since 1970. */
export function findAge(date: string, now: number): CatalogueAge {
  const days = (now - Date.parse(date)) / MS_PER_DAY;
  if (days < -TOLERANCE_DAYS) return { kind: 'clock-wrong' };
  const months = Math.floor(days / DAYS_PER_MONTH);
  return months >= OLD_AFTER_MONTHS ? { kind: 'old', months } : { kind: 'current' };
}
