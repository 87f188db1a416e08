/** Makes the partitions of a logical volume usable, with the tables and files that they need. */
import { uint16le, uint32le } from '../../bytes/fields.ts';
import { ExtentSource } from '../../bytes/extent-source.ts';
import type { Extent } from '../tree.ts';
import type { LogicalVolume, PartitionDescriptor, PartitionMap } from './descriptors.ts';
import { parseFileEntry, FILE_TYPE } from './file-entry.ts';
import {
  MetadataPartition,
  PhysicalPartition,
  SparablePartition,
  VirtualPartition,
} from './partition.ts';
import type { Add, FoundEntry, Space } from './space.ts';
import { parseTag, TAG_BYTES } from './tag.ts';
import { parseIdentifier } from './text.ts';

/** A million blocks: one for every file and directory. */
const MAX_VIRTUAL_TABLE_BYTES = 4 * 2 ** 20;

/** 8,192 spared packets; UDF writers make room for some hundreds. */
const MAX_SPARING_TABLE_BYTES = 64 * 2 ** 10;

/** Sectors at the end of the file among which the virtual table's entry is the last one recorded. */
const VIRTUAL_TABLE_SECTORS = 160;

const MAX_VIRTUAL_CANDIDATES = 8;

/** Of the metadata file, which writers keep in one piece or a few. Each look-up goes through them. */
const MAX_METADATA_EXTENTS = 1_024;

export interface PartitionPlan {
  readonly space: Space;
  readonly volume: LogicalVolume;
  readonly partitions: ReadonlyMap<number, PartitionDescriptor>;
  readonly sectorBytes: number;
  readonly add: Add;
}

/**
 * Sets every partition of the space; says which ones are not to be used. Gives the end, in bytes of
 * the image, of the entry of the virtual table: the last thing that was written (UDF 2.60, 2.2.11).
 * `undefined` where there is none.
 */
export async function preparePartitions(plan: PartitionPlan): Promise<number | undefined> {
  const { maps } = plan.volume;
  // Virtual and metadata partitions lie inside others.
  for (const [reference, map] of maps.entries()) await prepareOuter(plan, reference, map);
  let writtenEnd: number | undefined;
  for (const [reference, map] of maps.entries()) {
    if (map.kind === 'metadata') {
      plan.space.setPartition(reference, await prepareMetadata(plan, map));
    } else if (map.kind === 'virtual') {
      const virtual = await prepareVirtual(plan, map);
      plan.space.setPartition(reference, virtual?.partition);
      writtenEnd ??= virtual?.end;
    }
  }
  return writtenEnd;
}

type MapOf<Kind extends PartitionMap['kind']> = Extract<PartitionMap, { readonly kind: Kind }>;

async function prepareOuter(
  plan: PartitionPlan,
  reference: number,
  map: PartitionMap,
): Promise<void> {
  if (map.kind === 'unknown') {
    const detail = { identifier: map.identifier };
    plan.add({ code: 'udf-map-unknown', detail });
  } else if (map.kind === 'physical') {
    plan.space.setPartition(reference, findPhysical(plan, map.number));
  } else if (map.kind === 'sparable') {
    plan.space.setPartition(reference, await prepareSparable(plan, map));
  }
}

function findPhysical(plan: PartitionPlan, number: number): PhysicalPartition | undefined {
  const partition = plan.partitions.get(number);
  if (!partition) {
    plan.add({ code: 'udf-partition-missing', detail: { number } });
    return undefined;
  }
  const { sectorBytes, space } = plan;
  return new PhysicalPartition(partition.start * sectorBytes, space.blockBytes);
}

async function prepareSparable(
  plan: PartitionPlan,
  map: MapOf<'sparable'>,
): Promise<SparablePartition | undefined> {
  const base = findPhysical(plan, map.number);
  if (!base) return undefined;
  const spared = map.packetBlocks === 0 ? undefined : await readSpared(plan, map);
  if (!spared) plan.add({ code: 'udf-sparing-missing' });
  const { packetBlocks } = map;
  return new SparablePartition(
    base,
    { packetBlocks, spared: spared ?? new Map() },
    plan.space.effort,
  );
}

/** UDF 2.60, 2.2.12: the first table that is whole; the others are copies. */
async function readSpared(
  { space, sectorBytes }: PartitionPlan,
  { tableSectors, tableBytes }: MapOf<'sparable'>,
): Promise<ReadonlyMap<number, number> | undefined> {
  const length = Math.min(Math.max(tableBytes, sectorBytes), MAX_SPARING_TABLE_BYTES);
  for (const sector of tableSectors) {
    const table = await space.reader.read(sector * sectorBytes, length);
    if (table && isSparingTable(table)) return parseSpared(table, sectorBytes);
  }
  return undefined;
}

/** Its tag has the identifier 0, which elsewhere means that nothing was recorded. */
const isSparingTable = (table: Uint8Array): boolean =>
  parseIdentifier(table, TAG_BYTES) === '*UDF Sparing Table';

const FIRST_FREE = 0xffff_fff0; // 2.2.12: not in use, or defective

