import { expect, test } from 'vitest';
import { hexOfBase32 } from '../../../src/core/reference/base32.ts';

/** `printf abcdefghij… | base32` of coreutils, without its padding. */
const HEX20 = '6162636465666768696a6b6c6d6e6f7071727374';
const BASE20 = 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U';
const HEX16 = '6162636465666768696a6b6c6d6e6f70';
const BASE16 = 'MFRGGZDFMZTWQ2LKNNWG23TPOA';

test.each([
  ['of 20 bytes', BASE20, 20, HEX20],
  ['in small letters', BASE20.toLowerCase(), 20, HEX20],
  ['of 16 bytes, with two bits to spare', BASE16, 16, HEX16],
  ['of zeros', 'A'.repeat(32), 20, '00'.repeat(20)],
  ['of ones', '7'.repeat(32), 20, 'ff'.repeat(20)],
] as const)('base32 %s', (_, text, byteLength, hex) => {
  expect(hexOfBase32(text, byteLength)).toBe(hex);
});

test.each([
  ['that is a character short', BASE20.slice(1), 20],
  ['that is a character too long', `${BASE20}A`, 20],
  ['of fewer bytes', BASE16, 20],
  ['with its padding', `${BASE16}======`, 16],
  ['that begins with another character', `1${BASE20.slice(1)}`, 20],
  ['that ends with another character', `${BASE20.slice(0, -1)}8`, 20],
  ['whose spare bits are not zero', `${BASE16.slice(0, -1)}B`, 16],
] as const)('no base32 is one %s', (_, text, byteLength) => {
  expect(hexOfBase32(text, byteLength)).toBeUndefined();
});
