import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseReferenceFile } from '../../../../src/core/reference/parse.ts';
import { sniffReference } from '../../../../src/core/reference/sniff.ts';
import { bencode, type Bencodable } from '../../../support/bencode.ts';
import {
  claimsOf,
  codesOf,
  MD5,
  readFile,
  SHA1,
  SHA256,
  vector,
} from '../../../support/references.ts';

const K64 = 65_536;
/** What the vectors were made from: 300,000 bytes with a pattern. */
const IMAGE = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7 + Math.floor(i / 251)) % 256);
const sha = (algorithm: string, bytes: Uint8Array) => createHash(algorithm).update(bytes).digest();

const piecesOf = (bytes: Uint8Array, length: number, algorithm: string) =>
  Buffer.concat(
    Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) =>
      sha(algorithm, bytes.subarray(index * length, (index + 1) * length)),
    ),
  );

/** BEP 52: pairs of hashes up to one root; blocks behind the end are zeros. */
function merkleRoot(bytes: Uint8Array, leaves: number): Buffer {
  let row = Array.from({ length: leaves }, (_, index) => {
    const block = bytes.subarray(index * 16_384, (index + 1) * 16_384);
    return block.length > 0 ? sha('sha256', block) : Buffer.alloc(32);
  });
  while (row.length > 1) {
    row = Array.from({ length: row.length / 2 }, (_, index) =>
      sha('sha256', Buffer.concat(row.slice(index * 2, index * 2 + 2))),
    );
  }
  return row[0] ?? Buffer.alloc(32);
}

const layerOf = (bytes: Uint8Array, length: number) =>
  Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) =>
    merkleRoot(bytes.subarray(index * length, (index + 1) * length), length / 16_384),
  );

const torrent = (info: Bencodable, rest: Record<string, Bencodable> = {}) =>
  bencode({ announce: 'http://t.example/a', info, ...rest });

const FIRST = {
  length: 300_000,
  name: 'x.iso',
  'piece length': K64,
  pieces: piecesOf(IMAGE, K64, 'sha1'),
};

describe('version 1', () => {
  test.each(['mktorrent', 'transmission', 'rhash'])(
    'of one file, as %s writes it: its name, its size and the SHA-1 of its pieces',
    (maker) => {
      const { format, claims } = readFile(vector(`tools/${maker}.torrent`), 'x.torrent');
      expect(format).toBe('torrent');
      expect(claims).toMatchObject([{ path: 'x.iso', size: 300_000, digests: [] }]);
      const { length = 0, algorithm, digests } = claims[0]?.pieces ?? {};
      expect(algorithm).toBe('sha1');
      expect(digests).toEqual(new Uint8Array(piecesOf(IMAGE, length, 'sha1')));
    },
  );

  test('of a folder: names with their folders and sizes; pieces run over the ends of files', () => {
    const list = readFile(vector('tools/mktorrent-folder.torrent'), 'x.torrent');
    expect(list.claims.map(({ path, size, pieces }) => [path, size, pieces])).toEqual(
      expect.arrayContaining([
        ['dir/a.iso', 70_000, undefined],
        ['dir/sub/b (1).iso', 10, undefined],
      ]),
    );
    expect(codesOf(list)).toEqual(['no-claims', 'pieces-not-used']);
  });

  test('with digests of whole files, as some programs add them', () => {
    const info = { ...FIRST, md5sum: MD5, sha1: Buffer.from(SHA1, 'hex') };
    expect(claimsOf(readFile(torrent(info), 'x.torrent'))).toEqual([['x.iso', MD5, SHA1]]);
  });

  test('with digests in bytes as well as in hex; what is neither is left out', () => {
    const raw = { md5: Buffer.from(MD5, 'hex'), sha1: SHA1, sha256: SHA256 };
    expect(claimsOf(readFile(torrent({ ...FIRST, ...raw }), 'x.torrent'))).toEqual([
      ['x.iso', MD5, SHA1, SHA256],
    ]);
    const odd = { md5: 5, md5sum: 'none', sha1: '', sha256: 'a'.repeat(5_000) };
    expect(claimsOf(readFile(torrent({ ...FIRST, ...odd }), 'x.torrent'))).toEqual([['x.iso']]);
  });

  test('the names in UTF-8 count before others', () => {
    const one = { ...FIRST, name: '?.iso', 'name.utf-8': 'ü.iso' };
    expect(claimsOf(readFile(torrent(one), 'x.torrent'))).toEqual([['ü.iso']]);
    const files = [{ length: 3, path: ['?'], 'path.utf-8': ['ü', 'ä.iso'] }];
    const several = { files, name: 'dir', 'piece length': K64, pieces: Buffer.alloc(20) };
    expect(claimsOf(readFile(torrent(several), 'x.torrent'))).toEqual([['dir/ü/ä.iso']]);
  });

  test('leaves out what is no file of a known size', () => {
    const files = [
      ...[7, 'x', { length: 3 }, { length: 3, path: [] }, { length: 3, path: [7] }],
      ...[{ path: ['a'] }, { length: -3, path: ['b'] }, { length: '3', path: ['c'] }],
      { length: 0, path: ['empty'] },
    ];
    const info = { files, name: 'dir', 'piece length': K64, pieces: Buffer.alloc(20) };
    const { claims } = readFile(torrent(info), 'x.torrent');
    expect(claims.map(({ path, size }) => [path, size])).toEqual([['dir/empty', 0]]);
  });

  test('leaves out padding files and links', () => {
    const file = (name: string, attr: string) => ({ attr, length: 3, path: [name] });
    const files = [file('a.iso', ''), file('.pad', 'p'), file('link', 'l'), file('b.iso', 'x')];
    const info = { files, name: 'dir', 'piece length': K64, pieces: Buffer.alloc(20) };
    const { claims } = readFile(torrent(info), 'x.torrent');
    expect(claims.map(({ path }) => path)).toEqual(['dir/a.iso', 'dir/b.iso']);
  });

  test.each([
    [9_216, 1],
    [9_217, 0],
  ])('with a name of %i characters has %i claims', (length, count) => {
    const bytes = torrent({ ...FIRST, name: 'n'.repeat(length) });
    expect(parseReferenceFile('x.torrent', bytes)?.claims.length ?? 0).toBe(count);
  });

  test('whose pieces are not those of its size is malformed', () => {
    const info = { ...FIRST, pieces: Buffer.alloc(20) };
    expect(codesOf(readFile(torrent(info), 'x.torrent'))).toEqual(['no-claims', 'malformed-line']);
  });
});

