/** One header of a GUID partition table (UEFI 2.10 §5.3.2, table 5-5). */
import { crc32 } from '../../bytes/crc32.ts';
import { uint32le, uint64le } from '../../bytes/fields.ts';
import { formatGuid } from './guid.ts';

/** Places are counted in logical blocks, and exact. */
export interface GptHeader {
  /** Where this header says it is. */
  readonly block: number;
  readonly alternateBlock: number;
  readonly firstUsableBlock: number;
  readonly lastUsableBlock: number;
  readonly diskGuid: string;
  readonly entriesBlock: number;
  readonly entryCount: number;
  readonly entryBytes: number;
  /** Of the list of partitions; unsigned 32 bits. */
  readonly entriesChecksum: number;
  /** Of the header itself; unsigned 32 bits. */
  readonly checksum: number;
}

/** With no header: the field that cannot be. `computed`: the checksum over what is there. */
export type ParsedHeader =
  | { readonly header: GptHeader; readonly computed: number; readonly field?: never }
  | { readonly header?: never; readonly computed?: never; readonly field: string };

const MIN_HEADER_BYTES = 92;
const CHECKSUM = 16;
const MIN_ENTRY_BYTES = 128;

/** No image is larger: places beyond are damage, and products of them stay exact. */
const MAX_BLOCK = 2 ** 40;

/** `bytes`: the block that the signature opens. */
export function parseGptHeader(bytes: Uint8Array, blockBytes: number): ParsedHeader {
  const headerBytes = uint32le(bytes, 12);
  if (headerBytes < MIN_HEADER_BYTES || headerBytes > Math.min(bytes.length, blockBytes)) {
    return { field: 'headerSize' };
  }
  const entryBytes = uint32le(bytes, 84);
  if (entryBytes < MIN_ENTRY_BYTES || entryBytes > blockBytes * 8) return { field: 'entrySize' };
  const block = blockAt(bytes, 24);
  const alternateBlock = blockAt(bytes, 32);
  const entriesBlock = blockAt(bytes, 72);
  if (block === undefined) return { field: 'ownBlock' };
  if (alternateBlock === undefined) return { field: 'alternateBlock' };
  if (entriesBlock === undefined) return { field: 'entriesBlock' };
  const header = {
    block,
    alternateBlock,
    firstUsableBlock: blockAt(bytes, 40) ?? 0,
    lastUsableBlock: blockAt(bytes, 48) ?? 0,
    diskGuid: formatGuid(bytes.subarray(56, 72)),
    entriesBlock,
    entryCount: uint32le(bytes, 80),
    entryBytes,
    entriesChecksum: uint32le(bytes, 88),
    checksum: uint32le(bytes, CHECKSUM),
  };
  return { header, computed: checksumOf(bytes.subarray(0, headerBytes)) };
}

function blockAt(bytes: Uint8Array, at: number): number | undefined {
  const block = uint64le(bytes, at);
  return block !== undefined && block <= MAX_BLOCK ? block : undefined;
}

/** §5.3.2: computed with the field itself set to zero. */
function checksumOf(header: Uint8Array): number {
  const copy = header.slice();
  copy.fill(0, CHECKSUM, CHECKSUM + 4);
  return crc32(copy);
}
