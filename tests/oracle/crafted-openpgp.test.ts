/** Keys and signatures that no tool makes, put together byte by byte, and what GnuPG says of them. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Gpg } from '../support/gpg.ts';
import {
  backSignature,
  CERTIFIES,
  concat,
  createdAt,
  ENCRYPTS,
  flags,
  OVER,
  publicKey,
  RsaKey,
  SIGNS,
  subkey,
  subpacket,
} from '../support/openpgp-maker.ts';
import { check, ownRing, TODAY } from '../support/signatures.ts';

const LIST = new TextEncoder().encode(`${'ab'.repeat(32)}  plain.iso\n`);
const MADE = createdAt('2020-01-01T00:00:00Z');
const SIGNED = createdAt('2021-01-01T00:00:00Z');
const LATER = createdAt('2022-01-01T00:00:00Z');
/** Subpackets that end after a second: a signature, and a key. */
const SIGNATURE_ENDS = subpacket(3, Uint8Array.of(0, 0, 0, 1));
const KEY_ENDS = subpacket(9, Uint8Array.of(0, 0, 0, 1));
const CRITICAL = subpacket(100 | 0x80, Uint8Array.of(1));

const key = new RsaKey();
const sub = new RsaKey();
const BACK = backSignature(key, sub);

const certified = (...hashed: readonly Uint8Array[]) =>
  publicKey(key, 'Crafted <crafted@example.org>', [MADE, ...hashed]);
const FILE = certified(flags(SIGNS | CERTIFIES));
const bound = (...hashed: readonly Uint8Array[]) =>
  concat(FILE, subkey(key, sub, [MADE, ...hashed]));
/** With a signature between the key and its user. */
const over = (by: RsaKey, type: number, ...hashed: readonly Uint8Array[]) =>
  concat(key.packet, by.sign({ type, data: key.hashed, hashed }), FILE.subarray(key.packet.length));
const sign = (by: RsaKey, type: number, ...hashed: readonly Uint8Array[]) =>
  by.sign({ type, data: LIST, hashed });
const byKey = sign(key, OVER.bytes, SIGNED);
const bySubkey = sign(sub, OVER.bytes, SIGNED);

/** The keyword of GnuPG's that tells its decision. */
function gpgSays(file: Uint8Array, signature: Uint8Array): string | undefined {
  const gpg = new Gpg();
  try {
    const keys = path.join(gpg.home, 'keys');
    writeFileSync(keys, file);
    gpg.import(keys);
    return gpg
      .verify(LIST, signature)
      .find((word) => word.endsWith('SIG') && word !== 'NEWSIG' && word !== 'VALIDSIG');
  } finally {
    gpg.close();
  }
}

test.each([
  ['a signature over bytes', FILE, byKey, 'good, GOODSIG'],
  ['a standalone signature', FILE, sign(key, 0x02, SIGNED), 'unsupported, ERRSIG'],
  ['one over a user', FILE, sign(key, OVER.user, SIGNED), 'unsupported, ERRSIG'],
  ['one over a key', FILE, sign(key, OVER.key, SIGNED), 'unsupported, ERRSIG'],
  ['one of a time', FILE, sign(key, 0x40, SIGNED), 'unsupported, ERRSIG'],
  ['one over another signature', FILE, sign(key, 0x50, SIGNED), 'unsupported, ERRSIG'],
  ['one without a time', FILE, sign(key, OVER.bytes), 'damaged, ERRSIG'],
  ['a critical subpacket', FILE, sign(key, OVER.bytes, SIGNED, CRITICAL), 'unsupported, BADSIG'],
  ['a key that only certifies', certified(flags(CERTIFIES)), byKey, 'unsupported, ERRSIG'],
  ['a key without flags', certified(), byKey, 'good, GOODSIG'],
  ['a key that had ended', certified(flags(SIGNS), KEY_ENDS), byKey, 'unsupported, EXPKEYSIG'],
  [
    'a key that had ended by a direct signature',
    over(key, OVER.key, MADE, KEY_ENDS),
    byKey,
    'unsupported, EXPKEYSIG',
  ],
  [
    'a key superseded later',
    over(key, OVER.revocation, LATER, subpacket(29, Uint8Array.of(1))),
    byKey,
    'revoked, REVKEYSIG',
  ],
  ['a key withdrawn by a stranger', over(sub, OVER.revocation, LATER), byKey, 'good, GOODSIG'],
  ['a subkey', bound(flags(SIGNS), BACK), bySubkey, 'good, GOODSIG'],
  [
    'a subkey that had ended',
    bound(flags(SIGNS), BACK, KEY_ENDS),
    bySubkey,
    'unsupported, EXPKEYSIG',
  ],
  ['a subkey without its own word', bound(flags(SIGNS)), bySubkey, 'unknown-key, ERRSIG'],
  [
    'a subkey whose word is a document',
    bound(flags(SIGNS), backSignature(key, sub, { type: OVER.bytes })),
    bySubkey,
    'unknown-key, ERRSIG',
  ],
  ['a subkey for encryption', bound(flags(ENCRYPTS), BACK), bySubkey, 'unknown-key, ERRSIG'],
  [
    'a signature that has ended',
    FILE,
    sign(key, OVER.bytes, SIGNED, SIGNATURE_ENDS),
    'unsupported, EXPSIG',
  ],
])('%s is worth here what it is to GnuPG', async (_what, file, signature, said) => {
  const ring = await ownRing([file]);
  const [checked] = await check({ list: LIST, signature, ring, now: TODAY });
  expect(`${String(checked?.outcome)}, ${String(gpgSays(file, signature))}`).toBe(said);
});
