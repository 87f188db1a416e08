import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { formatBlockMap, parseBlockMap } from '../../../src/core/reference/block-map.ts';
import { parseReferenceFile } from '../../../src/core/reference/parse.ts';

const MAGIC = '895453424d0d0a1a';
const DIGEST = 'ab'.repeat(32);
const bytesOf = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(hex, 'hex'));

/** A map as docs/formats.md lays it out, written here in hex a second time. */
interface Fields {
  readonly magic?: string;
  readonly version?: string;
  readonly nameLength?: string;
  readonly blockBytes?: string;
  readonly size?: string;
  readonly name?: string;
  readonly blocks?: string;
}

function mapOf(fields: Fields = {}): Uint8Array {
  const {
    magic = MAGIC,
    version = '0100',
    nameLength = '0500',
    blockBytes = '00001000',
    size = '0100100000000000', // a MiB and a byte
    name = '782e69736f', // x.iso
    blocks = '11'.repeat(32) + '22'.repeat(32),
  } = fields;
  const body = bytesOf(magic + version + nameLength + blockBytes + size + DIGEST + name + blocks);
  const check = Buffer.alloc(4);
  check.writeUInt32LE(crc32(body));
  return Uint8Array.from(Buffer.concat([body, check]));
}

const WHOLE = {
  name: 'x.iso',
  size: 1_048_577,
  sha256: bytesOf(DIGEST),
  blockBytes: 1_048_576,
  blocks: bytesOf('11'.repeat(32) + '22'.repeat(32)),
};

test('a map is written as it is described', () => {
  expect(formatBlockMap(WHOLE)).toEqual(mapOf());
});

test('a map as it is described is read', () => {
  expect(parseBlockMap(mapOf())).toEqual(WHOLE);
});

test('a dropped map claims the digest and the size of the file, and keeps those of the blocks', () => {
  const { format, claims, findings } = parseReferenceFile('x.map', mapOf()) ?? {};
  expect([format, findings]).toEqual(['block-map', []]);
  expect(claims).toEqual([
    {
      path: 'x.iso',
      size: 1_048_577,
      digests: [{ algorithms: ['sha256'], text: DIGEST }],
      pieces: { algorithm: 'sha256', length: 1_048_576, digests: WHOLE.blocks },
      line: 1,
    },
  ]);
});

test.each([
  ['of no byte', 0, { size: '0000000000000000', blocks: '' }],
  ['of two whole blocks', 2_097_152, { size: '0000200000000000' }],
  [
    'beyond 4 GiB, in blocks of 2 GiB',
    4_294_967_297,
    { size: '0100000001000000', blockBytes: '00000080', blocks: '33'.repeat(96) },
  ],
])('a file %s is read and written', (_, size, fields) => {
  const map = parseBlockMap(mapOf(fields));
  expect(map?.size).toBe(size);
  expect(map && formatBlockMap(map)).toEqual(mapOf(fields));
});

describe('none is', () => {
  test.each<[string, Fields]>([
    ['what begins with another byte', { magic: '885453424d0d0a1a' }],
    ['one whose line ends were changed', { magic: '895453424d0a1a1a' }],
    ['one of a later version', { version: '0200' }],
    ['one with blocks of no byte', { blockBytes: '00000000' }],
    ['one of a size that no file has', { size: '0000000000002000', blockBytes: 'ffffffff' }],
    ['one that lacks a block', { blocks: '11'.repeat(32) }],
    ['one with a block too many', { blocks: '11'.repeat(96) }],
    ['one whose name is longer than it says', { nameLength: '0400' }],
    ['one with a name of 1,025 bytes', { nameLength: '0104', name: '78'.repeat(1025) }],
    ['one of another byte order', { version: '0001' }],
  ])('%s', (_, fields) => {
    expect(parseBlockMap(mapOf(fields))).toBeUndefined();
  });

  test('the magic alone', () => {
    expect(parseBlockMap(bytesOf(MAGIC))).toBeUndefined();
  });

  test('one with a byte behind it', () => {
    expect(parseBlockMap(Uint8Array.from([...mapOf(), 0]))).toBeUndefined();
  });

  test('one whose check does not fit', () => {
    expect(parseBlockMap(mapOf().map((byte, at) => (at === 60 ? 0x70 : byte)))).toBeUndefined();
  });
});

test('a name of 1,024 bytes is read', () => {
  const map = parseBlockMap(mapOf({ nameLength: '0004', name: '78'.repeat(1024) }));
  expect(map?.name).toBe('x'.repeat(1024));
});

describe('what is written', () => {
  const nameOf = (name: string) => parseBlockMap(formatBlockMap({ ...WHOLE, name }))?.name;

  test.each([
    ['1,024 bytes is whole', 'x'.repeat(1024), 'x'.repeat(1024)],
    ['1,025 bytes loses its last character', 'x'.repeat(1025), 'x'.repeat(1024)],
    ['three bytes a character is cut between two', '日'.repeat(342), '日'.repeat(341)],
    ['pairs of surrogates is cut between two', `x${'𝒳'.repeat(256)}`, `x${'𝒳'.repeat(255)}`],
  ])('of a name of %s', (_, name, kept) => {
    expect(nameOf(name)).toBe(kept);
  });

  test.each([
    ['a block is missing', { blocks: new Uint8Array(32) }],
    ['there is one too many', { blocks: new Uint8Array(96) }],
    ['a digest is no SHA-256', { sha256: new Uint8Array(20) }],
  ])('is nothing where %s', (_, parts) => {
    expect(() => formatBlockMap({ ...WHOLE, ...parts })).toThrow(RangeError);
  });
});