function parseSpared(table: Uint8Array, sectorBytes: number): ReadonlyMap<number, number> {
  const spared = new Map<number, number>();
  const count = uint16le(table, 48);
  for (let i = 0; i < count && 56 + 8 * i + 8 <= table.length; i++) {
    const original = uint32le(table, 56 + 8 * i);
    if (original < FIRST_FREE) spared.set(original, uint32le(table, 60 + 8 * i) * sectorBytes);
  }
  return spared;
}

/** UDF 2.60, 2.2.13 */
async function prepareMetadata(
  plan: PartitionPlan,
  map: MapOf<'metadata'>,
): Promise<MetadataPartition | undefined> {
  const { space, volume, add } = plan;
  const reference = findOuter(volume, map.number);
  if (reference === undefined) {
    add({ code: 'udf-partition-missing', detail: { number: map.number } });
    return undefined;
  }
  const file = await readExtents(plan, map.file, reference);
  const mirror = await readExtents(plan, map.mirror, reference);
  if (!file) add({ code: 'udf-metadata-damaged', detail: { copy: 'file' } });
  if (!mirror) add({ code: 'udf-metadata-damaged', detail: { copy: 'mirror' } });
  const extents = file ?? mirror;
  return extents && new MetadataPartition(extents, file && mirror, space.blockBytes);
}

/** The map of the partition in which one of the same number lies (2.2.10). */
function findOuter({ maps }: LogicalVolume, number: number): number | undefined {
  const reference = maps.findIndex(
    (map) => (map.kind === 'physical' || map.kind === 'sparable') && map.number === number,
  );
  return reference < 0 ? undefined : reference;
}

async function readExtents(
  { space, add }: PartitionPlan,
  block: number,
  reference: number,
): Promise<readonly Extent[] | undefined> {
  const entry = await space.readEntry({ block, reference, length: space.blockBytes }, add);
  const content = entry && (await space.readContent(entry, add));
  if (!content || content.extents.length === 0) return undefined;
  return content.extents.slice(0, MAX_METADATA_EXTENTS);
}

interface OpenPartition {
  readonly partition: VirtualPartition;
  /** Of its table's entry, in the image. */
  readonly end: number;
}

async function prepareVirtual(
  plan: PartitionPlan,
  map: MapOf<'virtual'>,
): Promise<OpenPartition | undefined> {
  const { space, volume, sectorBytes, add } = plan;
  const reference = findOuter(volume, map.number);
  const base = findPhysical(plan, map.number);
  if (reference === undefined || !base) return undefined;
  for (const entry of await findLastEntries(plan, reference)) {
    const table = await readVirtualTable(plan, entry);
    if (table) {
      const partition = new VirtualPartition(base, table, space.effort);
      return { partition, end: entry.offset + sectorBytes };
    }
  }
  add({ code: 'udf-virtual-missing' });
  return undefined;
}

/** File entries near the end of the file that could be that of the table, the last one first. */
async function findLastEntries(
  { space, sectorBytes }: PartitionPlan,
  reference: number,
): Promise<readonly FoundEntry[]> {
  const { source } = space.reader;
  const count = Math.floor(source.size / sectorBytes);
  const first = Math.max(0, count - VIRTUAL_TABLE_SECTORS);
  const bytes = await source.read(first * sectorBytes, (count - first) * sectorBytes);
  const entries: FoundEntry[] = [];
  for (let at = bytes.length - sectorBytes; at >= 0; at -= sectorBytes) {
    const sector = bytes.subarray(at, at + sectorBytes);
    const tag = parseTag(sector);
    const entry = tag && parseFileEntry(sector, tag.identifier);
    if (entry?.type !== 0 && entry?.type !== FILE_TYPE.virtualTable) continue;
    entries.push({ ...entry, offset: first * sectorBytes + at, reference });
    if (entries.length >= MAX_VIRTUAL_CANDIDATES) break;
  }
  return entries;
}

/** UDF 1.50, 2.2.10: 36 bytes behind the table name it. */
const OLD_TAIL_BYTES = 36;

async function readVirtualTable(
  { space, add }: PartitionPlan,
  entry: FoundEntry,
): Promise<Uint32Array | undefined> {
  const { size = Infinity, type } = entry;
  if (size > MAX_VIRTUAL_TABLE_BYTES) return undefined;
  const { extents } = await space.readContent(entry, add);
  const bytes = await readAll(new ExtentSource(space.reader.source, extents, size));
  if (type === FILE_TYPE.virtualTable) return numbersOf(bytes.subarray(uint16le(bytes, 0)));
  const end = bytes.length - OLD_TAIL_BYTES;
  const isTable = end >= 0 && parseIdentifier(bytes, end) === '*UDF Virtual Alloc Tbl';
  return isTable ? numbersOf(bytes.subarray(0, end)) : undefined;
}

/** A read of a bounded source is of 1 MiB at the most. */
const STEP_BYTES = 2 ** 20;

async function readAll(source: ExtentSource): Promise<Uint8Array> {
  const bytes = new Uint8Array(source.size);
  for (let at = 0; at < bytes.length; at += STEP_BYTES) {
    bytes.set(await source.read(at, STEP_BYTES), at);
  }
  return bytes;
}

const numbersOf = (bytes: Uint8Array): Uint32Array =>
  Uint32Array.from({ length: bytes.length >>> 2 }, (_, i) => uint32le(bytes, 4 * i));
