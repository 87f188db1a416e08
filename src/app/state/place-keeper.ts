/**
 * Keeps the place of long readings, so that a reload or a crash loses only seconds of them: in the
 * hosted edition, for files that the browser lets a page come back to.
 */
import type { Checkpoint } from '../../core/digest/checkpoint.ts';
import { Fault } from '../../core/fault.ts';
import {
  decodeAlgorithms,
  decodeCheckpoint,
  decodeCount,
} from '../../engine/shared/decode-fields.ts';
import { handleOf, mayRead, openHandle, type FileHandle } from '../../platform/files/handle.ts';
import type { ReadingStore, StoredReading } from '../../platform/storage/reading-store.ts';
import type { RowSource } from './job-row.svelte.ts';
import type { PlaceKeeper, QueueRow } from './queue-row.ts';

type Kept = Pick<QueueRow, 'name' | 'file' | 'machine'>;

export interface Found {
  readonly id: string;
  readonly source: Extract<RowSource, { kind: 'interrupted' }>;
}

export interface ReadingPlacesPorts {
  /** Absent where nothing may be kept. */
  readonly openStore: (() => Promise<ReadingStore>) | undefined;
  /** What no other build's checkpoints are good for. */
  readonly build: string;
  /** Storing failed; told once. */
  readonly onRefused: (name: string) => void;
}

export class ReadingPlaces implements PlaceKeeper<Kept> {
  readonly #ports: ReadingPlacesPorts;
  readonly #ids = new WeakMap<Kept, string>();
  #store: Promise<ReadingStore> | undefined;
  /** What is asked of the store is done one after the other: a late write must not undo a removal. */
  #last: Promise<unknown> = Promise.resolve();
  #isRefused = false;

  constructor(ports: ReadingPlacesPorts) {
    this.#ports = ports;
  }

  keep(row: Kept, checkpoint: Checkpoint): void {
    const handle = row.file && handleOf(row.file);
    if (row.file === undefined || handle === undefined) return;
    if (this.#ports.openStore === undefined || this.#isRefused) return;
    const { lastModified } = row.file;
    const { size, algorithms, startedAt = 0, sittings } = row.machine;
    const { build } = this.#ports;
    const about = { build, name: row.name, size, lastModified, handle };
    const id = this.#idOf(row);
    this.#do(row.name, async (store) => {
      store.hold(id);
      const place = { algorithms, checkpoint, startedAt, sittings, savedAt: Date.now() };
      await store.put(id, { ...about, ...place });
    });
  }

  drop(row: Kept): void {
    const id = this.#ids.get(row);
    this.#ids.delete(row);
    if (id !== undefined) this.#do(row.name, (store) => store.remove(id));
  }

  /** What earlier pages left, for this page alone; none where nothing may be stored. */
  async takeOver(): Promise<readonly Found[]> {
    try {
      const store = await this.#open();
      const found = await store.takeOver(this.#ports.build);
      return found.flatMap(([id, reading]) => readStored(id, reading) ?? []);
    } catch {
      return [];
    }
  }

  /** From now on the row keeps its place where it was found. */
  adopt(row: Kept, id: string): void {
    this.#ids.set(row, id);
  }

  async #open(): Promise<ReadingStore> {
    this.#store ??= this.#ports.openStore?.();
    if (this.#store === undefined) throw new Fault('read.denied', 'a place to keep readings');
    return this.#store;
  }

  #do(name: string, act: (store: ReadingStore) => Promise<void>): void {
    this.#last = this.#last
      .then(() => this.#open())
      .then(act)
      .catch(() => {
        if (this.#isRefused) return;
        this.#isRefused = true;
        this.#ports.onRefused(name);
      });
  }

  #idOf(row: Kept): string {
    const id = this.#ids.get(row) ?? crypto.randomUUID();
    this.#ids.set(row, id);
    return id;
  }
}

/** Storage is written by this build, but may be damaged: what does not fit is left alone. */
function readStored(id: string, stored: StoredReading): Found | undefined {
  try {
    const { name, lastModified, handle } = stored;
    if (typeof name !== 'string' || typeof handle.getFile !== 'function') return undefined;
    const algorithms = decodeAlgorithms(stored.algorithms);
    const checkpoint = decodeCheckpoint(stored.checkpoint);
    const size = decodeCount(stored.size);
    const startedAt = decodeCount(stored.startedAt);
    const sittings = decodeCount(stored.sittings);
    const isWhole = algorithms.every((algorithm) => checkpoint.states.has(algorithm));
    if (!isWhole || algorithms.length === 0 || checkpoint.bytes > size) return undefined;
    const interrupted = {
      checkpoint,
      open: () => reopen(handle),
      isSame: (file: File) => file.size === size && file.lastModified === lastModified,
    };
    const reading = { algorithms, bytesRead: checkpoint.bytes, startedAt, sittings };
    return { id, source: { kind: 'interrupted', name, size, interrupted, reading } };
  } catch {
    return undefined;
  }
}

async function reopen(handle: FileHandle): Promise<File> {
  if (!(await mayRead(handle))) throw new Fault('read.denied', 'permission expected, got none');
  try {
    return await openHandle(handle);
  } catch (thrown) {
    throw Fault.of(thrown, 'read.failed');
  }
}

/** Of this build. The store is loaded when there is something to keep or to find. */
export const createPlaces = (onRefused: (name: string) => void): ReadingPlaces =>
  new ReadingPlaces({
    // All `file://` pages of Chromium share one storage: the portable edition keeps nothing.
    openStore:
      __EDITION__ === 'hosted'
        ? async () => (await import('../../platform/storage/reading-store.ts')).openReadingStore()
        : undefined,
    build: `${__VERSION__} ${__COMMIT__}`,
    onRefused,
  });
