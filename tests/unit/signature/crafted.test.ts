/** Signatures and keys that no tool makes, put together byte by byte. */
import { describe, expect, test } from 'vitest';
import { createKeyedChecks } from '../../../src/engine/worker/signature/keyed-checks.ts';
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
} from '../../support/openpgp-maker.ts';
import { check, ownRing } from '../../support/signatures.ts';

const LIST = new TextEncoder().encode(`${'ab'.repeat(32)}  plain.iso\n`);
const MADE = createdAt('2020-01-01T00:00:00Z');
const SIGNED = createdAt('2021-01-01T00:00:00Z');
/** RFC 9580 §3.5 has four octets for a time. */
const ENDLESS = new Uint8Array(8).fill(0xff);
const YEAR_36812 = Uint8Array.of(0xff, 0, 0, 0, 0);

const key = new RsaKey();
const FILE = publicKey(key, 'Crafted', [MADE, flags(SIGNS)]);

const sign = (...hashed: readonly Uint8Array[]) =>
  key.sign({ type: OVER.bytes, data: LIST, hashed });
const checked = async (signature: Uint8Array, ...files: readonly Uint8Array[]) =>
  check({ list: LIST, signature, ring: await ownRing(files) });

describe('a signature', () => {
  test('that is put together here is good', async () => {
    expect(await checked(sign(SIGNED), FILE)).toMatchObject([{ outcome: 'good' }]);
  });

  test.each([
    ['was made', 2, ENDLESS],
    ['was made', 2, YEAR_36812],
    ['ends', 3, ENDLESS],
    ['ends', 3, YEAR_36812],
  ])('whose time when it %s is none (subpacket %i) is damaged', async (_what, type, time) => {
    const signature = sign(SIGNED, subpacket(type, time));
    expect(await checked(signature, FILE)).toMatchObject([{ outcome: 'damaged' }]);
    expect(await checked(signature)).toMatchObject([{ outcome: 'damaged' }]);
  });

  test.each([
    ['standalone', 0x02],
    ['over a user', OVER.user],
    ['over a subkey', OVER.subkey],
    ['over a key', OVER.key],
    ['that withdraws a key', 0x20],
    ['of a time', 0x40],
    ['of another signature', 0x50],
  ])('%s is none over a list, whatever it is over', async (_what, type) => {
    const signature = key.sign({ type, data: LIST, hashed: [SIGNED] });
    expect(await checked(signature, FILE)).toMatchObject([
      { outcome: 'unsupported', reason: 'method' },
    ]);
  });

  test('with a critical subpacket that is not known is not checked', async () => {
    const unknown = (type: number) => sign(SIGNED, subpacket(type, Uint8Array.of(1)));
    expect(await checked(unknown(100), FILE)).toMatchObject([{ outcome: 'good' }]);
    expect(await checked(unknown(100 | 0x80), FILE)).toMatchObject([
      { outcome: 'unsupported', reason: 'method' },
    ]);
  });

  test('that names who may revoke a key is not checked, and not called wrong', async () => {
    const revoker = subpacket(12, Uint8Array.of(0x80, 1, ...new Uint8Array(20)));
    expect(await checked(sign(SIGNED, revoker), FILE)).toMatchObject([
      { outcome: 'unsupported', reason: 'method' },
    ]);
  });

  test('by a key that may certify only is not checked', async () => {
    const file = publicKey(key, 'Crafted', [MADE, flags(CERTIFIES)]);
    expect(await checked(sign(SIGNED), file)).toMatchObject([
      { outcome: 'unsupported', reason: 'method' },
    ]);
  });

  test('without a time is damaged', async () => {
    expect(await checked(sign(), FILE)).toMatchObject([{ outcome: 'damaged' }]);
  });
});

describe('a subkey', () => {
  const sub = new RsaKey();
  const bound = (...hashed: readonly Uint8Array[]) =>
    concat(FILE, subkey(key, sub, [MADE, ...hashed]));
  const outcomeOf = async (file: Uint8Array) => {
    const signature = sub.sign({ type: OVER.bytes, data: LIST, hashed: [SIGNED] });
    return (await checked(signature, file)).map(({ outcome }) => outcome);
  };
  const back = (type: number) => backSignature(key, sub, { type });

  test('that says it is the key’s signs for it', async () => {
    expect(await outcomeOf(bound(flags(SIGNS), back(OVER.primaryKey)))).toEqual(['good']);
  });

  test.each([
    ['a document', OVER.bytes],
    ['a text', OVER.text],
    ['a subkey of its own', OVER.subkey],
  ])('that says so in what is a signature over %s belongs to nobody', async (_what, type) => {
    expect(await outcomeOf(bound(flags(SIGNS), back(type)))).toEqual(['unknown-key']);
  });

  test('that says nothing of the kind belongs to nobody, with or without flags', async () => {
    expect(await outcomeOf(bound(flags(SIGNS)))).toEqual(['unknown-key']);
    expect(await outcomeOf(bound())).toEqual(['unknown-key']);
  });

  test('whose word for it is another key’s belongs to nobody', async () => {
    const forged = backSignature(key, sub, {}, new RsaKey());
    expect(await outcomeOf(bound(flags(SIGNS), forged))).toEqual(['unknown-key']);
  });

  test('that is for encryption signs nothing', async () => {
    const file = bound(flags(ENCRYPTS), back(OVER.primaryKey));
    expect(await outcomeOf(file)).toEqual(['unknown-key']);
  });
});

describe('a key', () => {
  const EXPIRY = 9;
  const direct = (...hashed: readonly Uint8Array[]) =>
    key.sign({ type: OVER.key, data: key.hashed, hashed: [MADE, ...hashed] });
  const withDirect = (time: Uint8Array) => {
    const { length } = key.packet;
    return concat(key.packet, direct(subpacket(EXPIRY, time)), FILE.subarray(length));
  };

  test.each([[ENDLESS], [YEAR_36812]])('whose last day is none is shown without', async (time) => {
    const [record] = await createKeyedChecks([], () => new Date()).readKeys(withDirect(time));
    expect(record).toMatchObject({ fingerprint: key.fingerprint });
    expect(record).not.toHaveProperty('expires');
  });

  test('whose last day is none vouches for nothing', async () => {
    expect(await checked(sign(SIGNED), withDirect(ENDLESS))).toMatchObject([
      { outcome: 'unsupported', reason: 'outside-key-dates' },
    ]);
  });
});
