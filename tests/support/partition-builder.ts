/** Builds partition tables: MBR, GPT (checksums by Node's own CRC-32) and APM. */
import { crc32 } from 'node:zlib';
import { concat } from './volume-builder.ts';

export interface Slot {
  readonly status?: number;
  readonly type: number;
  readonly start: number;
  readonly sectors: number;
}

/** UEFI 2.10, table 5-2 in table 5-1: a sector with up to four slots and the mark. */
export function mbrSector(...slots: readonly Slot[]): Uint8Array {
  const sector = new Uint8Array(512);
  const view = new DataView(sector.buffer);
  for (const [index, { status = 0, type, start, sectors }] of slots.entries()) {
    const at = 446 + index * 16;
    sector[at] = status;
    sector[at + 4] = type;
    view.setUint32(at + 8, start, true);
    view.setUint32(at + 12, sectors, true);
  }
  sector.set([0x55, 0xaa], 510);
  return sector;
}

export interface GptFields {
  readonly block: number;
  readonly alternate: number;
  readonly entriesBlock: number;
  readonly entries: Uint8Array;
  readonly entryBytes?: number;
  readonly entryCount?: number;
  readonly diskGuid?: Uint8Array;
}

/** UEFI 2.10, table 5-5. */
export function gptHeader(fields: GptFields): Uint8Array {
  const { entries, entryBytes = 128 } = fields;
  const header = new Uint8Array(92);
  const view = new DataView(header.buffer);
  header.set(new TextEncoder().encode('EFI PART'));
  view.setUint32(8, 0x10000, true);
  view.setUint32(12, 92, true);
  view.setBigUint64(24, BigInt(fields.block), true);
  view.setBigUint64(32, BigInt(fields.alternate), true);
  view.setBigUint64(40, 6n, true);
  view.setBigUint64(48, 100n, true);
  header.set(fields.diskGuid ?? Uint8Array.from({ length: 16 }, (_, i) => i), 56);
  view.setBigUint64(72, BigInt(fields.entriesBlock), true);
  view.setUint32(80, fields.entryCount ?? entries.length / entryBytes, true);
  view.setUint32(84, entryBytes, true);
  view.setUint32(88, crc32(entries), true);
  view.setUint32(16, crc32(header), true);
  return header;
}

/** UEFI 2.10, table 5-6; `last` belongs to the partition. */
export function gptEntry(type: number, first: number, last: number, name = ''): Uint8Array {
  const entry = new Uint8Array(128);
  const view = new DataView(entry.buffer);
  entry.fill(type, 0, 16);
  view.setBigUint64(32, BigInt(first), true);
  view.setBigUint64(40, BigInt(last), true);
  for (const [index, letter] of [...name].entries()) {
    view.setUint16(56 + 2 * index, letter.charCodeAt(0), true);
  }
  return entry;
}

/** Inside Macintosh: Devices, "Driver descriptor record". */
export function apmDescriptor(blockBytes: number): Uint8Array {
  return concat([0x45, 0x52, blockBytes >> 8, blockBytes & 0xff], new Uint8Array(508));
}

/** "Partition map entry record". */
export function apmEntry(count: number, start: number, blocks: number, type: string): Uint8Array {
  const entry = new Uint8Array(512);
  const view = new DataView(entry.buffer);
  entry.set([0x50, 0x4d]);
  view.setUint32(4, count);
  view.setUint32(8, start);
  view.setUint32(12, blocks);
  entry.set(new TextEncoder().encode('name'), 16);
  entry.set(new TextEncoder().encode(type), 48);
  return entry;
}