describe('version 2', () => {
  const layers = layerOf(IMAGE, K64);
  const root = merkleRoot(IMAGE, 32);
  const entry = { '': { length: 300_000, 'pieces root': root } };
  const SECOND = {
    'file tree': { 'x.iso': entry },
    'meta version': 2,
    name: 'x.iso',
    'piece length': K64,
  };
  const rest = { 'piece layers': { [root.toString('latin1')]: Buffer.concat(layers) } };

  test('its name, its size, and the layer of its tree that has the pieces', () => {
    const { claims } = readFile(torrent(SECOND, rest), 'x.torrent');
    expect(claims).toMatchObject([
      {
        path: 'x.iso',
        size: 300_000,
        digests: [],
        pieces: { algorithm: 'merkle-sha256', length: K64 },
      },
    ]);
    expect(claims[0]?.pieces?.digests).toEqual(new Uint8Array(Buffer.concat(layers)));
  });

  test('as libtorrent writes it', () => {
    const { claims } = readFile(vector('tools/libtorrent-v2.torrent'), 'x.torrent');
    expect(claims).toMatchObject([
      { path: 'x.iso', size: 300_000, digests: [], pieces: { algorithm: 'merkle-sha256' } },
    ]);
    const { length = 0, digests } = claims[0]?.pieces ?? {};
    expect(digests).toEqual(new Uint8Array(Buffer.concat(layerOf(IMAGE, length))));
  });

  test('together with version 1, as libtorrent writes it, is one claim', () => {
    const { claims } = readFile(vector('tools/libtorrent-hybrid.torrent'), 'x.torrent');
    expect(claims).toMatchObject([{ path: 'x.iso', size: 300_000, pieces: { algorithm: 'sha1' } }]);
    expect(claims).toHaveLength(1);
    const { length = 0, digests } = claims[0]?.pieces ?? {};
    expect(digests).toEqual(new Uint8Array(piecesOf(IMAGE, length, 'sha1')));
  });

  test('a root is no digest of the file: it is the SHA-256 of nothing that was read', () => {
    expect(codesOf(readFile(torrent(SECOND, rest), 'x.torrent'))).toEqual(['no-claims']);
  });

  test('of several files, of which one is called as the folder is', () => {
    const file = (length: number, attr = 'x') => ({ '': { length, attr } });
    const tree = {
      'x.iso': file(1),
      'y.iso': file(0),
      'z.pad': file(1, 'p'),
      'z.link': file(1, 'l'),
    };
    const odd = { 'z.number': 7, 'z.none': { '': 7 }, 'z.unknown': { '': { attr: 'x' } } };
    const info = { ...SECOND, 'file tree': { ...tree, ...odd } };
    const { claims } = readFile(torrent(info), 'x.torrent');
    expect(claims.map(({ path, size }) => [path, size])).toEqual([
      ['x.iso/x.iso', 1],
      ['x.iso/y.iso', 0],
    ]);
  });

  test('of paths longer than any, which are left out', () => {
    const file = { '': { length: 1 } };
    const tree = { ['a'.repeat(9_216)]: file, ['b'.repeat(9_217)]: file, c: { d: file } };
    const list = readFile(torrent({ ...SECOND, 'file tree': tree }), 'x.torrent');
    expect(claimsOf(list).map(([path]) => path?.length)).toEqual([9_216 + 6, 9]);
  });

  const alone = (length: number, pieces: Bencodable, layer?: Buffer) =>
    readFile(
      torrent(
        { ...SECOND, 'file tree': { 'x.iso': { '': { length, 'pieces root': pieces } } } },
        layer && { 'piece layers': { [root.toString('latin1')]: layer } },
      ),
      'x.torrent',
    ).claims.map(({ size, pieces: list }) => [size, list?.digests]);

  test('a file as long as a piece has its root for it, a longer one needs its layer', () => {
    expect(alone(K64, root)).toEqual([[K64, new Uint8Array(root)]]);
    expect(alone(K64 + 1, root)).toEqual([[K64 + 1, undefined]]);
  });

  test.each<[string, Bencodable, Buffer]>([
    ['a root that is none', root.subarray(1), Buffer.concat(layers)],
    ['a root without end', Buffer.alloc(1_000_000), Buffer.concat(layers)],
    ['a root that is no string', 7, Buffer.concat(layers)],
    ['a layer that is cut', root, Buffer.concat(layers).subarray(32)],
    ['a layer that is too long', root, Buffer.concat([...layers, root])],
  ])('with %s a file has no pieces', (_, pieces, layer) => {
    expect(alone(300_000, pieces, layer)).toEqual([[300_000, undefined]]);
  });

  test('a file of one piece has its root for it, in a folder of the torrent', () => {
    const small = IMAGE.subarray(0, 20_000);
    const files = {
      sub: { 'b.iso': { '': { length: 20_000, 'pieces root': merkleRoot(small, 2) } } },
    };
    const info = { ...SECOND, 'file tree': files, name: 'dir' };
    const { claims } = readFile(torrent(info), 'x.torrent');
    expect(claims).toMatchObject([{ path: 'dir/sub/b.iso', size: 20_000 }]);
    expect(claims[0]?.pieces?.digests).toEqual(new Uint8Array(merkleRoot(small, 2)));
  });

  test('together with version 1, as hybrids have it, is one claim', () => {
    const { claims } = readFile(torrent({ ...FIRST, ...SECOND }, rest), 'x.torrent');
    expect(claims).toMatchObject([{ path: 'x.iso', size: 300_000, pieces: { algorithm: 'sha1' } }]);
    expect(claims).toHaveLength(1);
  });
});

