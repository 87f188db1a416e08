/** Signatures of version 6, made by openpgp.js: GnuPG makes none. */
import { createMessage, generateKey, readKey, sign } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { check, checkImage, ownRing, planImage, TODAY } from '../../support/signatures.ts';

const LIST = new TextEncoder().encode(`${'ab'.repeat(32)}  plain.iso\n`);
const DATE = new Date('2026-06-01T00:00:00Z');

let key: Uint8Array;
let signature: Uint8Array;
beforeAll(async () => {
  const made = await generateKey({
    type: 'curve25519',
    userIDs: [{ name: 'Version six' }],
    date: DATE,
    format: 'object',
    config: { v6Keys: true },
  });
  key = (await readKey({ armoredKey: made.publicKey.armor() })).write();
  const signed: unknown = await sign({
    message: await createMessage({ binary: LIST }),
    signingKeys: made.privateKey,
    detached: true,
    date: DATE,
    format: 'binary',
  });
  signature = signed instanceof Uint8Array ? signed : new Uint8Array();
});

describe('a signature of version 6', () => {
  it('is good over a list, with a fingerprint of 64 characters', async () => {
    const [checked] = await check({ list: LIST, signature, ring: await ownRing([key]) });
    expect(checked).toMatchObject({ outcome: 'good', key: { names: ['Version six'] } });
    expect(checked?.key?.fingerprint).toMatch(/^[0-9A-F]{64}$/);
  });

  it('is bad over another list', async () => {
    const list = Uint8Array.from(LIST);
    list[3] = 0x63;
    const [checked] = await check({ list, signature, ring: await ownRing([key]) });
    expect(checked?.outcome).toBe('bad');
  });

  it('is not checked over an image, for its salt comes before the first byte', async () => {
    const checking = { ring: await ownRing([key]), now: TODAY };
    expect(planImage(signature)).toEqual([]);
    expect(await checkImage(signature, { digests: [] }, checking)).toMatchObject([
      { outcome: 'unsupported', reason: 'method' },
    ]);
  });
});
