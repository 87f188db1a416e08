import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseReferenceFile } from '../../../../src/core/reference/parse.ts';
import { sniffReference } from '../../../../src/core/reference/sniff.ts';
import { bencode, type Bencodable } from '../../../support/bencode.ts';
import { claimsOf, codesOf, MD5, readFile, SHA1, vector } from '../../../support/references.ts';

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

  test('leaves out padding files and links', () => {
    const file = (name: string, attr: string) => ({ attr, length: 3, path: [name] });
    const files = [file('a.iso', ''), file('.pad', 'p'), file('link', 'l'), file('b.iso', 'x')];
    const info = { files, name: 'dir', 'piece length': K64, pieces: Buffer.alloc(20) };
    const { claims } = readFile(torrent(info), 'x.torrent');
    expect(claims.map(({ path }) => path)).toEqual(['dir/a.iso', 'dir/b.iso']);
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
