/**
 * How long a boot image is, which the catalog does not say: it counts what the BIOS is to load.
 * Emulated media have their size, others carry it inside.
 */
import type { BoundedSource } from '../../bytes/bounded-source.ts';
import { uint16le, uint32le, uint8 } from '../../bytes/fields.ts';
import type { Extent } from '../tree.ts';
import { readBootInfo, type BootInfo } from './boot-info.ts';
import type { CatalogEntry } from './catalog-entries.ts';
import { VIRTUAL_SECTOR_BYTES } from './units.ts';

export interface LocatedImage {
  /** Absent when nothing says how long the boot image is. May reach beyond the image's end. */
  readonly image?: Extent;
  /** What says how long it is. */
  readonly sizeFrom?: 'catalog' | 'emulation' | 'boot-info' | 'fat' | 'partitions';
  readonly bootInfo?: BootInfo;
}

const FLOPPY_BYTES = new Map([
  ['floppy-1200', 1_228_800],
  ['floppy-1440', 1_474_560],
  ['floppy-2880', 2_949_120],
]);

/** Rejects only with what the platform rejects with. */
export async function locateImage(
  source: BoundedSource,
  entry: CatalogEntry & { readonly isUefi: boolean },
): Promise<LocatedImage> {
  const { start, emulation, loadBytes, isUefi } = entry;
  const floppyBytes = FLOPPY_BYTES.get(emulation ?? 'none');
  if (floppyBytes !== undefined) return located(start, floppyBytes, 'emulation');
  const opening = await source.read(start, VIRTUAL_SECTOR_BYTES);
  if (emulation === 'hard-disk') {
    return located(start, diskBytesOf(opening) ?? loadBytes, 'partitions');
  }
  const bootInfo = await readBootInfo(source, start);
  if (bootInfo !== undefined) return { ...located(start, bootInfo.length, 'boot-info'), bootInfo };
  // UEFI 2.10 §13.3.2.1: a count of 0 or 1 means that the volume goes on to the end of the disc.
  const isOpenEnded = isUefi && loadBytes <= VIRTUAL_SECTOR_BYTES;
  if (!isOpenEnded) return located(start, loadBytes, 'catalog');
  return located(start, fatBytesOf(opening) ?? 0, 'fat');
}

function located(offset: number, length: number, sizeFrom: LocatedImage['sizeFrom']): LocatedImage {
  if (length === 0 || sizeFrom === undefined) return {};
  return { image: { offset, length }, sizeFrom };
}

/** The end of the farthest of the four partitions of a master boot record. */
function diskBytesOf(opening: Uint8Array): number | undefined {
  if (uint16le(opening, 510) !== 0xaa55) return undefined;
  const ends = [446, 462, 478, 494].map(
    (at) => uint32le(opening, at + 8) + uint32le(opening, at + 12),
  );
  const end = Math.max(...ends);
  return end === 0 ? undefined : end * VIRTUAL_SECTOR_BYTES;
}

/** BIOS parameter block of a FAT volume (Microsoft FAT specification 1.03, "BPB"). */
function fatBytesOf(opening: Uint8Array): number | undefined {
  const jump = uint8(opening, 0);
  const sectorBytes = uint16le(opening, 11); // BPB_BytsPerSec
  if ((jump !== 0xeb && jump !== 0xe9) || !FAT_SECTOR_SIZES.includes(sectorBytes)) return undefined;
  const sectors = uint16le(opening, 19) || uint32le(opening, 32); // BPB_TotSec16, BPB_TotSec32
  return sectors === 0 ? undefined : sectors * sectorBytes;
}

const FAT_SECTOR_SIZES: readonly number[] = [512, 1024, 2048, 4096];
