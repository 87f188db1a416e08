import { expect, test } from 'vitest';
import { ClaimList } from '../../../src/core/reference/claim-list.ts';
import { MAX_CLAIMS } from '../../../src/core/reference/limits.ts';
import { MD5, OTHER256, SHA256 } from '../../support/references.ts';

const digest = (text: string) => ({ algorithms: ['sha256'], text }) as const;
const pieces = (byte: number) =>
  ({ algorithm: 'md5', length: 1, digests: new Uint8Array(16).fill(byte) }) as const;

/** As many claims as are kept, of which the first is about `x.iso`. */
function fullList(): ClaimList {
  const list = new ClaimList();
  list.addNamed('x.iso', digest(SHA256), 1);
  for (let line = 2; line <= MAX_CLAIMS; line++) list.addBare(digest(SHA256), line);
  return list;
}

test('what is added is kept, once, or contradicts what was', () => {
  const list = new ClaimList();
  expect([
    list.addNamed('x.iso', digest(SHA256), 1),
    list.addNamed('x.iso', digest(SHA256), 2),
    list.addNamed('x.iso', digest(OTHER256), 3),
    list.addFile('y.iso', undefined, 4),
    list.addBare({ algorithms: ['md5'], text: MD5 }, 5),
    list.addBare(digest(SHA256), 6),
  ]).toEqual(['kept', 'kept', 'contradictory', 'kept', 'kept', 'kept']);
  expect(list.length).toBe(3);
});

test('a list that is full takes no further file, and all that is said of those it has', () => {
  const list = fullList();
  expect(list.length).toBe(MAX_CLAIMS);
  expect([
    list.addNamed('y.iso', digest(SHA256), 1),
    list.addFile('y.iso', pieces(1), 1),
    list.addBare(digest(SHA256), 1),
    list.addNamed('./x.iso', digest(OTHER256), 1),
    list.addFile('x.iso', pieces(1), 1),
  ]).toEqual(['skipped', 'skipped', 'skipped', 'contradictory', 'kept']);
  expect(list.finish()[0]?.pieces).toEqual(pieces(1));
});

test('of pieces and of words for people the first are kept', () => {
  const list = new ClaimList();
  list.addFile('x.iso', undefined, 1);
  list.addFile('x.iso', pieces(1), 2);
  list.addFile('x.iso', pieces(2), 3);
  list.addWords('./x.iso', { title: 'first' });
  list.addWords('x.iso', { title: 'second' });
  list.addWords('y.iso', { title: 'of no claim' });
  expect(list.finish()).toEqual([
    { path: 'x.iso', digests: [], line: 1, pieces: pieces(1), listedAs: { title: 'first' } },
  ]);
});
