/**
 * A block map: the SHA-256 of every MiB of a good copy, to tell later where another copy differs.
 * Its layout, numbers little-endian, is in docs/formats.md. It ends with a CRC-32 of itself, which
 * is to find accidents: against intention a digest inside the same file would prove nothing.
 */
import { crc32 } from '../bytes/crc32.ts';
import { uint16le, uint32le, uint64le } from '../bytes/fields.ts';
import { decodeName } from '../bytes/text.ts';

/** What one read of a file gives for its map. */
export interface BlockDigests {
  /** Of the whole file: lower-case hex. */
  readonly sha256: string;
  /** SHA-256 of each block of `BLOCK_BYTES`, one behind the other. */
  readonly blocks: Uint8Array;
}

export interface BlockMap {
  /** The file's base name. */
  readonly name: string;
  /** Bytes of the file. */
  readonly size: number;
  /** Of the whole file: 32 bytes. */
  readonly sha256: Uint8Array;
  /** Bytes of each block but the last. */
  readonly blockBytes: number;
  /** SHA-256 of the blocks, in their order, 32 bytes each. */
  readonly blocks: Uint8Array;
}

/** A byte that is no ASCII, a name, and line ends of both kinds, after PNG's signature. */
export const BLOCK_MAP_MAGIC: readonly number[] = [0x89, 0x54, 0x53, 0x42, 0x4d, 0x0d, 0x0a, 0x1a];
/** Of the maps that this version writes. */
export const BLOCK_BYTES = 2 ** 20;
/** Names of files have at most 255 characters, in UTF-8 of at most three bytes a unit. */
export const MAX_BLOCK_MAP_NAME_BYTES = 1_024;

const VERSION = 1;
const DIGEST_BYTES = 32;
/** Magic, version, length of the name, bytes of a block, bytes of the file, its digest. */
const HEADER_BYTES = 8 + 2 + 2 + 4 + 8 + DIGEST_BYTES;
const CHECK_BYTES = 4;

export const hasBlockMapMagic = (head: Uint8Array): boolean =>
  BLOCK_MAP_MAGIC.every((byte, index) => head[index] === byte);

/** `undefined` when the bytes are no whole block map of a version that is known here. */
export function parseBlockMap(bytes: Uint8Array): BlockMap | undefined {
  if (!hasBlockMapMagic(bytes) || bytes.length < HEADER_BYTES + CHECK_BYTES) return undefined;
  const nameBytes = uint16le(bytes, 10);
  const blockBytes = uint32le(bytes, 12);
  const size = uint64le(bytes, 16);
  if (uint16le(bytes, 8) !== VERSION || size === undefined || blockBytes === 0) return undefined;
  const start = HEADER_BYTES + nameBytes;
  const end = start + Math.ceil(size / blockBytes) * DIGEST_BYTES;
  if (nameBytes > MAX_BLOCK_MAP_NAME_BYTES || bytes.length !== end + CHECK_BYTES) return undefined;
  if (crc32(bytes.subarray(0, end)) !== uint32le(bytes, end)) return undefined;
  return {
    name: decodeName(bytes.subarray(HEADER_BYTES, start)),
    size,
    sha256: new Uint8Array(bytes.subarray(24, HEADER_BYTES)),
    blockBytes,
    blocks: new Uint8Array(bytes.subarray(start, end)),
  };
}

/**
 * `parseBlockMap` gives the map back. A name that is too long loses its end. Throws `RangeError`
 * when the number of blocks or the length of the digest is not the file's.
 */
export function formatBlockMap({
  name,
  size,
  sha256,
  blockBytes,
  blocks,
}: BlockMap): Uint8Array<ArrayBuffer> {
  const count = Math.ceil(size / blockBytes);
  if (sha256.length !== DIGEST_BYTES || blocks.length !== count * DIGEST_BYTES) {
    throw new RangeError(`blocks expected ${count}, got ${blocks.length / DIGEST_BYTES}`);
  }
  const encoded = encodeName(name);
  const start = HEADER_BYTES + encoded.length;
  const bytes = new Uint8Array(start + blocks.length + CHECK_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(BLOCK_MAP_MAGIC);
  view.setUint16(8, VERSION, true);
  view.setUint16(10, encoded.length, true);
  view.setUint32(12, blockBytes, true);
  view.setUint32(16, size % 2 ** 32, true);
  view.setUint32(20, Math.floor(size / 2 ** 32), true);
  bytes.set(sha256, 24);
  bytes.set(encoded, HEADER_BYTES);
  bytes.set(blocks, start);
  const end = start + blocks.length;
  view.setUint32(end, crc32(bytes.subarray(0, end)), true);
  return bytes;
}

/** Cut between characters where it is too long. */
function encodeName(name: string): Uint8Array {
  const characters = Array.from(name);
  for (;;) {
    const encoded = new TextEncoder().encode(characters.join(''));
    if (encoded.length <= MAX_BLOCK_MAP_NAME_BYTES) return encoded;
    characters.length -= Math.ceil((encoded.length - MAX_BLOCK_MAP_NAME_BYTES) / 4);
  }
}