describe('what is no torrent', () => {
  const isTorrent = (bytes: Uint8Array) => parseReferenceFile('x.torrent', bytes) !== undefined;
  const whole = torrent(FIRST);

  test.each<[string, Uint8Array]>([
    ['cut short', whole.subarray(0, -1)],
    ['with something behind its end', Buffer.concat([whole, Buffer.from('e')])],
    ['a dictionary of something else', bencode({ a: 1, info: { name: 'x' } })],
    ['without a name', torrent({ ...FIRST, name: '' })],
    ['with a piece length of nothing', torrent({ ...FIRST, 'piece length': 0 })],
    ['without info', bencode({ a: 1 })],
    ['a list', bencode([FIRST])],
    ['with a piece length that is no number', torrent({ ...FIRST, 'piece length': 'x' })],
    ['with a negative piece length', torrent({ ...FIRST, 'piece length': -1 })],
    ['with a name that is no string', torrent({ ...FIRST, name: 7 })],
    ['with half a digest', torrent({ ...FIRST, pieces: Buffer.alloc(99) })],
    ['without pieces', torrent({ ...FIRST, pieces: 5 })],
    ['without any file', torrent({ ...FIRST, length: 'x', files: [7] })],
    [
      'of a later version',
      torrent({
        ...FIRST,
        pieces: 5,
        'meta version': 3,
        'file tree': { x: { '': { length: 1 } } },
      }),
    ],
    ['with one key twice', Buffer.from('d4:info1:a4:info1:be')],
    ['nested without end', Buffer.from('d4:info' + 'l'.repeat(100_000))],
    ['with a number of a thousand digits', Buffer.from(`d4:infoi${'1'.repeat(1_000)}ee`)],
    ['with a string longer than the file', Buffer.from('d4:info99999999:xe')],
  ])('is an image: %s', (_, bytes) => {
    expect(isTorrent(bytes)).toBe(false);
  });

  test('is every beginning of one', () => {
    const cut = whole.findIndex((_, length) => length > 0 && isTorrent(whole.subarray(0, length)));
    expect(cut).toBe(-1);
  });

  test('is told by its bytes: the name of a torrent does not matter', () => {
    expect(sniffReference('whatever', whole, whole.length)).toBe(true);
    expect(sniffReference('x.iso', whole, whole.length)).toBe(false);
  });
});
