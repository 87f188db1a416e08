/**
 * The records of one directory (ECMA-119, 2nd edition, §6.8.1). Records do not cross the end of a
 * logical sector, so damage costs at most the rest of its sector.
 */
import type { BoundedSource } from '../../bytes/bounded-source.ts';
import { uint8 } from '../../bytes/fields.ts';
import type { Finding } from '../../finding.ts';
import type { Extent } from '../tree.ts';
import { SECTOR_BYTES } from './descriptor-set.ts';
import {
  MIN_RECORD_BYTES,
  parseDirectoryRecord,
  type DirectoryRecord,
} from './directory-record.ts';

/** Sectors that are read at once: most directories are shorter. */
const STEP_BYTES = 32 * SECTOR_BYTES;

/** 100,000 records of 300 bytes, which Rock Ridge with usual names needs. */
export const MAX_DIRECTORY_BYTES = 32 << 20;

/**
 * In recorded order, some sectors' worth at a time, the directory's own record and its parent's
 * included. `add` is told what is wrong. Ends early where the image does, and at
 * `MAX_DIRECTORY_BYTES`.
 */
export async function* readRecords(
  source: BoundedSource,
  { offset, length }: Extent,
  add: (finding: Finding) => void,
): AsyncGenerator<readonly DirectoryRecord[]> {
  const end = offset + Math.min(length, MAX_DIRECTORY_BYTES);
  for (let start = offset; start < end;) {
    const stop = Math.min(end, nextSector(start) - SECTOR_BYTES + STEP_BYTES);
    const bytes = await source.read(start, stop - start);
    if (bytes.length === 0) return;
    yield parseSectors(bytes, start, add);
    start = stop;
  }
}

/** `bytes` stand at `offset` in the image; sectors are counted from the image's start. */
function parseSectors(
  bytes: Uint8Array,
  offset: number,
  add: (finding: Finding) => void,
): readonly DirectoryRecord[] {
  const records: DirectoryRecord[] = [];
  let at = 0;
  while (at < bytes.length) {
    const sectorEnd = Math.min(bytes.length, nextSector(offset + at) - offset);
    const length = uint8(bytes, at); // §9.1.1
    if (length === 0) {
      at = sectorEnd; // §6.8.1.1: unused to the sector's end
      continue;
    }
    const recordEnd = at + length;
    const isPossible = length >= MIN_RECORD_BYTES && recordEnd <= sectorEnd;
    const record = isPossible
      ? parseDirectoryRecord(bytes.subarray(at, recordEnd), offset + at, add)
      : undefined;
    if (record === undefined) add({ code: 'damaged-record', offset: offset + at });
    else records.push(record);
    at = record === undefined ? sectorEnd : recordEnd;
  }
  return records;
}

const nextSector = (offset: number): number => offset - (offset % SECTOR_BYTES) + SECTOR_BYTES;
