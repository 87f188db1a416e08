/**
 * The row of volume descriptors from sector 16 on (ECMA-119, 2nd edition, §6.7.1 and §8).
 */
import { hasText, uint8 } from '../../bytes/fields.ts';
import type { BoundedSource } from '../../bytes/bounded-source.ts';
import type { Finding } from '../../finding.ts';
import { parseVolumeDescriptor, type VolumeDescriptor } from './volume-descriptor.ts';

/** Logical sectors of 2048 bytes (ECMA-119 §6.1.2). */
export const SECTOR_BYTES = 2048;

/** ECMA-119 §6.2.1: sectors 0 to 15 are the system area. */
const FIRST_DESCRIPTOR = 16 * SECTOR_BYTES;

/** Real media have 3 to 8 descriptors; a file that never ends its row is cut off here. */
export const MAX_DESCRIPTORS = 64;

export interface DescriptorSet {
  /** In recorded order; the first of kind `primary` is the one that counts (§6.7.1.1). */
  readonly volumes: readonly VolumeDescriptor[];
  /** Offsets of boot records (§8.2), which other specifications fill. */
  readonly bootRecords: readonly number[];
  /** Bytes from sector 16 to the end of the terminator, or to where the row breaks off. */
  readonly length: number;
  readonly findings: readonly Finding[];
}

/** §8.1.1 */
const BOOT_RECORD = 0;
const PRIMARY = 1;
const SUPPLEMENTARY = 2;
const TERMINATOR = 255;

/** `undefined` when the first descriptor is not there: no ISO 9660 volume. */
export async function readDescriptorSet(source: BoundedSource): Promise<DescriptorSet | undefined> {
  const volumes: VolumeDescriptor[] = [];
  const bootRecords: number[] = [];
  const findings: Finding[] = [];
  let offset = FIRST_DESCRIPTOR;
  let isEnded = false;
  for (let i = 0; i < MAX_DESCRIPTORS && !isEnded; i++) {
    const sector = await source.read(offset, SECTOR_BYTES);
    if (!hasText(sector, 1, 'CD001')) break; // §8.1.2
    if (sector.length < SECTOR_BYTES) findings.push({ code: 'descriptor-cut', offset });
    const type = uint8(sector, 0);
    if (type === BOOT_RECORD) bootRecords.push(offset);
    if (type === PRIMARY || type === SUPPLEMENTARY) {
      volumes.push(parseVolumeDescriptor(sector, offset));
    }
    isEnded = type === TERMINATOR;
    offset += SECTOR_BYTES;
  }
  const length = offset - FIRST_DESCRIPTOR;
  if (length === 0) return undefined;
  if (!isEnded) findings.push(endFinding(offset, length));
  findings.push(...volumes.flatMap((volume) => volume.findings));
  return { volumes, bootRecords, length, findings };
}

function endFinding(offset: number, length: number): Finding {
  return length === MAX_DESCRIPTORS * SECTOR_BYTES
    ? { code: 'too-many-descriptors', offset, detail: { limit: MAX_DESCRIPTORS } }
    : { code: 'terminator-missing', offset };
}
