/**
 * The site catalogues that a person accepted, kept between visits. Loaded only in the hosted
 * edition: all `file://` pages of Chromium share one storage.
 */
import { createStore, del, set, values } from 'idb-keyval';

interface StoredFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface StoredCatalogue {
  /** The catalogue's own id: of its versions one is kept. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly acceptedAt: number;
  /** The catalogue, then the signatures that stood beside it. */
  readonly files: readonly StoredFile[];
}

/** Every method rejects where the browser may not store, or has no room left. */
export interface SiteStore {
  put(catalogue: StoredCatalogue): Promise<void>;
  remove(id: string): Promise<void>;
  /** What is damaged is left out. */
  readAll(): Promise<readonly StoredCatalogue[]>;
}

export function openSiteStore(): SiteStore {
  const store = createStore('touchstone-catalogues', 'catalogues');
  return {
    put: (catalogue) => set(catalogue.id, catalogue, store),
    remove: (id) => del(id, store),
    readAll: async () => (await values<unknown>(store)).filter(isStoredCatalogue),
  };
}

function isStoredCatalogue(value: unknown): value is StoredCatalogue {
  if (typeof value !== 'object' || value === null) return false;
  const { id, acceptedAt, files } = value as Readonly<Record<string, unknown>>;
  return (
    typeof id === 'string' &&
    typeof acceptedAt === 'number' &&
    Array.isArray(files) &&
    files.every(isStoredFile)
  );
}

function isStoredFile(value: unknown): value is StoredFile {
  if (typeof value !== 'object' || value === null) return false;
  const { name, bytes } = value as Readonly<Record<string, unknown>>;
  return typeof name === 'string' && bytes instanceof Uint8Array;
}
