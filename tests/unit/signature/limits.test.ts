import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseArmour } from '../../../src/core/signature/armour.ts';
import { parsePackets, PUBLIC_KEY_PACKET } from '../../../src/core/signature/packets.ts';
import { readOpenPgpKeys } from '../../../src/engine/worker/signature/openpgp-key.ts';
import { at, concat, mpi, packet } from '../../support/openpgp-maker.ts';
import { builtInRing, check, planImage, vector } from '../../support/signatures.ts';

const binaryOf = (armoured: string): Uint8Array =>
  parseArmour(armoured).blocks[0]?.bytes ?? new Uint8Array();

const KEY = binaryOf(readFileSync('keys/843938DF228D22F7B3742BC0D94AA3F0EFE21092.asc', 'utf8'));
const SIGNATURE = binaryOf(Buffer.from(vector('ubuntu-20.04.1-SHA256SUMS.gpg')).toString());
const LIST = vector('ubuntu-20.04.1-SHA256SUMS');

const repeated = (bytes: Uint8Array, count: number): Uint8Array =>
  Uint8Array.from(Buffer.concat(Array.from({ length: count }, () => bytes)));

/** The key with its last packet, a self-signature, so many times more. */
function withSelfSignatures(count: number): Uint8Array {
  const last = parsePackets(KEY)?.at(-1)?.bytes ?? new Uint8Array();
  return Uint8Array.from([...KEY, ...repeated(last, count)]);
}

const ones = (bits: number): Uint8Array => mpi(new Uint8Array(bits / 8).fill(0xff));

/** A key of DSA, algorithm 17 (RFC 9580 §5.5.5.2), that nobody can sign with. */
function dsaKey(p: number, q: number): Uint8Array {
  const head = [Uint8Array.of(4), at('2020-01-01T00:00:00Z'), Uint8Array.of(17)];
  return packet(PUBLIC_KEY_PACKET, concat(...head, ones(p), ones(q), ones(p), ones(p)));
}

describe('bounded work', () => {
  it('of a file of signatures the first 16 are checked, and it is said that there are more', async () => {
    const signature = repeated(SIGNATURE, 20);
    const checked = await check({ list: LIST, signature, ring: await builtInRing() });
    expect(checked.slice(0, 16).map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: 16 }, () => 'good'),
    );
    expect(checked.slice(16)).toMatchObject([{ outcome: 'unsupported', reason: 'too-many' }]);
  });

  it('for an image no more than 16 digests are asked', () => {
    expect(planImage(repeated(SIGNATURE, 20))).toHaveLength(16);
  });

  it('of a signature file of more than 64 KiB nothing is read', async () => {
    const signature = repeated(SIGNATURE, 130);
    const checked = await check({ list: LIST, signature, ring: await builtInRing() });
    expect(checked).toMatchObject([{ outcome: 'unsupported', reason: 'too-many' }]);
    expect(planImage(signature)).toEqual([]);
  });

  it('of a key ring the first 64 keys are read', async () => {
    expect(await readOpenPgpKeys(repeated(KEY, 70))).toHaveLength(64);
  });

  it('keys with more than 1,024 self-signatures between them are not all read', async () => {
    expect(await readOpenPgpKeys(withSelfSignatures(1000))).toHaveLength(1);
    expect(await readOpenPgpKeys(withSelfSignatures(1100))).toEqual([]);
    const ring = repeated(withSelfSignatures(400), 3);
    expect(await readOpenPgpKeys(ring)).toHaveLength(2);
  });

  it.each([
    { p: 3072, q: 256, keys: 1 },
    { p: 3080, q: 256, keys: 0 },
    { p: 3072, q: 264, keys: 0 },
  ])('of DSA-$p with an order of $q bits $keys keys are read', async ({ p, q, keys }) => {
    expect(await readOpenPgpKeys(dsaKey(p, q))).toHaveLength(keys);
  });
});
