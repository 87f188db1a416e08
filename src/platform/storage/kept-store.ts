/**
 * What a person vouches for and wants kept between visits: public keys, and catalogues of the site.
 * Loaded only in the hosted edition: all `file://` pages of Chromium share one storage.
 */
import { createStore, del, set, values } from 'idb-keyval';

interface StoredFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface StoredKey {
  readonly id: string;
  /** What the person calls it. */
  readonly name: string;
  readonly fileName: string;
  /** The file that it came in. */
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
export interface KeptStore<T> {
  put(kept: T): Promise<void>;
  remove(id: string): Promise<void>;
  /** What is damaged is left out. */
  readAll(): Promise<readonly T[]>;
}

export type KeyStore = KeptStore<StoredKey>;
export type SiteStore = KeptStore<StoredCatalogue>;

export const openKeyStore = (): KeyStore => openStore('keys', isStoredKey);
export const openSiteStore = (): SiteStore => openStore('catalogues', isStoredCatalogue);

function openStore<T extends { readonly id: string }>(
  name: string,
  isWhole: (value: unknown) => value is T,
): KeptStore<T> {
  const store = createStore(`touchstone-${name}`, name);
  return {
    put: (kept) => set(kept.id, kept, store),
    remove: (id) => del(id, store),
    readAll: async () => (await values<unknown>(store)).filter(isWhole),
  };
}

function isStoredKey(value: unknown): value is StoredKey {
  const { id, fileName } = fieldsOf(value);
  return typeof id === 'string' && typeof fileName === 'string' && isStoredFile(value);
}

function isStoredCatalogue(value: unknown): value is StoredCatalogue {
  const { id, acceptedAt, files } = fieldsOf(value);
  const isNamed = typeof id === 'string' && typeof acceptedAt === 'number';
  return isNamed && Array.isArray(files) && files.every(isStoredFile);
}

function isStoredFile(value: unknown): value is StoredFile {
  const { name, bytes } = fieldsOf(value);
  return typeof name === 'string' && bytes instanceof Uint8Array;
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
