/**
 * Unfinished readings, kept so that a reload, a crash or a closed laptop loses at most a few
 * seconds of them. Private to this site and browser; deleted when the reading ends. Loaded only in
 * the hosted edition: all `file://` pages of Chromium share one storage.
 */
import { createStore, del, entries, set } from 'idb-keyval';
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
  /** Those that no open page is reading; what another build wrote is deleted. Oldest first. */
  takeOver(build: string): Promise<readonly (readonly [id: string, reading: StoredReading])[]>;
  /** Holds the reading for this page until it is closed, so that no other page takes it up. */
  hold(id: string): void;
}

const LOCK_PREFIX = 'touchstone-reading-';

export function openReadingStore(): ReadingStore {
  const store = createStore('touchstone', 'readings');
  const held = new Set<string>();
  return {
    put: (id, reading) => set(id, reading, store),
    remove: (id) => del(id, store),
    async takeOver(build) {
      const all = await entries<string, StoredReading>(store);
      const isOwn = (reading: StoredReading | null | undefined) => reading?.build === build; // it may be damaged
      const outdated = all.filter(([, reading]) => !isOwn(reading));
      await Promise.all(outdated.map(([id]) => del(id, store)));
      const { held: locks = [] } = await navigator.locks.query();
      const busy = new Set(locks.map(({ name }) => name));
      return all
        .filter(([id, reading]) => isOwn(reading) && !busy.has(LOCK_PREFIX + id))
        .sort(([, a], [, b]) => a.startedAt - b.startedAt);
    },
    hold(id) {
      if (held.has(id)) return;
      held.add(id);
      // Never settles: the browser lets go of the lock when the page is gone.
      void navigator.locks.request(LOCK_PREFIX + id, () => new Promise<void>(() => undefined));
    },
  };
}
