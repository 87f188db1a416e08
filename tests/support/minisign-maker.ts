/** Keys and signatures in minisign's form, made by OpenSSL alone. */
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

const ED25519_SPKI_HEAD = 12;

export class MinisignKey {
  readonly #id: Uint8Array;
  readonly #secret: KeyObject;
  /** The file of the public key. */
  readonly file: Uint8Array;

  /** @param id eight characters; whoever makes a key chooses them */
  constructor(id: string) {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const key = publicKey.export({ type: 'spki', format: 'der' }).subarray(ED25519_SPKI_HEAD);
    this.#id = Buffer.from(id, 'latin1');
    this.#secret = privateKey;
    const blob = Buffer.concat([Buffer.from('Ed'), this.#id, key]).toString('base64');
    this.file = encode(`untrusted comment: minisign public key\n${blob}\n`);
  }

  /** The file of a prehashed signature. */
  sign(message: Uint8Array): Uint8Array {
    return this.#file('ED', createHash('blake2b512').update(message).digest());
  }

  /** The file of a signature over the bytes themselves. */
  signLegacy(message: Uint8Array): Uint8Array {
    return this.#file('Ed', message);
  }

  #file(algorithm: 'ED' | 'Ed', signed: Uint8Array): Uint8Array {
    const signature = sign(undefined, signed, this.#secret);
    const global = sign(undefined, Buffer.concat([signature, Buffer.from('made')]), this.#secret);
    const blob = Buffer.concat([Buffer.from(algorithm), this.#id, signature]).toString('base64');
    return encode(
      `untrusted comment: made\n${blob}\ntrusted comment: made\n${global.toString('base64')}\n`,
    );
  }
}

const encode = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));
