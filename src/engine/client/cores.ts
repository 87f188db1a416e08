/**
 * Threads that it pays to spread one reading over, from 1.
 *
 * One in Gecko: between two workers it sends what a port carries through another process, and a
 * buffer of 2 MiB takes 16 ms from one to the next, where a whole hash of it takes 6 (Firefox 153;
 * Chromium 156: 0.06). There is no feature to ask for; the property is one that only Gecko has.
 */
export function coresForReading(): number {
  if (CSS.supports('-moz-appearance', 'none')) return 1;
  return Math.max(1, navigator.hardwareConcurrency);
}
