import { expect, test } from 'vitest';
import { createHasher } from '../../../src/core/digest/kernels.ts';
import type { HasherFactory } from '../../../src/core/digest/hasher.ts';
import { KernelShelf } from '../../../src/engine/worker/kernel-shelf.ts';
import { recognise } from '../../../src/engine/worker/recognise.ts';
import { fileBytes } from '../../../src/platform/bytes/file-bytes.ts';
import { nodeDigest } from '../../support/node-digest.ts';

const LIST = Buffer.from(`${'ab'.repeat(32)}  x.iso\n`);
const sums = () => fileBytes(new File([LIST], 'SHA256SUMS'));

test('a reference comes with the digests of the bytes that were parsed', async () => {
  const recognised = await recognise(sums(), new KernelShelf(createHasher));
  expect(recognised).toHaveProperty('reference.ownDigests');
  expect(recognised?.kind === 'reference' && recognised.reference.ownDigests).toEqual({
    sha256: nodeDigest('sha256', LIST),
    sha1: nodeDigest('sha1', LIST),
    md5: nodeDigest('md5', LIST),
  });
});

test('where a kernel is wrong it comes without them', async () => {
  const wrong: HasherFactory = (algorithm) =>
    createHasher(algorithm === 'md5' ? 'crc32' : algorithm);
  const recognised = await recognise(sums(), new KernelShelf(wrong));
  expect(recognised).toMatchObject({
    reference: { name: 'SHA256SUMS', claims: [{ path: 'x.iso' }] },
  });
  expect(recognised).not.toHaveProperty('reference.ownDigests');
});

test('what is no reference is not hashed', async () => {
  const made: string[] = [];
  const counted: HasherFactory = (algorithm) => {
    made.push(algorithm);
    return createHasher(algorithm);
  };
  const prose = fileBytes(new File(['Dear reader,\nthis\nis\nno list.\n'], 'letter'));
  expect(await recognise(prose, new KernelShelf(counted))).toBeUndefined();
  expect(made).toEqual([]);
});
