import { describe, expect, test } from 'vitest';
import { ALGORITHMS, type AlgorithmId } from '../../../src/core/digest/algorithm.ts';
import type { Hasher } from '../../../src/core/digest/hasher.ts';
import { createHasher, createSha256Hasher } from '../../../src/core/digest/kernels.ts';
import { countingBytes } from '../../support/counting-bytes.ts';
import { NODE_ALGORITHMS, nodeDigest } from '../../support/node-digest.ts';

const ascii = (text: string) => new TextEncoder().encode(text);
const IDS = ALGORITHMS.map((algorithm) => algorithm.id);

async function digestOf(algorithm: AlgorithmId, message: Uint8Array): Promise<string> {
  const hasher = await createHasher(algorithm);
  hasher.update(message);
  return hasher.digest();
}

const TWO_BLOCKS = 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq';
const TWO_LONG_BLOCKS =
  'abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn' +
  'hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu';

describe('published vectors', () => {
  test.each<[string, AlgorithmId, string, string]>([
    ['FIPS 180-2 A.2', 'sha1', TWO_BLOCKS, '84983e441c3bd26ebaae4aa1f95129e5e54670f1'],
    [
      'FIPS 180-2 change notice 1',
      'sha224',
      TWO_BLOCKS,
      '75388b16512776cc5dba5da1fd890150b0c6455cb4f58b1952522525',
    ],
    [
      'FIPS 180-2 B.2',
      'sha256',
      TWO_BLOCKS,
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    [
      'FIPS 180-2 D.2',
      'sha384',
      TWO_LONG_BLOCKS,
      '09330c33f71147e83d192fc782cd1b4753111b173b3b05d22fa08086e3b0f712' +
        'fcc7c71a557e2db966c3e9fa91746039',
    ],
    [
      'FIPS 180-2 C.2',
      'sha512',
      TWO_LONG_BLOCKS,
      '8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018' +
        '501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909',
    ],
    [
      'RFC 1321 A.5',
      'md5',
      '12345678901234567890123456789012345678901234567890123456789012345678901234567890',
      '57edf4a22be3c955ac49da2e2107b67a',
    ],
    ['check value of CRC-32/ISO-HDLC', 'crc32', '123456789', 'cbf43926'],
  ])('%s: %s', async (_origin, algorithm, message, expected) => {
    expect(await digestOf(algorithm, ascii(message))).toBe(expected);
  });
});

/** Around the 16 KiB window through which a kernel takes its input, and around block ends. */
const LENGTHS = [0, 1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 16_383, 16_384, 16_385, 70_001];

describe.each(NODE_ALGORITHMS)('%s', (algorithm) => {
  test.each(LENGTHS)('agrees with Node over %i bytes', async (length) => {
    const message = countingBytes(length);
    expect(await digestOf(algorithm, message)).toBe(nodeDigest(algorithm, message));
  });
});

describe.each(IDS)('a hasher of %s', (algorithm) => {
  const message = countingBytes(70_001);

  test('gives the same digest for the next input after reset', async () => {
    const hasher = await createHasher(algorithm);
    hasher.update(message);
    const first = hasher.digest();
    hasher.reset();
    hasher.update(message);
    expect(hasher.digest()).toBe(first);
  });

  test('forgets a half-read input on reset', async () => {
    const hasher = await createHasher(algorithm);
    hasher.update(ascii('something else'));
    hasher.reset();
    hasher.update(message);
    expect(hasher.digest()).toBe(await digestOf(algorithm, message));
  });

  test('goes on from a saved state in another hasher', async () => {
    const first = await createHasher(algorithm);
    first.update(message.subarray(0, 40_003));
    const second = await createHasher(algorithm);
    second.restore(first.save());
    second.update(message.subarray(40_003));
    expect(second.digest()).toBe(await digestOf(algorithm, message));
  });

  test('takes up a state after digest', async () => {
    const hasher = await createHasher(algorithm);
    hasher.update(message.subarray(0, 5));
    const state = hasher.save();
    hasher.digest();
    hasher.restore(state);
    hasher.update(message.subarray(5));
    expect(hasher.digest()).toBe(await digestOf(algorithm, message));
  });

  test('does not disturb another hasher of the same algorithm', async () => {
    const first = await createHasher(algorithm);
    const second = await createHasher(algorithm);
    first.update(message);
    second.update(ascii('something else'));
    expect(first.digest()).toBe(await digestOf(algorithm, message));
  });

  test('reads a view in the middle of a buffer', async () => {
    const padded = new Uint8Array(message.length + 20);
    padded.set(message, 7);
    const view = padded.subarray(7, 7 + message.length);
    expect(await digestOf(algorithm, view)).toBe(await digestOf(algorithm, message));
  });

  test.each<[string, (hasher: Hasher) => unknown]>([
    ['update', (hasher) => hasher.update(message)],
    ['digest', (hasher) => hasher.digest()],
    ['save', (hasher) => hasher.save()],
  ])('refuses %s after digest', async (_action, act) => {
    const hasher = await createHasher(algorithm);
    hasher.digest();
    expect(() => act(hasher)).toThrow(expect.objectContaining({ code: 'kernel.misuse' }));
  });

  test('refuses text', async () => {
    const hasher = await createHasher(algorithm);
    const text = 'abc' as unknown as Uint8Array;
    expect(() => hasher.update(text)).toThrow(expect.objectContaining({ code: 'kernel.misuse' }));
  });

  test.each<[string, (state: Uint8Array) => Uint8Array]>([
    ['empty', () => new Uint8Array(0)],
    ['one byte short', (state) => state.slice(0, -1)],
    ['one byte long', (state) => Uint8Array.of(...state, 0)],
    ['marked for another algorithm', (state) => state.with(0, 0x7a)],
    ['written by another build', (state) => flip(state, algorithm.length + 1)],
  ])('refuses a state that is %s, and goes on undisturbed', async (_kind, damage) => {
    const hasher = await createHasher(algorithm);
    hasher.update(message.subarray(0, 9));
    const state = damage(hasher.save());
    expect(() => hasher.restore(state)).toThrow(expect.objectContaining({ code: 'kernel.state' }));
    hasher.update(message.subarray(9));
    expect(hasher.digest()).toBe(await digestOf(algorithm, message));
  });
});

function flip(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.with(at, (bytes[at] ?? 0) ^ 1);
}

/** hash-wasm has one binary, and so one build tag, for each of these pairs. */
test.each<[AlgorithmId, AlgorithmId]>([
  ['sha224', 'sha256'],
  ['sha384', 'sha512'],
  ['sha3-256', 'sha3-512'],
  ['blake2b-256', 'blake2b-512'],
])('a state of %s is refused by %s', async (from, to) => {
  const state = (await createHasher(from)).save();
  const hasher = await createHasher(to);
  expect(() => hasher.restore(state)).toThrow(expect.objectContaining({ code: 'kernel.state' }));
});

test.each(['sha-256', 'SHA256', '', '__proto__', 'toString'])(
  'there is no hasher for %j',
  async (id) => {
    const making = createHasher(id as AlgorithmId);
    await expect(making).rejects.toMatchObject({ code: 'kernel.misuse' });
  },
);

test('the SHA-256 hasher for small bundles is one of SHA-256', async () => {
  const hasher = await createSha256Hasher();
  hasher.update(ascii('abc'));
  expect(hasher.digest()).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
