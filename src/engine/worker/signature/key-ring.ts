/** The keys that signatures are checked with: those of this build, and those a person added. */
import type { Key, SignaturePacket, Subkey } from 'openpgp';
import { formatHex } from '../../../core/bytes/hex.ts';
import {
  parseEd25519Key,
  recordOfEd25519,
  type Ed25519Key,
} from '../../../core/signature/ed25519-key.ts';
import { MAX_KEY_FILE_BYTES, MAX_KEYS } from '../../../core/signature/limits.ts';
import type { KeyRecord, KeyScope, KeyTrust } from '../../../core/signature/signature.ts';
import { readOpenPgpKeys, recordOfOpenPgp, type KeyPacket } from './openpgp-key.ts';

/** A key that came with the build. */
export interface BuiltInKey {
  readonly scope: KeyScope;
  /** A file of one key. */
  readonly bytes: Uint8Array;
}

interface Standing {
  readonly trust: KeyTrust | undefined;
  readonly scope: KeyScope | undefined;
}

export interface HeldOpenPgp extends Standing {
  readonly key: Key;
}

export interface HeldEd25519 extends Standing {
  readonly key: Ed25519Key;
}

/** A key, and the part of it that made a signature. */
export interface Signer {
  readonly held: HeldOpenPgp;
  readonly packet: KeyPacket;
  readonly subkey: Subkey | undefined;
}

const withStanding = (record: KeyRecord, { trust, scope }: Standing): KeyRecord => ({
  ...record,
  ...(trust === undefined ? {} : { trust }),
  ...(scope === undefined ? {} : { scope }),
});

export class KeyRing {
  readonly #openPgp: HeldOpenPgp[] = [];
  readonly #ed25519: HeldEd25519[] = [];

  get openPgpKeys(): readonly HeldOpenPgp[] {
    return this.#openPgp;
  }

  get ed25519Keys(): readonly HeldEd25519[] {
    return this.#ed25519;
  }

  /** Adds the keys of a file, as far as they can be read. */
  async add(file: Uint8Array, standing: Standing): Promise<void> {
    if (file.length > MAX_KEY_FILE_BYTES) return;
    const plain = parseEd25519Key(file);
    if (plain) this.#ed25519.push({ ...standing, key: plain });
    for (const key of await readOpenPgpKeys(file)) this.#openPgp.push({ ...standing, key });
  }

  /** A ring of these keys and the others, which come after them. */
  with(others: KeyRing): KeyRing {
    const ring = new KeyRing();
    ring.#openPgp.push(...this.#openPgp, ...others.#openPgp);
    ring.#ed25519.push(...this.#ed25519, ...others.#ed25519);
    return ring;
  }

  /** Who may have made the signature, by its issuer's key ID and, where stated, fingerprint. */
  findSigners({ issuerKeyID, issuerFingerprint }: SignaturePacket): readonly Signer[] {
    const keyId = issuerKeyID.toHex();
    const fingerprint = issuerFingerprint ? formatHex(issuerFingerprint) : undefined;
    const isIssuer = (packet: KeyPacket): boolean =>
      packet.getKeyID().toHex() === keyId &&
      (fingerprint === undefined || packet.getFingerprint() === fingerprint);
    return this.#openPgp.flatMap((held): Signer[] => {
      const { keyPacket, subkeys } = held.key;
      const primary = isIssuer(keyPacket) ? [{ held, packet: keyPacket, subkey: undefined }] : [];
      const others = subkeys.filter((subkey) => isIssuer(subkey.keyPacket));
      return [...primary, ...others.map((subkey) => ({ held, packet: subkey.keyPacket, subkey }))];
    });
  }

  findEd25519(keyId: string): readonly HeldEd25519[] {
    return this.#ed25519.filter(({ key }) => key.id === keyId);
  }
}

export async function buildRing(keys: readonly BuiltInKey[]): Promise<KeyRing> {
  const ring = new KeyRing();
  for (const { bytes, scope } of keys) await ring.add(bytes, { trust: 'built-in', scope });
  return ring;
}

/** At most `MAX_KEYS` files. */
export async function ownRing(files: readonly Uint8Array[]): Promise<KeyRing> {
  const ring = new KeyRing();
  for (const file of files.slice(0, MAX_KEYS))
    await ring.add(file, { trust: 'own', scope: undefined });
  return ring;
}

export const recordOfHeldEd25519 = (held: HeldEd25519): KeyRecord =>
  withStanding(recordOfEd25519(held.key), held);

export const recordOfHeldOpenPgp = async (held: HeldOpenPgp, now: Date): Promise<KeyRecord> =>
  withStanding(await recordOfOpenPgp(held.key, now), held);
