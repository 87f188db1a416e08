/**
 * The Apple partition map (Inside Macintosh: Devices, chapter 3, "The Partition Map"), which some
 * hybrid images carry for old Macs. Numbers are most significant byte first.
 */
import type { BoundedSource } from '../../bytes/bounded-source.ts';
import { hasText, uint16be, uint32be } from '../../bytes/fields.ts';
import { decodeName } from '../../bytes/text.ts';
import type { Finding } from '../../finding.ts';
import { MAX_PARTITIONS, type Partition } from './partition.ts';

export interface Apm {
  /** The unit that the map counts in. */
  readonly blockBytes: number;
  readonly partitions: readonly Partition[];
  readonly findings: readonly Finding[];
}

const BLOCK_SIZES: readonly number[] = [512, 1024, 2048, 4096];
const ENTRY_BYTES = 512;

/** `undefined` without a driver descriptor in block 0 and a first entry in block 1. */
export async function readApm(source: BoundedSource): Promise<Apm | undefined> {
  const descriptor = await source.read(0, ENTRY_BYTES);
  if (!hasText(descriptor, 0, 'ER')) return undefined;
  // The descriptor names the size; on discs the map may stand in blocks of 512 all the same.
  const recorded = uint16be(descriptor, 2);
  for (const blockBytes of new Set([recorded, ...BLOCK_SIZES])) {
    if (!BLOCK_SIZES.includes(blockBytes)) continue;
    const first = await source.read(blockBytes, ENTRY_BYTES);
    if (hasText(first, 0, 'PM')) return readMap(source, blockBytes, uint32be(first, 4));
  }
  return undefined;
}

/** Every entry tells how many there are; the first one is believed. */
async function readMap(source: BoundedSource, blockBytes: number, count: number): Promise<Apm> {
  const partitions: Partition[] = [];
  const findings: Finding[] = [];
  for (let number = 1; number <= Math.min(count, MAX_PARTITIONS); number++) {
    const offset = number * blockBytes;
    const entry = await source.read(offset, ENTRY_BYTES);
    if (!hasText(entry, 0, 'PM')) {
      findings.push({ code: 'apm-malformed', offset });
      return { blockBytes, partitions, findings };
    }
    partitions.push(parseEntry(entry, number, blockBytes));
  }
  if (count > MAX_PARTITIONS) {
    findings.push({ code: 'too-many-partitions', detail: { limit: MAX_PARTITIONS } });
  }
  return { blockBytes, partitions, findings };
}

function parseEntry(entry: Uint8Array, number: number, blockBytes: number): Partition {
  const name = textOf(entry.subarray(16, 48)); // pmPartName
  return {
    scheme: 'apm',
    number,
    offset: uint32be(entry, 8) * blockBytes, // pmPyPartStart
    length: uint32be(entry, 12) * blockBytes, // pmPartBlkCnt
    type: textOf(entry.subarray(48, 80)), // pmParType
    ...(name === '' ? {} : { name }),
  };
}

const textOf = (field: Uint8Array): string => decodeName(field).replace(/\0[^]*$/, '');
