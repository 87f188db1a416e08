import { expect, test } from 'vitest';
import { createHasher } from '../../../src/core/digest/kernels.ts';
import type { HasherFactory } from '../../../src/core/digest/hasher.ts';
import { KernelShelf } from '../../../src/engine/worker/kernel-shelf.ts';
import { readReference } from '../../../src/engine/worker/read-reference.ts';
import { fileBytes } from '../../../src/platform/bytes/file-bytes.ts';
import { nodeDigest } from '../../support/node-digest.ts';

const LIST = Buffer.from(`${'ab'.repeat(32)}  x.iso\n`);
const sums = () => fileBytes(new File([LIST], 'SHA256SUMS'));

test('a reference comes with the digests of the bytes that were parsed', async () => {
  const reference = await readReference(sums(), new KernelShelf(createHasher));
  expect(reference?.ownDigests).toEqual({
    sha256: nodeDigest('sha256', LIST),
    sha1: nodeDigest('sha1', LIST),
    md5: nodeDigest('md5', LIST),
  });
});

test('where a kernel is wrong it comes without them', async () => {
  const wrong: HasherFactory = (algorithm) =>
    createHasher(algorithm === 'md5' ? 'crc32' : algorithm);
  const reference = await readReference(sums(), new KernelShelf(wrong));
  expect(reference).toMatchObject({ name: 'SHA256SUMS', claims: [{ path: 'x.iso' }] });
  expect(reference).not.toHaveProperty('ownDigests');
});

test('what is no reference is not hashed', async () => {
  const made: string[] = [];
  const counted: HasherFactory = (algorithm) => {
    made.push(algorithm);
    return createHasher(algorithm);
  };
  const prose = fileBytes(new File(['Dear reader,\nthis\nis\nno list.\n'], 'letter'));
  expect(await readReference(prose, new KernelShelf(counted))).toBeUndefined();
  expect(made).toEqual([]);
});
