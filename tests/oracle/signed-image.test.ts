/** OpenPGP signatures over an image: what is planned, computed elsewhere, and checked. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Gpg } from '../support/gpg.ts';
import { checkImage, ownRing, planImage } from '../support/signatures.ts';

const IMAGE = Uint8Array.from({ length: 100_000 }, (_, index) => (index * index) % 251);

let gpg: Gpg;
let key: string;
beforeAll(() => {
  gpg = new Gpg();
  key = gpg.makeKey('images', { algorithm: 'rsa2048' });
});
afterAll(() => {
  gpg.close();
});

/** What an engine would compute for the plans, here by OpenSSL. */
const digestsOf = (signature: Uint8Array, image: Uint8Array): readonly string[] =>
  planImage(signature).map(({ algorithm, suffix }) =>
    createHash(algorithm).update(image).update(suffix).digest('hex'),
  );

async function checked(signature: Uint8Array, image: Uint8Array) {
  const checking = { ring: await ownRing([gpg.exportKey(key)]), now: new Date() };
  return await checkImage(signature, { digests: digestsOf(signature, image) }, checking);
}

const sign = (options: readonly string[]): Uint8Array => gpg.sign(key, IMAGE, options);

describe.each(['SHA1', 'SHA224', 'SHA256', 'SHA384', 'SHA512'])('by %s', (digest) => {
  const outcome = digest === 'SHA1' ? 'weak' : 'good';

  test(`it is ${outcome}, binary and armoured`, async () => {
    const binary = sign(['--digest-algo', digest, '--detach-sign']);
    const armoured = sign(['--digest-algo', digest, '--armor', '--detach-sign']);
    expect(gpg.verify(IMAGE, binary)).toContain('GOODSIG');
    expect(await checked(binary, IMAGE)).toMatchObject([{ outcome }]);
    expect(await checked(armoured, IMAGE)).toMatchObject([{ outcome }]);
  });

  test('it is bad over an image with one bit changed', async () => {
    const signature = sign(['--digest-algo', digest, '--detach-sign']);
    const image = Uint8Array.from(IMAGE);
    image[99_999] = (image[99_999] ?? 0) ^ 0x80;
    expect(await checked(signature, image)).toMatchObject([{ outcome: 'bad' }]);
  });
});

describe('a file of several signatures', () => {
  test('has a plan for each, and each is checked by its own', async () => {
    const sha256 = sign(['--digest-algo', 'SHA256', '--detach-sign']);
    const sha512 = sign(['--digest-algo', 'SHA512', '--detach-sign']);
    const both = Uint8Array.from([...sha256, ...sha512]);
    expect(planImage(both).map(({ algorithm }) => algorithm)).toEqual(['sha256', 'sha512']);
    expect(await checked(both, IMAGE)).toMatchObject([{ outcome: 'good' }, { outcome: 'good' }]);
  });

  test('has none for a text signature, which is not checked, and its digests still fit', async () => {
    const text = gpg.sign(key, 'lines\n', ['--textmode', '--detach-sign']);
    const both = Uint8Array.from([...text, ...sign(['--detach-sign'])]);
    expect(planImage(both)).toHaveLength(1);
    expect(await checked(both, IMAGE)).toMatchObject([
      { outcome: 'unsupported', reason: 'method' },
      { outcome: 'good' },
    ]);
  });
});

/** Other bytes, whose digest begins with the same 16 bits as that which was signed. */
function likeSigned(signature: Uint8Array): Uint8Array {
  const [signed = ''] = digestsOf(signature, IMAGE);
  const image = new Uint8Array(16);
  const view = new DataView(image.buffer);
  for (let tried = 0; tried < 2 ** 24; tried++) {
    view.setUint32(0, tried);
    if (digestsOf(signature, image)[0]?.startsWith(signed.slice(0, 4))) return image;
  }
  throw new RangeError('two equal bytes were expected among 16 million digests');
}

describe('an image that is made to fit the two bytes of its digest which a signature shows', () => {
  test('is as bad as any other, and GnuPG says the same', async () => {
    const signature = sign(['--digest-algo', 'SHA256', '--detach-sign']);
    const image = likeSigned(signature);
    expect(gpg.verify(image, signature)).toContain('BADSIG');
    expect(await checked(signature, image)).toMatchObject([{ outcome: 'bad' }]);
  });
});

describe('a damaged signature', () => {
  test('is bad where only its arithmetic is wrong', async () => {
    const signature = sign(['--detach-sign']);
    const last = signature.length - 1;
    signature[last] = (signature[last] ?? 0) ^ 1;
    expect(await checked(signature, IMAGE)).toMatchObject([{ outcome: 'bad' }]);
  });

  test('is not good with any one of its bytes changed but those that nobody signed', async () => {
    const signature = sign(['--detach-sign']);
    const found = await Promise.all(
      Array.from(signature, async (byte, index) => {
        const copy = Uint8Array.from(signature);
        copy[index] = byte ^ 1;
        const isGood = (await checked(copy, IMAGE)).some(({ outcome }) => outcome === 'good');
        return { index, isGood, gpg: isGood && gpg.verify(IMAGE, copy).includes('GOODSIG') };
      }),
    );
    expect(found.filter((one) => one.isGood !== one.gpg)).toEqual([]);
    expect(found.filter(({ isGood }) => isGood).length).toBeLessThan(16);
  });
});
