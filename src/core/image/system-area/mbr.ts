/**
 * The master boot record of PC disks, which hybrid images carry in sector 0, and the chain of
 * logical partitions. No standard but UEFI 2.10 §5.2 describes it; sectors have 512 bytes.
 */
import type { BoundedSource } from '../../bytes/bounded-source.ts';
import { uint16le, uint32le, uint8 } from '../../bytes/fields.ts';
import type { Finding } from '../../finding.ts';
import { MAX_PARTITIONS, type Partition } from './partition.ts';

export interface Mbr {
  /** UEFI 2.10 §5.2.1, "UniqueMBRDiskSignature"; 0 when there is none. */
  readonly diskId: number;
  readonly partitions: readonly Partition[];
  readonly findings: readonly Finding[];
}

export const MBR_SECTOR_BYTES = 512;
const DISK_ID = 440;
const FIRST_ENTRY = 446;
const ENTRY_BYTES = 16;
const MARK = 510;

/** Types that hold a chain of further tables: DOS, LBA, Linux. */
const EXTENDED: readonly number[] = [0x05, 0x0f, 0x85];

interface Slot {
  readonly status: number;
  readonly type: number;
  readonly start: number;
  readonly sectors: number;
}

/** `undefined` when sector 0 is none: without the mark, a legal status everywhere and one used slot. */
export async function readMbr(source: BoundedSource): Promise<Mbr | undefined> {
  const bytes = await source.read(0, MBR_SECTOR_BYTES);
  const slots = parseSlots(bytes);
  if (slots === undefined || !slots.some(isTelling)) return undefined;
  const findings: Finding[] = [];
  const partitions: Partition[] = [];
  for (const [index, slot] of slots.entries()) {
    if (!isUsed(slot)) continue;
    partitions.push(partitionOf(slot, index + 1, 0));
    if (EXTENDED.includes(slot.type)) {
      const { logical, finding } = await readLogical(source, slot.start);
      partitions.push(...logical);
      if (finding !== undefined) findings.push(finding);
    }
  }
  return { diskId: uint32le(bytes, DISK_ID), partitions, findings };
}

/** All four slots; `undefined` for a sector without the mark, or with a status that cannot be. */
function parseSlots(bytes: Uint8Array): readonly Slot[] | undefined {
  if (bytes.length < MBR_SECTOR_BYTES || uint16le(bytes, MARK) !== 0xaa55) return undefined;
  const slots = [0, 1, 2, 3].map((index) => parseSlot(bytes, FIRST_ENTRY + index * ENTRY_BYTES));
  return slots.every(({ status }) => status === 0 || status === 0x80) ? slots : undefined;
}

/** UEFI 2.10 §5.2.1, table 5-2; heads and cylinders say nothing that the sectors do not. */
const parseSlot = (bytes: Uint8Array, at: number): Slot => ({
  status: uint8(bytes, at),
  type: uint8(bytes, at + 4),
  start: uint32le(bytes, at + 8),
  sectors: uint32le(bytes, at + 12),
});

/** Type 0 means unused (table 5-3), but xorriso gives it to the slot that spans a hybrid image. */
const isUsed = ({ sectors }: Slot): boolean => sectors !== 0;

/** Enough to tell a table from boot code that happens to look like one. */
const isTelling = ({ status, type, sectors }: Slot): boolean =>
  sectors !== 0 && (type !== 0 || status === 0x80);

const partitionOf = (
  { status, type, start, sectors }: Slot,
  number: number,
  base: number,
): Partition => ({
  scheme: 'mbr',
  number,
  offset: (base + start) * MBR_SECTOR_BYTES,
  length: sectors * MBR_SECTOR_BYTES,
  type: type.toString(16).padStart(2, '0'),
  ...(status === 0x80 ? { isActive: true as const } : {}),
});

/**
 * Each table of the chain has one partition, counted from itself, and the place of the next table,
 * counted from the first.
 */
async function readLogical(source: BoundedSource, first: number) {
  const logical: Partition[] = [];
  const seen = new Set<number>();
  let base = first;
  while (logical.length < MAX_PARTITIONS) {
    const damage: Finding = {
      code: 'extended-partition-damaged',
      offset: base * MBR_SECTOR_BYTES,
    };
    if (seen.has(base)) return { logical, finding: damage };
    seen.add(base);
    const slots = parseSlots(await source.read(base * MBR_SECTOR_BYTES, MBR_SECTOR_BYTES));
    const [own, next] = slots ?? [];
    if (!own || !next) return { logical, finding: damage };
    if (isUsed(own)) logical.push(partitionOf(own, 5 + logical.length, base));
    if (!EXTENDED.includes(next.type) || next.sectors === 0) return { logical };
    base = first + next.start;
    if (seen.size > MAX_PARTITIONS) return { logical, finding: damage };
  }
  const detail = { limit: MAX_PARTITIONS };
  return { logical, finding: { code: 'too-many-partitions', detail } satisfies Finding };
}
