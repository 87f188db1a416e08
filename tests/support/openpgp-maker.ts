/**
 * OpenPGP keys and signatures put together byte by byte (RFC 9580), with Node's RSA: what GnuPG
 * refuses to make. Version 4 only.
 */
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** Types of signatures (RFC 9580 §5.2.1). */
export const OVER = {
  bytes: 0x00,
  text: 0x01,
  user: 0x13,
  subkey: 0x18,
  primaryKey: 0x19,
  key: 0x1f,
  revocation: 0x20,
} as const;

const RSA = 1;
const SIGNATURE = 2;
const PUBLIC_KEY = 6;
const USER_ID = 13;
const PUBLIC_SUBKEY = 14;

/** Key flags (RFC 9580 §5.2.3.29). */
export const CERTIFIES = 0x01;
export const SIGNS = 0x02;
export const ENCRYPTS = 0x0c;

/** RFC 9580 §9.5. */
const DIGESTS = { sha256: 8, sha512: 10, sha1: 2 } as const;

const concat = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(Buffer.concat(parts));
const number = (value: number, width: number): Uint8Array => {
  const bytes = Buffer.alloc(width);
  bytes.writeUIntBE(value, 0, width);
  return bytes;
};
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

export const packet = (type: number, body: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(0xc0 | type, 0xff), number(body.length, 4), body);

/** RFC 9580 §5.2.3.7; with the highest bit of its type set it is critical. */
export const subpacket = (type: number, body: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(0xff), number(body.length + 1, 4), Uint8Array.of(type), body);

/** RFC 9580 §3.2. */
export const mpi = (bytes: Uint8Array): Uint8Array => {
  const start = Math.max(
    bytes.findIndex((byte) => byte !== 0),
    0,
  );
  const value = bytes.subarray(start);
  return concat(number(value.length * 8 - Math.clz32(value[0] ?? 0) + 24, 2), value);
};

/** Seconds since 1970. */
export const at = (date: string): Uint8Array => number(Date.parse(date) / 1000, 4);
export const createdAt = (date: string): Uint8Array => subpacket(2, at(date));
export const flags = (value: number): Uint8Array => subpacket(27, Uint8Array.of(value));

export interface Parts {
  readonly type: number;
  /** What is hashed before the signature's own fields. */
  readonly data: Uint8Array;
  readonly hashed: readonly Uint8Array[];
  readonly digest?: keyof typeof DIGESTS;
}

/** A key that can sign; of its own making alone, without user or self-signature. */
export class RsaKey {
  readonly #private: KeyObject;
  /** Of its packet. */
  readonly body: Uint8Array;

  constructor(made = '2020-01-01T00:00:00Z', bits = 2048) {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: bits });
    this.#private = privateKey;
    const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
    const numbers = [n, e].map((text) => mpi(Buffer.from(text, 'base64url')));
    this.body = concat(Uint8Array.of(4), at(made), Uint8Array.of(RSA), ...numbers);
  }

  /** As it is hashed (RFC 9580 §5.2.4). */
  get hashed(): Uint8Array {
    return concat(Uint8Array.of(0x99), number(this.body.length, 2), this.body);
  }

  get #fingerprint(): Buffer {
    return createHash('sha1').update(this.hashed).digest();
  }

  get fingerprint(): string {
    return this.#fingerprint.toString('hex').toUpperCase();
  }

  get packet(): Uint8Array {
    return packet(PUBLIC_KEY, this.body);
  }

  /** The body of a signature packet; its issuer stands in what is not hashed. */
  signatureBody({ type, data, hashed, digest = 'sha256' }: Parts): Uint8Array {
    const area = concat(...hashed);
    const head = concat(Uint8Array.of(4, type, RSA, DIGESTS[digest]), number(area.length, 2), area);
    const whole = concat(data, head, Uint8Array.of(4, 0xff), number(head.length, 4));
    const issuer = subpacket(16, this.#fingerprint.subarray(-8));
    const left = createHash(digest).update(whole).digest().subarray(0, 2);
    const value = sign(digest, whole, this.#private);
    return concat(head, number(issuer.length, 2), issuer, left, mpi(value));
  }

  sign(parts: Parts): Uint8Array {
    return packet(SIGNATURE, this.signatureBody(parts));
  }
}

const userData = (key: RsaKey, user: string): Uint8Array => {
  const name = encode(user);
  return concat(key.hashed, Uint8Array.of(0xb4), number(name.length, 4), name);
};

/** A public key with one user, certified by itself with these subpackets. */
export function publicKey(key: RsaKey, user: string, hashed: readonly Uint8Array[]): Uint8Array {
  const certification = key.sign({ type: OVER.user, data: userData(key, user), hashed });
  return concat(key.packet, packet(USER_ID, encode(user)), certification);
}

/** A subkey bound to the key with these subpackets; to be put behind the key. */
export function subkey(key: RsaKey, sub: RsaKey, hashed: readonly Uint8Array[]): Uint8Array {
  const binding = key.sign({
    type: OVER.subkey,
    data: concat(key.hashed, sub.hashed),
    hashed,
  });
  return concat(packet(PUBLIC_SUBKEY, sub.body), binding);
}

/** The subpacket by which a subkey says that it is the key's (RFC 9580 §5.2.3.34). */
export const backSignature = (
  key: RsaKey,
  sub: RsaKey,
  parts: Partial<Parts> = {},
  by = sub,
): Uint8Array =>
  subpacket(
    32,
    by.signatureBody({
      type: OVER.primaryKey,
      data: concat(key.hashed, sub.hashed),
      hashed: [createdAt('2020-01-01T00:00:00Z')],
      ...parts,
    }),
  );

export { concat };
