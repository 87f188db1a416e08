import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseBase64 } from '../../src/core/bytes/base64.ts';
import { crc24Of, parseArmour } from '../../src/core/signature/armour.ts';
import { parsePackets } from '../../src/core/signature/packets.ts';
import { findSigningFile } from '../../src/core/signature/recognise.ts';
import { readOpenPgpKeys } from '../../src/engine/worker/signature/openpgp-key.ts';
import { parseSignatureItems } from '../../src/engine/worker/signature/openpgp-signature.ts';
import { canonicalText } from '../../src/engine/worker/signature/signed-text.ts';
import { createdAt, OVER, publicKey, RsaKey, subpacket } from '../support/openpgp-maker.ts';
import { builtInRing, outcomes, ownRing, planImage, vector } from '../support/signatures.ts';

const KEY = Uint8Array.from(readFileSync('keys/3E80CA1A8B89F69CBA57D98A76A5EF9054449A5C.asc'));
const SIGNATURE = vector('ubuntu-20.04.1-SHA256SUMS.gpg');
const LIST = vector('ubuntu-20.04.1-SHA256SUMS');
const BINARY = parseArmour(Buffer.from(SIGNATURE).toString()).blocks[0]?.bytes ?? new Uint8Array();

const bytes = fc.uint8Array({ maxLength: 2000 });

/** A file of which some bytes are other ones. */
const damaged = (file: Uint8Array) =>
  fc
    .array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
    .map((changes) => {
      const copy = Uint8Array.from(file);
      for (const [index, byte] of changes) copy[index] = byte;
      return copy;
    });

const input = fc.oneof(
  bytes,
  fc.string().map((text) => new TextEncoder().encode(text)),
  damaged(SIGNATURE),
  damaged(BINARY),
  damaged(KEY),
);

test('any bytes are told for a signature, a key or neither', () => {
  fc.assert(
    fc.property(input, (file) => {
      const found = findSigningFile(file);
      expect([undefined, 'signature', 'key']).toContain(found?.role);
    }),
  );
});

test('any bytes have an outcome as a signature, and a plan', async () => {
  const ring = await builtInRing();
  await fc.assert(
    fc.asyncProperty(input, async (signature) => {
      const found = await outcomes({ list: LIST, signature, ring });
      expect(found.length).toBeGreaterThan(0);
      expect(planImage(signature).length).toBeLessThanOrEqual(found.length);
    }),
  );
});

test('any subpackets that were rightly signed have an outcome, in signatures and in keys', async () => {
  const key = new RsaKey();
  const any = fc.array(
    fc
      .tuple(fc.nat(40), fc.boolean(), fc.uint8Array({ maxLength: 12 }))
      .map(([type, isCritical, body]) => subpacket(isCritical ? type | 0x80 : type, body)),
    { maxLength: 3 },
  );
  await fc.assert(
    fc.asyncProperty(any, any, async (ofKey, ofSignature) => {
      const made = createdAt('2020-01-01T00:00:00Z');
      const file = publicKey(key, 'Any', [made, ...ofKey]);
      const signature = key.sign({ type: OVER.bytes, data: LIST, hashed: [made, ...ofSignature] });
      const found = await outcomes({ list: LIST, signature, ring: await ownRing([file]) });
      expect(found).toHaveLength(1);
    }),
    { numRuns: 300 },
  );
});

test('any bytes can be a list, and none of them is good by chance', async () => {
  const ring = await builtInRing();
  await fc.assert(
    fc.asyncProperty(input, async (list) => {
      expect(await outcomes({ list, ring })).not.toContain('good');
      expect(await outcomes({ list, signature: SIGNATURE, ring })).not.toContain('good');
    }),
  );
});

test('any bytes can be a file of keys', async () => {
  await fc.assert(
    fc.asyncProperty(input, async (file) => {
      const keys = await readOpenPgpKeys(file);
      const question = { list: LIST, signature: SIGNATURE, ring: await ownRing([file]) };
      expect(keys.length).toBeLessThanOrEqual(64);
      expect(await outcomes(question)).not.toContain('good');
    }),
  );
});

test('a signature that is cut off at any byte is good nowhere', async () => {
  const ring = await builtInRing();
  const found = await Promise.all(
    Array.from(BINARY, (_, length) =>
      outcomes({ list: LIST, signature: BINARY.subarray(0, length), ring }),
    ),
  );
  expect(found.flat().filter((outcome) => outcome !== 'damaged')).toEqual([]);
});

test('a key that is cut off anywhere but between its packets is no key', async () => {
  const key = parseArmour(Buffer.from(KEY).toString()).blocks[0]?.bytes ?? new Uint8Array();
  const counts = await Promise.all(
    Array.from(key, async (_, length) => (await readOpenPgpKeys(key.subarray(0, length))).length),
  );
  const packets = parsePackets(key) ?? [];
  expect(counts.filter((count) => count > 0).length).toBeLessThan(packets.length);
});

test('base64 is read as Node reads it, or not at all', () => {
  fc.assert(
    fc.property(bytes, (value) => {
      expect(parseBase64(Buffer.from(value).toString('base64'))).toEqual(Uint8Array.from(value));
    }),
  );
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('A', 'Q', 'x', '9', '+', '/', '=', ' ') }),
      (text) => {
        const found = parseBase64(text);
        if (found) expect(Buffer.from(found).toString('base64')).toBe(text);
      },
    ),
  );
});

test('armour is read back, and with another checksum it is damaged', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (value) => {
      const base64 = Buffer.from(value).toString('base64').replace(/.{64}/g, '$&\n');
      const crc = crc24Of(value);
      const block = (sum: number) => {
        const check = Buffer.from([sum >> 16, (sum >> 8) & 255, sum & 255]).toString('base64');
        return `-----BEGIN PGP SIGNATURE-----\n\n${base64}\n=${check}\n-----END PGP SIGNATURE-----\n`;
      };
      expect(parseArmour(block(crc)).blocks[0]?.bytes).toEqual(Uint8Array.from(value));
      expect(parseArmour(block(crc ^ 1)).blocks[0]?.bytes).toBeUndefined();
    }),
  );
});

test('lines are made canonical as sed makes them', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', ' ') });
  fc.assert(
    fc.property(text, (value) => {
      const canonical = Buffer.from(canonicalText(new TextEncoder().encode(value))).toString();
      expect(canonical).toBe(value.replace(/\r?\n/g, '\r\n'));
    }),
  );
});

test('the time that armour of many lines takes grows with its length', () => {
  const lines = (count: number) => `-----BEGIN PGP SIGNATURE-----\n\n${'QUJD\n'.repeat(count)}`;
  const { blocks } = parseArmour(lines(200_000));
  expect(blocks).toEqual([{ label: 'SIGNATURE', bytes: undefined }]);
  expect(parseSignatureItems(new TextEncoder().encode(lines(10_000)))).toEqual([
    { kind: 'damaged' },
  ]);
});
