import { expect, test } from 'vitest';
import type { AlgorithmId } from '../../src/core/digest/algorithm.ts';
import { createHasher } from '../../src/core/digest/kernels.ts';
import { countingBytes } from '../support/counting-bytes.ts';

/** More bytes than 32 bits can count. */
const LENGTH = 2 ** 32 + 12_345;

/** A multiple of the message's period of 251, so that repeating it goes on counting. */
const chunk = countingBytes(251 * 4_180);

/**
 * Digests of `LENGTH` counting bytes, by coreutils 9.1 (SHA-1, SHA-2, MD5, BLAKE2b), OpenSSL 3.0
 * (SHA-3, BLAKE2s), b3sum 1.2 (BLAKE3) and zlib in Python 3.11 (CRC-32).
 */
const ROWS: readonly (readonly [AlgorithmId, string])[] = [
  ['sha224', 'a8fae1ba1e6ed4700860fe2e1ee2ad34d8e5ac7b4731e09325370f4f'],
  ['sha256', '87bf45f1704185b22425b2db100518a2f4c4d837df7b54633252519ec130090e'],
  [
    'sha384',
    '01c12e1a24a87e26db90c1c68dcde56972eb7ad7c0a577f6e91ef65f199ee117d11e6572fb66bca234560a17d2532160',
  ],
  [
    'sha512',
    '043a7b98b3d82ed424f163afe31e4d71260ea683211abb92edb623b2cb249b92e422e0649bad2efd6a1a735b79db37cc3ad068496496f1ed51d8ac744237d4ae',
  ],
  ['sha3-256', 'd8ad82b832c0249cdd631ea38002873600d8069a9ad80bbf8fb8af91358120c6'],
  [
    'sha3-384',
    'cbeb3aea6e4400d1307655922fd3d44cd93a2a731b2fb3aa4f1d845159568d72f70103d192e4dd8ab57e3bbf2d6aca7e',
  ],
  [
    'sha3-512',
    '48f218b186d6ffd8d9db1b5e940969ed10f228945b593ef0faa1253d4f7c41f5193d6d3c17abdcef73800fdcdb84261ac2c80e00729acafccb1faba22c32f846',
  ],
  ['blake2b-256', '6a690135abbe8421cb520a451cba494bb9323e8b8ecc95def5440660ca886e4d'],
  [
    'blake2b-512',
    '07e830daf948b28451d3bb06eadc7b7a71d05abb40d561281501227b71a6cec0e33e5fea5e8dbdc541c9fe6e3eaaaf283bd8aca788489caa15ab7e0d6cdd7d88',
  ],
  ['blake2s-256', '17c916b22a1580891559449465ed803a7f2116b9f759591ff7e9cb5d24fa2fbd'],
  ['blake3', 'a90a009dee2dcd8b5a3735cadb3565905d4083f2c34a0730b481021c73ab2e3e'],
  ['sha1', 'ed8cfaa403527e89941bf2c3d5a29a03e1c31d14'],
  ['md5', '8c18ad9e92ba752d457a913738c4b906'],
  ['crc32', '3674b49f'],
];

test.each(ROWS)('%s over more than 4 GiB', async (algorithm, expected) => {
  const hasher = await createHasher(algorithm);
  for (let left = LENGTH; left > 0; left -= chunk.length) {
    hasher.update(chunk.subarray(0, Math.min(left, chunk.length)));
  }
  expect(hasher.digest()).toBe(expected);
});
