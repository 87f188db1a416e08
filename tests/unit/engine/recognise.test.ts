import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createHasher } from '../../../src/core/digest/kernels.ts';
import type { HasherFactory } from '../../../src/core/digest/hasher.ts';
import { KernelShelf } from '../../../src/engine/worker/kernel-shelf.ts';
import { recognise } from '../../../src/engine/worker/recognise.ts';
import { fileBytes, type FileBytes } from '../../../src/platform/bytes/file-bytes.ts';
import { nodeDigest } from '../../support/node-digest.ts';

const LIST = Buffer.from(`${'ab'.repeat(32)}  x.iso\n`);
const referenceOf = async (file: FileBytes, kernels: KernelShelf) => {
  const recognised = await recognise(file, kernels);
  return recognised?.kind === 'reference' ? recognised.reference : undefined;
};
const sums = () => fileBytes(new File([LIST], 'SHA256SUMS'));

test('a reference comes with the digests of the bytes that were parsed', async () => {
  const reference = await referenceOf(sums(), new KernelShelf(createHasher));
  expect(reference?.ownDigests).toEqual({
    sha256: nodeDigest('sha256', LIST),
    sha1: nodeDigest('sha1', LIST),
    md5: nodeDigest('md5', LIST),
  });
});

test('where a kernel is wrong it comes without them', async () => {
  const wrong: HasherFactory = (algorithm) =>
    createHasher(algorithm === 'md5' ? 'crc32' : algorithm);
  const reference = await referenceOf(sums(), new KernelShelf(wrong));
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
  expect(await referenceOf(prose, new KernelShelf(counted))).toBeUndefined();
  expect(made).toEqual([]);
});

test('a signature and a key are told by their bytes, whatever they are called', async () => {
  const kernels = new KernelShelf(createHasher);
  const kindOf = async (folder: string, name: string) => {
    const bytes = readFileSync(`${folder}/${name}`);
    return (await recognise(fileBytes(new File([bytes], 'x.txt')), kernels))?.kind;
  };
  const lists = 'tests/vectors/reference/published';
  expect(await kindOf(lists, 'debian-11.2.0-SHA512SUMS.sign')).toBe('signature');
  expect(await kindOf(lists, 'ubuntu-20.04.1-SHA256SUMS.gpg')).toBe('signature');
  expect(await kindOf('keys', 'DF9B9C49EAA9298432589D76DA87E80D6294BE9B.asc')).toBe('key');
  expect(await kindOf(lists, 'Qubes-R4.2.4-x86_64.iso.DIGESTS')).toBe('reference');
});

test('a list that is too long to be signed is read all the same, without its bytes', async () => {
  const line = `${'ab'.repeat(32)}  x.iso\n`;
  const long = new File([line.repeat(70_000)], 'SHA256SUMS');
  const recognised = await recognise(fileBytes(long), new KernelShelf(createHasher));
  expect(recognised).toMatchObject({ kind: 'reference', bytes: undefined });
});
