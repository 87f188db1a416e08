import { describe, expect, test } from 'vitest';
import { isEd25519Signature } from '../../../src/core/signature/ed25519.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

/** RFC 8032 §7.1, TEST 2. */
const KEY = bytes('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
const MESSAGE = bytes('72');
const R = '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da';
const S = '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00';

/** S and the order of the group, 2^252 + 27742317777372353535851937790883648493: the same scalar. */
const S_AND_ORDER = 'f52db7415978abc61b2c2eb6aeebfca0387b2eaeb4302aeeb00d291612bb0c10';

/** All eight points of small order, and the encodings of theirs that are not canonical. */
const SMALL = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
];
const ZERO = '00'.repeat(32);

describe('a signature of Ed25519', () => {
  test('fits its message, and no other', () => {
    expect(isEd25519Signature(bytes(R + S), MESSAGE, KEY)).toBe(true);
    expect(isEd25519Signature(bytes(R + S), bytes('73'), KEY)).toBe(false);
  });

  test('does not fit with its scalar written otherwise', () => {
    expect(isEd25519Signature(bytes(R + S_AND_ORDER), MESSAGE, KEY)).toBe(false);
  });

  test.each(SMALL)('fits nothing by the key %s, by which one would fit many messages', (key) => {
    const fitting = SMALL.flatMap((point) =>
      Array.from({ length: 16 }, (_, index) =>
        isEd25519Signature(bytes(point + ZERO), Uint8Array.of(index), bytes(key)),
      ),
    );
    expect(fitting).not.toContain(true);
  });

  test.each([
    ['a signature that is cut', bytes(R), KEY],
    ['a key that is cut', bytes(R + S), KEY.subarray(1)],
    ['a key that is no point', bytes(R + S), bytes('02'.padEnd(64, '0'))],
  ])('fits nothing by %s', (_what, signature, key) => {
    expect(isEd25519Signature(signature, MESSAGE, key)).toBe(false);
  });
});
