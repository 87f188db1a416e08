/**
 * Unfinished readings, kept so that a reload, a crash or a closed laptop loses at most a few
 * seconds of them. Private to this site and browser; deleted when the reading ends. Loaded only in
 * the hosted edition: all `file://` pages of Chromium share one storage.
 */
import { createStore, del, entries, get, set } from 'idb-keyval';
import type { AlgorithmId } from '../../core/digest/algorithm.ts';
import type { Checkpoint } from '../../core/digest/checkpoint.ts';
import type { FileHandle } from '../files/handle.ts';

export interface StoredReading {
  /** The program that wrote it; another one does not take it up. */
  readonly build: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch, as all times here. */
  readonly lastModified: number;
  readonly handle: FileHandle;
  readonly algorithms: readonly AlgorithmId[];
  readonly checkpoint: Checkpoint;
  readonly startedAt: number;
  readonly savedAt: number;
  /** How many times reading was taken up so far, from 1. */
  readonly sittings: number;
}

/** Every method rejects where the browser may not store, or has no room left. */
export interface ReadingStore {
  put(id: string, reading: StoredReading): Promise<void>;
  remove(id: string): Promise<void>;
  /**
   * Those that no open page is reading, held for this one from now on, oldest first; what another
   * build wrote is deleted. Takes seconds where another page reads.
   */
  takeOver(build: string): Promise<readonly (readonly [id: string, reading: StoredReading])[]>;
  /** Holds the reading for this page until it is closed, so that no other page takes it up. */
  hold(id: string): void;
}

const LOCK_PREFIX = 'touchstone-reading-';
/** A page that was closed a moment ago may still hold its lock; one that reads on keeps it longer. */
const GRACE_MS = 3000;

/** Whether this page has the lock now; if so, until the browser lets go of it with the page. */
const lock = (id: string, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const keep = () => {
      resolve(true);
      return new Promise<void>(() => undefined);
    };
    navigator.locks.request(LOCK_PREFIX + id, { signal }, keep).catch(() => {
      resolve(false);
    });
  });

export function openReadingStore(): ReadingStore {
  const store = createStore('touchstone', 'readings');
  const held = new Set<string>();

  const claim = async (
    id: string,
    signal: AbortSignal,
  ): Promise<readonly [string, StoredReading][]> => {
    if (held.has(id) || !(await lock(id, signal))) return [];
    held.add(id);
    // Asked anew: the page that had the lock may have come to the end meanwhile.
    const reading = await get<StoredReading>(id, store);
    return reading === undefined ? [] : [[id, reading]];
  };

  return {
    put: (id, reading) => set(id, reading, store),
    remove: (id) => del(id, store),
    async takeOver(build) {
      const all = await entries<string, StoredReading>(store);
      const isOwn = (reading: StoredReading | null | undefined) => reading?.build === build; // it may be damaged
      const outdated = all.filter(([, reading]) => !isOwn(reading));
      await Promise.all(outdated.map(([id]) => del(id, store)));
      const own = all.filter(([, reading]) => isOwn(reading));
      const waiting = new AbortController();
      setTimeout(() => {
        waiting.abort();
      }, GRACE_MS);
      const claimed = await Promise.all(own.map(([id]) => claim(id, waiting.signal)));
      return claimed.flat().sort(([, a], [, b]) => a.startedAt - b.startedAt);
    },
    hold(id) {
      if (held.has(id)) return;
      held.add(id);
      void lock(id, new AbortController().signal);
    },
  };
}
