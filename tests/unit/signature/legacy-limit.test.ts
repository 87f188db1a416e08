import { describe, expect, it } from 'vitest';
import { check, ownRing } from '../../support/signatures.ts';

const TOO_LARGE = new Uint8Array(64 * 2 ** 20 + 1);
const base64 = (bytes: readonly number[]): string => Buffer.from(bytes).toString('base64');
const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const ED = [0x45, 0x64];
const KEY = encode(`untrusted comment: x\n${base64([...ED, ...zeros(40)])}\n`);
const SIGNIFY = encode(`untrusted comment: x\n${base64([...ED, ...zeros(72)])}\n`);
const MINISIGN = encode(
  `untrusted comment: x\n${base64([...ED, ...zeros(72)])}\ntrusted comment: y\n${base64(zeros(64))}\n`,
);

describe('a message of more than 64 MiB', () => {
  it.each([
    { name: 'signify', signature: SIGNIFY },
    { name: 'legacy minisign', signature: MINISIGN },
  ])('is not checked against a signature of $name', async ({ signature }) => {
    const found = await check({ list: TOO_LARGE, signature, ring: await ownRing([KEY]) });
    expect(found).toMatchObject([{ outcome: 'unsupported', reason: 'too-large' }]);
  });
});

describe('a key of zeros, which is of small order', () => {
  it('verifies no signature of zeros', async () => {
    const ring = await ownRing([KEY]);
    const found = await check({ list: encode('any'), signature: SIGNIFY, ring });
    expect(found).toMatchObject([{ outcome: 'bad' }]);
  });
});
