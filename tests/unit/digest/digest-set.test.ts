import { expect, test } from 'vitest';
import { DigestSet } from '../../../src/core/digest/digest-set.ts';
import { createHasher } from '../../../src/core/digest/kernels.ts';
import { countingBytes } from '../../support/counting-bytes.ts';
import { nodeDigest } from '../../support/node-digest.ts';

const message = countingBytes(100_000);

async function md5AndSha256() {
  return [await createHasher('md5'), await createHasher('sha256')];
}

test('computes every digest in one pass and counts the bytes', async () => {
  const set = new DigestSet(await md5AndSha256());
  set.update(message.subarray(0, 33_333));
  set.update(message.subarray(33_333));
  expect(set.bytes).toBe(100_000);
  expect(set.digests()).toEqual({
    md5: nodeDigest('md5', message),
    sha256: nodeDigest('sha256', message),
  });
});

test('counts nothing for an empty chunk', async () => {
  const set = new DigestSet(await md5AndSha256());
  set.update(new Uint8Array(0));
  expect(set.bytes).toBe(0);
});

test('starts anew with hashers that were used before', async () => {
  const hashers = await md5AndSha256();
  const abandoned = new DigestSet(hashers);
  abandoned.update(countingBytes(77));
  const set = new DigestSet(hashers);
  set.update(message);
  expect(set.digests()).toMatchObject({ sha256: nodeDigest('sha256', message) });
});

test('does not keep the chunk: its buffer may be overwritten at once', async () => {
  const set = new DigestSet(await md5AndSha256());
  const buffer = message.slice(0, 1_000);
  set.update(buffer);
  buffer.fill(0);
  expect(set.digests()).toMatchObject({ md5: nodeDigest('md5', message.subarray(0, 1_000)) });
});

test('gives its digests once', async () => {
  const set = new DigestSet(await md5AndSha256());
  set.digests();
  expect(() => set.digests()).toThrow(expect.objectContaining({ code: 'kernel.misuse' }));
});
