import { expect, test } from 'vitest';
import { createHasher } from '../../../src/core/digest/kernels.ts';
import { countingBytes } from '../../support/counting-bytes.ts';

/**
 * The two algorithms that Node does not have. Length of the counting bytes, BLAKE2b-256 by
 * `b2sum -l 256` (coreutils 9.1), BLAKE3 by `b3sum` 1.2 (the lengths are those of the official
 * BLAKE3 vectors, and those about the 16 KiB window of the kernels).
 */
const ROWS: readonly (readonly [number, string, string])[] = [
  [
    0,
    '0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8',
    'af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262',
  ],
  [
    1,
    '03170a2e7597b7b7e3d84c05391d139a62b157e78786d8c082f29dcf4c111314',
    '2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213',
  ],
  [
    63,
    '29e41a64fbdd2fd27612228623c0702222bf367451e7324287f181cb3dcf7237',
    'e9bc37a594daad83be9470df7f7b3798297c3d834ce80ba85d6e207627b7db7b',
  ],
  [
    64,
    '10d8e6d534b00939843fe9dcc4dae48cdf008f6b8b2b82b156f5404d874887f5',
    '4eed7141ea4a5cd4b788606bd23f46e212af9cacebacdc7d1f4c6dc7f2511b98',
  ],
  [
    65,
    '84c04ab082c8ae24206561f77397704b627892089a05887a2a1996472bcfe15d',
    'de1e5fa0be70df6d2be8fffd0e99ceaa8eb6e8c93a63f2d8d1c30ecb6b263dee',
  ],
  [
    127,
    'f2fe67ff342e21b8f45e8f2e0bcd1d9243245d50ee6c78042e9c491388791c72',
    'd81293fda863f008c09e92fc382a81f5a0b4a1251cba1634016a0f86a6bd640d',
  ],
  [
    128,
    'c3582f71ebb2be66fa5dd750f80baae97554f3b015663c8be377cfcb2488c1d1',
    'f17e570564b26578c33bb7f44643f539624b05df1a76c81f30acd548c44b45ef',
  ],
  [
    129,
    'f7f3c46ba2564ff4c4c162da1f5b605f9f1c4aa6a20652a9f9a337c1a2f5b9c9',
    '683aaae9f3c5ba37eaaf072aed0f9e30bac0865137bae68b1fde4ca2aebdcb12',
  ],
  [
    1023,
    '90f21eb06ea3f72b69fafeb081d985dd05b8ec6217a92798050b704f0ad8842e',
    '10108970eeda3eb932baac1428c7a2163b0e924c9a9e25b35bba72b28f70bd11',
  ],
  [
    1024,
    'd75edc54bb5acee4cc8610568e82872ce79758afd38c51dfe6ccfab01c2d191f',
    '42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7',
  ],
  [
    1025,
    '533c8d76c0f61487431e7c31d15417c8b53887e4765b5597d0d03cb085014afb',
    'd00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444',
  ],
  [
    2048,
    '159bf6cd482f6efed5b4db91c4bdb9e499fac1605493f8f4fc53562e32f78fd4',
    'e776b6028c7cd22a4d0ba182a8bf62205d2ef576467e838ed6f2529b85fba24a',
  ],
  [
    2049,
    '7a27b280202e26796186e9987a93c42e8d71c938a74e8d04245aa4f7012639d0',
    '5f4d72f40d7a5f82b15ca2b2e44b1de3c2ef86c426c95c1af0b6879522563030',
  ],
  [
    16383,
    '6ace6cbb34e4259fb2b7f48ba9c7a3bc0bdacd40e82c22a1d6f231f866d49693',
    '7529418ecb789a30254899f229522ccde05234d2019c5ec5072bc4685a57658d',
  ],
  [
    16384,
    '96bf38f5a0d5df76b3de7ee5b137eb7af5a1d86b5b1b0eab2f91d18b76f035e8',
    'f875d6646de28985646f34ee13be9a576fd515f76b5b0a26bb324735041ddde4',
  ],
  [
    16385,
    '3206d34fd445e4680663462a5f9c6f22a53c4a4de8494238e59f23e6c3ec5bc8',
    '1dabe216be2578830263b049de1639f39f05a4da616b9b78c7a5e4e41662fd1f',
  ],
  [
    102400,
    '3e296275877fb01eb568accdfab328359abfde8cfcfed8f3eb290399ae36d9c7',
    'bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085',
  ],
];

test.each(ROWS)('b2sum -l 256 of %i bytes', async (length, expected) => {
  const hasher = await createHasher('blake2b-256');
  hasher.update(countingBytes(length));
  expect(hasher.digest()).toBe(expected);
});

test.each(ROWS)('b3sum of %i bytes', async (length, _blake2b, expected) => {
  const hasher = await createHasher('blake3');
  hasher.update(countingBytes(length));
  expect(hasher.digest()).toBe(expected);
});
