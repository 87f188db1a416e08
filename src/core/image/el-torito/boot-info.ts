/**
 * What mkisofs writes into a boot image so that it finds itself (`-boot-info-table`; manual of
 * mkisofs, "EL TORITO BOOT INFORMATION TABLE"), and GRUB's variant (`--grub2-boot-info`). The
 * table has a checksum of the boot image: it shows whether that is whole, without any list.
 */
import type { BoundedSource } from '../../bytes/bounded-source.ts';
import { uint32le, uint64le } from '../../bytes/fields.ts';
import { SECTOR_BYTES } from './units.ts';

export interface BootInfo {
  /** Of the boot image, in bytes. */
  readonly length: number;
  /** The checksum in the table, unsigned 32 bits. */
  readonly recorded: number;
  /** The checksum of what is there; absent when it is not all there, or too long to be read. */
  readonly computed?: number;
  /** The place that GRUB's own loader keeps is there too, and right. */
  readonly hasGrubPlace: boolean;
}

/** isolinux has 40 KB, GRUB's image up to 5 MB on media with all modules inside. */
export const MAX_BOOT_IMAGE_BYTES = 16 << 20;

const STEP_BYTES = 1 << 16;

/** Sector of the primary volume descriptor, which the table names first. */
const PRIMARY_SECTOR = 16;

/** The table fills bytes 8 to 63; the checksum begins behind it. */
const TABLE_END = 64;

/** `undefined` when the boot image at `start` has no such table about itself. */
export async function readBootInfo(
  source: BoundedSource,
  start: number,
): Promise<BootInfo | undefined> {
  const opening = await source.read(start, 2 * SECTOR_BYTES);
  const sector = start / SECTOR_BYTES;
  if (uint32le(opening, 8) !== PRIMARY_SECTOR || uint32le(opening, 12) !== sector) return undefined;
  const length = uint32le(opening, 16);
  if (length < TABLE_END) return undefined;
  const computed = await sumWords(source, start + TABLE_END, start + length);
  return {
    length,
    recorded: uint32le(opening, 20),
    ...(computed === undefined ? {} : { computed }),
    // GRUB 2, boot/i386/pc/cdboot.S: in sectors of 512 bytes, behind the first five of the loader.
    hasGrubPlace: uint64le(opening, 2548) === sector * 4 + 5,
  };
}

/** The sum of all 32-bit words, least significant byte first; a short last one filled with zeros. */
async function sumWords(
  source: BoundedSource,
  start: number,
  end: number,
): Promise<number | undefined> {
  if (end > source.size || end - start > MAX_BOOT_IMAGE_BYTES) return undefined;
  let sum = 0;
  for (let at = start; at < end; at += STEP_BYTES) {
    const bytes = await source.readWhole(at, Math.min(STEP_BYTES, end - at));
    if (bytes === undefined) return undefined;
    for (let word = 0; word < bytes.length; word += 4) sum = (sum + uint32le(bytes, word)) >>> 0;
  }
  return sum;
}
