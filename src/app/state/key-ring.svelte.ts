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
  /** The very same list until a key comes, goes or is trusted. */
  #files: readonly Uint8Array[] = [];

  constructor(store: KeyStore | undefined, onNotKept: (name: string) => void) {
    this.#store = store;
    this.#onNotKept = onNotKept;
  }

  get keys(): readonly KeyView[] {
    return this.#keys;
  }
  /**
   * Of all keys that count, each file once: what is trusted, and what was withdrawn. That a key was
   * withdrawn it says itself, and nobody has to be trusted to believe it.
   */
  get files(): readonly Uint8Array[] {
    return this.#files;
  }

  /** What the person calls the key; `undefined` when it is not trusted. */
  nameOf(record: KeyRecord): string | undefined {
    const id = idOf(record);
    return this.#keys.find((key) => key.id === id && key.isTrusted)?.name;
  }

  /**
   * A copy of a key that is on the ring takes its place, and is trusted as it was; but none that does
   * not know of having been withdrawn.
   */
  add(fileName: string, bytes: Uint8Array, records: readonly KeyRecord[]): void {
    for (const record of records) {
      const id = idOf(record);
      const known = this.#keys.find((key) => key.id === id);
      if (known === undefined) {
        const name = record.names[0] ?? fileName;
        this.#set([...this.#keys, { id, record, bytes, fileName, name, isTrusted: false }]);
      } else if (record.isRevoked || !known.record.isRevoked) {
        this.#replace({ ...known, record, bytes, fileName });
      }
    }
  }

  /** A key that was trusted before; only that one of the keys in its file. */
  restore({ id, name, fileName, bytes }: StoredKey, records: readonly KeyRecord[]): void {
    const record = records.find((one) => idOf(one) === id);
    if (!record || this.#keys.some((key) => key.id === id)) return;
    this.#set([...this.#keys, { id, record, bytes, fileName, name, isTrusted: true }]);
  }

  trust(id: string, name: string): void {
    const key = this.#keys.find((one) => one.id === id);
    if (key) this.#replace({ ...key, name, isTrusted: true });
  }

  #replace(key: RingKey): void {
    this.#set(this.#keys.map((one) => (one.id === key.id ? key : one)));
    const { id, name, fileName, bytes, isTrusted } = key;
    if (isTrusted) this.#keep(name, this.#store?.put({ id, name, fileName, bytes }));
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
    const counting = keys.filter(({ isTrusted, record }) => isTrusted || record.isRevoked);
    this.#files = [...new Set(counting.map(({ bytes }) => bytes))];
  }
}
