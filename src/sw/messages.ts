/** What the page may ask its service worker, and the answers. Each question gets exactly one answer. */

/**
 * - `precache-status`: which files of this version are missing from the worker's cache?
 * - `skip-waiting`: take over now; the person at the page agreed to it.
 */
export type WorkerQuestion =
  { readonly kind: 'precache-status' } | { readonly kind: 'skip-waiting' };

export type WorkerAnswer =
  /** Absolute URLs of precached files whose bytes are gone (evicted by the browser, cleared by hand). */
  | { readonly kind: 'precache-status'; readonly missing: readonly string[] }
  /** The waiting worker is becoming the active one. */
  | { readonly kind: 'taking-over' }
  /** Refused: other windows run the old version, perhaps in the middle of a job. */
  | { readonly kind: 'other-windows' };
