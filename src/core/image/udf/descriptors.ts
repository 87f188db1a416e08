/**
 * The volume descriptors that lead to the files (ECMA-167, 3rd edition, 3/10; UDF 2.60, 2.2).
 * Each function takes one sector whose tag was checked.
 */
import { uint16le, uint32le, uint8 } from '../../bytes/fields.ts';
import { parseLongAddress, parseSectorRun, type LongAddress, type SectorRun } from './address.ts';
import { parseDstring, parseIdentifier, parseTimestamp } from './text.ts';

/** 7-Zip reads no more either; real volumes have one or two. */
export const MAX_PARTITION_MAPS = 64;

const MAX_SPARING_TABLES = 4; // UDF 2.60, 2.2.9

export interface PrimaryVolume {
  readonly volumeId: string | undefined;
  readonly volumeSetId: string | undefined;
  readonly application: string | undefined;
  readonly implementation: string | undefined;
  /** ISO 8601. */
  readonly recorded: string | undefined;
}

export interface PartitionDescriptor {
  readonly number: number;
  /** In sectors of the volume. */
  readonly start: number;
  readonly length: number;
}

/** 3/10.7 and UDF 2.60, 2.2.8 to 2.2.10. `number` is the partition's, as its descriptor has it. */
export type PartitionMap =
  | { readonly kind: 'physical'; readonly number: number }
  | { readonly kind: 'virtual'; readonly number: number }
  | {
      readonly kind: 'sparable';
      readonly number: number;
      readonly packetBlocks: number;
      readonly tableBytes: number;
      readonly tableSectors: readonly number[];
    }
  | {
      readonly kind: 'metadata';
      readonly number: number;
      /** Blocks of the file entries of the metadata file and of its mirror. */
      readonly file: number;
      readonly mirror: number;
    }
  | { readonly kind: 'unknown'; readonly identifier: string };

export interface LogicalVolume {
  readonly label?: string;
  readonly blockBytes: number;
  /** 0x0102 for UDF 1.02, and so on; absent when it does not claim to be UDF. */
  readonly revision?: number;
  readonly fileSet: LongAddress;
  readonly integrity: SectorRun;
  /** In their order: places point into this list. */
  readonly maps: readonly PartitionMap[];
  /** The table of maps ends in the middle of one, or is too long. */
  readonly hasDamagedMaps: boolean;
}

/** 3/10.1 */
export const parsePrimaryVolume = (bytes: Uint8Array): PrimaryVolume => ({
  volumeId: parseDstring(bytes.subarray(24, 56)), // 3/10.1.4
  volumeSetId: parseDstring(bytes.subarray(72, 200)), // 3/10.1.11
  application: parseIdentifier(bytes, 344), // 3/10.1.16
  recorded: parseTimestamp(bytes, 376), // 3/10.1.17
  implementation: parseIdentifier(bytes, 388), // 3/10.1.18
});

/** 3/10.5 */
export const parsePartition = (bytes: Uint8Array): PartitionDescriptor => ({
  number: uint16le(bytes, 22), // 3/10.5.4
  start: uint32le(bytes, 188), // 3/10.5.8
  length: uint32le(bytes, 192), // 3/10.5.9
});

/** 3/10.6 */
export function parseLogicalVolume(bytes: Uint8Array): LogicalVolume {
  const isUdf = parseIdentifier(bytes, 216) === '*OSTA UDF Compliant'; // UDF 2.2.4.3
  const label = parseDstring(bytes.subarray(84, 212)); // 3/10.6.4
  return {
    ...(label === undefined ? {} : { label }),
    blockBytes: uint32le(bytes, 212), // 3/10.6.5
    ...(isUdf ? { revision: uint16le(bytes, 240) } : {}), // UDF 2.1.5.3
    fileSet: parseLongAddress(bytes, 248), // 4/3.1
    integrity: parseSectorRun(bytes, 432), // 3/10.6.12
    ...parseMaps(bytes),
  };
}

const MAPS_START = 440; // 3/10.6.13

function parseMaps(bytes: Uint8Array): Pick<LogicalVolume, 'maps' | 'hasDamagedMaps'> {
  const tableLength = uint32le(bytes, 264); // 3/10.6.8
  const count = uint32le(bytes, 268); // 3/10.6.9
  const end = Math.min(MAPS_START + tableLength, bytes.length);
  const maps: PartitionMap[] = [];
  let at = MAPS_START;
  while (maps.length < Math.min(count, MAX_PARTITION_MAPS)) {
    const length = uint8(bytes, at + 1); // 3/10.7.1.2
    if (length < 2 || at + length > end) break;
    maps.push(parseMap(bytes.subarray(at, at + length)));
    at += length;
  }
  return { maps, hasDamagedMaps: maps.length < count };
}

function parseMap(map: Uint8Array): PartitionMap {
  const type = uint8(map, 0);
  if (type === 1 && map.length === 6) return { kind: 'physical', number: uint16le(map, 4) }; // 3/10.7.2
  const identifier = type === 2 && map.length === 64 ? parseIdentifier(map, 4) : undefined; // 3/10.7.3
  const number = uint16le(map, 38);
  switch (identifier) {
    case '*UDF Virtual Partition': // UDF 2.2.8
      return { kind: 'virtual', number };
    case '*UDF Sparable Partition': // UDF 2.2.9
      return parseSparableMap(map, number);
    case '*UDF Metadata Partition': // UDF 2.2.10
      return { kind: 'metadata', number, file: uint32le(map, 40), mirror: uint32le(map, 44) };
    default:
      return { kind: 'unknown', identifier: identifier ?? `type ${type}` };
  }
}

function parseSparableMap(map: Uint8Array, number: number): PartitionMap {
  const count = Math.min(uint8(map, 42), MAX_SPARING_TABLES);
  return {
    kind: 'sparable',
    number,
    packetBlocks: uint16le(map, 40),
    tableBytes: uint32le(map, 44),
    tableSectors: Array.from({ length: count }, (_, i) => uint32le(map, 48 + 4 * i)),
  };
}

export interface VolumeIntegrity {
  /** Everything was written that should be; open otherwise. */
  readonly isClosed: boolean;
  /** As the writer counted them. */
  readonly files?: number;
  readonly directories?: number;
}

const IMPLEMENTATION_BYTES = 46; // UDF 2.2.6.4: up to and with the maximum revision

/** 3/10.10 and UDF 2.60, 2.2.6 */
export function parseIntegrity(bytes: Uint8Array): VolumeIntegrity {
  const isClosed = uint32le(bytes, 28) === 1; // 3/10.10.3
  const use = 80 + 8 * uint32le(bytes, 72); // behind two tables of one row for each partition
  const useLength = uint32le(bytes, 76);
  if (useLength < IMPLEMENTATION_BYTES || use + IMPLEMENTATION_BYTES > bytes.length) {
    return { isClosed };
  }
  return { isClosed, files: uint32le(bytes, use + 32), directories: uint32le(bytes, use + 36) };
}
