import { describe, expect, test } from 'vitest';
import { PieceList } from '../../../src/core/reference/piece-list.ts';

function piecesOf(
  type: string | undefined,
  length: string | undefined,
  texts: readonly string[],
  size: number,
) {
  const list = new PieceList(type, length);
  for (const text of texts) list.add(text);
  return list.finish(size);
}

describe('digests of all pieces are kept', () => {
  test.each([
    ['MD5', 'md5', 16],
    ['sha1', 'sha1', 20],
    ['sha-256', 'sha256', 32],
    ['SHA512', 'sha512', 64],
  ])('under %s', (type, algorithm, bytes) => {
    const texts = ['0a'.repeat(bytes), 'FF'.repeat(bytes)];
    expect(piecesOf(type, '100', texts, 101)).toEqual({
      algorithm,
      length: 100,
      digests: Uint8Array.from({ length: 2 * bytes }, (_, at) => (at < bytes ? 10 : 255)),
    });
  });

  test('of a file that is as long as its pieces', () => {
    expect(piecesOf('md5', '100', ['0a'.repeat(16)], 100)?.digests).toHaveLength(16);
  });

  test('of pieces of fifteen digits', () => {
    const length = '900000000000000';
    expect(piecesOf('md5', length, ['0a'.repeat(16)], 1)?.length).toBe(9e14);
  });
});

describe('none are kept', () => {
  const MD5 = '0a'.repeat(16);

  test.each<[string, Parameters<typeof piecesOf>]>([
    ['of an algorithm that is not known', ['tiger', '100', [MD5], 100]],
    ['of one that no pieces have', ['crc32', '100', ['0a0a0a0a'], 100]],
    ['of an empty file, of one that is not known', ['tiger', '100', [], 0]],
    ['without an algorithm', [undefined, '100', [MD5], 100]],
    ['without a length', ['md5', undefined, [MD5], 100]],
    ['of no length', ['md5', '0', [MD5], 100]],
    ['of a length that is no number', ['md5', '1e2', [MD5], 100]],
    ['of a length with a sign', ['md5', '-100', [MD5], 100]],
    ['of a length of sixteen digits', ['md5', '9000000000000000', [MD5], 100]],
    ['where one is missing', ['md5', '100', [MD5], 101]],
    ['where there is one too many', ['md5', '100', [MD5, MD5], 100]],
    ['where one is too short', ['md5', '100', [MD5, MD5.slice(2)], 200]],
    ['where one is too long', ['md5', '100', [MD5, `${MD5}0a`], 200]],
    ['where one is no hex', ['md5', '100', [MD5, 'z'.repeat(32)], 200]],
  ])('%s', (_, parts) => {
    expect(piecesOf(...parts)).toBeUndefined();
  });
});
