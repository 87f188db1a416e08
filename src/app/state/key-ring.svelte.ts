/** The keys that a person added. In the hosted edition the browser keeps those that are trusted. */
import type { KeyRecord } from '../../core/signature/signature.ts';
import type { KeyStore, StoredKey } from '../../platform/storage/kept-store.ts';
import type { KeyView } from './view.ts';

interface RingKey extends KeyView {
  readonly bytes: Uint8Array;
}

/** A key ID may be chosen; the digest of the key may not. */
const idOf = ({ kind, fingerprint, keyDigest = '' }: KeyRecord): string =>
  `${kind} ${fingerprint} ${keyDigest}`;

export class KeyRing {
  readonly #store: KeyStore | undefined;
  readonly #onNotKept: (name: string) => void;
  #keys = $state.raw<readonly RingKey[]>([]);
  /** The files of all trusted keys, each once; the very same list until another key is trusted. */
  #trusted: readonly Uint8Array[] = [];

  constructor(store: KeyStore | undefined, onNotKept: (name: string) => void) {
    this.#store = store;
    this.#onNotKept = onNotKept;
  }

  get keys(): readonly KeyView[] {
    return this.#keys;
  }
  get trusted(): readonly Uint8Array[] {
    return this.#trusted;
  }

  /** What the person calls the key; `undefined` when it is not trusted. */
  nameOf(record: KeyRecord): string | undefined {
    const id = idOf(record);
    return this.#keys.find((key) => key.id === id && key.isTrusted)?.name;
  }

  /** Keys that are on the ring already stay as they are. */
  add(fileName: string, bytes: Uint8Array, records: readonly KeyRecord[]): void {
    const known = new Set(this.#keys.map(({ id }) => id));
    const added = records
      .map((record) => ({ id: idOf(record), record, bytes, fileName }))
      .filter(({ id }) => !known.has(id))
      .map((key) => ({ ...key, name: key.record.names[0] ?? key.fileName, isTrusted: false }));
    this.#keys = [...this.#keys, ...added];
  }

  /** A key that was trusted before; only that one of the keys in its file. */
  restore({ id, name, fileName, bytes }: StoredKey, records: readonly KeyRecord[]): void {
    const record = records.find((one) => idOf(one) === id && one.trust !== 'built-in');
    if (!record || this.#keys.some((key) => key.id === id)) return;
    this.#set([...this.#keys, { id, record, bytes, fileName, name, isTrusted: true }]);
  }

  trust(id: string, name: string): void {
    this.#set(this.#keys.map((key) => (key.id === id ? { ...key, name, isTrusted: true } : key)));
    const key = this.#keys.find((one) => one.id === id);
    if (key) {
      const { bytes, fileName } = key;
      this.#keep(name, this.#store?.put({ id, name, fileName, bytes }));
    }
  }

  forget(id: string): void {
    const name = this.#keys.find((key) => key.id === id)?.name ?? '';
    this.#set(this.#keys.filter((key) => key.id !== id));
    this.#keep(name, this.#store?.remove(id));
  }

  #keep(name: string, stored: Promise<void> | undefined): void {
    stored?.catch(() => this.#onNotKept(name));
  }

  #set(keys: readonly RingKey[]): void {
    this.#keys = keys;
    const trusted = keys.filter(({ isTrusted }) => isTrusted);
    this.#trusted = [...new Set(trusted.map(({ bytes }) => bytes))];
  }
}
