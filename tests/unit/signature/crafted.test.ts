/** Signatures and keys that no tool makes, put together byte by byte. */
import { describe, expect, test } from 'vitest';
import { createKeyedChecks } from '../../../src/engine/worker/signature/keyed-checks.ts';
import {
  concat,
  createdAt,
  flags,
  OVER,
  publicKey,
  RsaKey,
  SIGNS,
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

  test('without a time is damaged', async () => {
    expect(await checked(sign(), FILE)).toMatchObject([{ outcome: 'damaged' }]);
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
