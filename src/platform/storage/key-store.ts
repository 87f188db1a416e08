/**
 * The public keys that a person trusts, kept between visits. Loaded only in the hosted edition: all
 * `file://` pages of Chromium share one storage.
 */
import { createStore, del, set, values } from 'idb-keyval';

export interface StoredKey {
  readonly id: string;
  /** What the person calls it. */
  readonly name: string;
  readonly fileName: string;
  /** The file that it came in. */
  readonly bytes: Uint8Array;
}

/** Every method rejects where the browser may not store, or has no room left. */
export interface KeyStore {
  put(key: StoredKey): Promise<void>;
  remove(id: string): Promise<void>;
  /** What is damaged is left out. */
  readAll(): Promise<readonly StoredKey[]>;
}

export function openKeyStore(): KeyStore {
  const store = createStore('touchstone-keys', 'keys');
  return {
    put: (key) => set(key.id, key, store),
    remove: (id) => del(id, store),
    readAll: async () => (await values<unknown>(store)).filter(isStoredKey),
  };
}

function isStoredKey(value: unknown): value is StoredKey {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, fileName, bytes } = value as Readonly<Record<string, unknown>>;
  const isNamed = [id, name, fileName].every((one) => typeof one === 'string');
  return isNamed && bytes instanceof Uint8Array;
}
