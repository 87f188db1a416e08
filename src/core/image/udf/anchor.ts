/**
 * Anchor volume descriptor pointers (ECMA-167, 3rd edition, 3/10.2): where a UDF volume begins to be
 * read. UDF 2.60, 2.2.3 wants two of three at sectors 256, N - 256 and N, the last; on media that
 * are still open there may be one at 512 instead. A sector is 2048 bytes on discs, and what the
 * drive had for images of hard disks.
 */
import { uint32le } from '../../bytes/fields.ts';
import { parseSectorRun, type SectorRun } from './address.ts';
import type { BlockReader } from './block-reader.ts';
import { parseTag, TAG } from './tag.ts';

/** In order of likelihood. */
const SECTOR_SIZES: readonly number[] = [2048, 512, 4096, 1024];

export const FIRST_ANCHOR = 256;
const OPEN_MEDIA = 512;

export interface Anchor {
  readonly sector: number;
  readonly main: SectorRun;
  readonly reserve: SectorRun;
}

export interface Anchors {
  readonly sectorBytes: number;
  /** Whole ones, each in the sector that it says; the one at 256 first. */
  readonly found: readonly Anchor[];
}

/** `undefined` when there is none in any of these places. */
export async function readAnchors(reader: BlockReader): Promise<Anchors | undefined> {
  for (const sectorBytes of SECTOR_SIZES) {
    const count = Math.floor(reader.source.size / sectorBytes);
    const places = [FIRST_ANCHOR, count - 1, count - 1 - FIRST_ANCHOR, OPEN_MEDIA];
    const sectors = [...new Set(places)].filter((sector) => sector >= 0 && sector < count);
    const found: Anchor[] = [];
    for (const sector of sectors) {
      const anchor = await readAnchor(reader, sector, sectorBytes);
      if (anchor) found.push(anchor);
    }
    if (found.length > 0) return { sectorBytes, found };
  }
  return undefined;
}

async function readAnchor(
  reader: BlockReader,
  sector: number,
  sectorBytes: number,
): Promise<Anchor | undefined> {
  const bytes = await reader.read(sector * sectorBytes, sectorBytes);
  return bytes && parseAnchor(bytes, sector);
}

/** A copy of an anchor in another sector than its own is that of an image within the image. */
function parseAnchor(bytes: Uint8Array, sector: number): Anchor | undefined {
  const tag = parseTag(bytes);
  if (tag?.identifier !== TAG.anchor || tag.location !== sector) return undefined;
  return { sector, main: parseSectorRun(bytes, 16), reserve: parseSectorRun(bytes, 24) };
}

/**
 * Writers fill the volume up with some zeros before the last anchor: genisoimage with 150 sectors;
 * 7-Zip looks as far.
 */
const MAX_FILLING_SECTORS = 1024;

const STEP_SECTORS = 32;

/**
 * The anchor that ends the volume, when more follows behind it in the file: the last one near
 * `sector`, from there on.
 */
export async function findEndAnchor(
  reader: BlockReader,
  sectorBytes: number,
  sector: number,
): Promise<Anchor | undefined> {
  let last: Anchor | undefined;
  const end = sector + MAX_FILLING_SECTORS;
  for (let start = sector; start < end; start += STEP_SECTORS) {
    const bytes = await reader.source.read(start * sectorBytes, STEP_SECTORS * sectorBytes);
    for (let i = 0; (i + 1) * sectorBytes <= bytes.length; i++) {
      const at = i * sectorBytes;
      if (uint32le(bytes, at + 12) !== start + i) continue; // the tag's location: cheaper than its CRC
      last = parseAnchor(bytes.subarray(at, at + sectorBytes), start + i) ?? last;
    }
    if (bytes.length < STEP_SECTORS * sectorBytes) break;
  }
  return last;
}
