/**
 * The boot record and the boot catalog of "El Torito" (Bootable CD-ROM Format Specification 1.0,
 * 1995): which boot images a disc offers, and to which firmware. Where the catalog is, a volume
 * descriptor of ISO 9660 says; all sectors are of 2048 bytes, load counts of 512.
 */
import { boundedSource, type BoundedSource } from '../../bytes/bounded-source.ts';
import { hasText, uint16le, uint32le, uint8 } from '../../bytes/fields.ts';
import type { ByteSource } from '../../bytes/source.ts';
import { decodeName } from '../../bytes/text.ts';
import type { Finding } from '../../finding.ts';
import type { Extent } from '../tree.ts';
import { locateImage, type LocatedImage } from './boot-image.ts';
import { parseCatalog, type CatalogEntry } from './catalog-entries.ts';
import { ENTRY_BYTES, SECTOR_BYTES } from './units.ts';

export type Platform = 'bios' | 'powerpc' | 'mac' | 'uefi' | 'other';

export interface BootEntry extends CatalogEntry, LocatedImage {
  /** 1-based, in the order of the catalog; the default entry is 1. */
  readonly number: number;
  readonly platform: Platform;
}

export interface BootCatalog {
  readonly extent: Extent;
  /** Who made it, as recorded; untrusted text, often empty. */
  readonly id: string;
  /** The words of the validation entry come to zero. */
  readonly isChecksumRight: boolean;
  readonly entries: readonly BootEntry[];
  readonly findings: readonly Finding[];
}

/** Figure 7: offsets in the boot record. */
const SYSTEM_IDENTIFIER = 7;
const CATALOG_POINTER = 71;

/**
 * `bootRecord`: offset in the image of a boot record (ECMA-119 §8.2). `undefined` when that is of
 * another system than El Torito. Rejects only with what the platform rejects with.
 */
export async function readBootCatalog(
  source: ByteSource,
  bootRecord: number,
): Promise<BootCatalog | undefined> {
  const bounded = boundedSource(source);
  const record = await bounded.read(bootRecord, SECTOR_BYTES);
  if (!hasText(record, SYSTEM_IDENTIFIER, 'EL TORITO SPECIFICATION')) return undefined;
  const offset = uint32le(record, CATALOG_POINTER) * SECTOR_BYTES;
  const catalog = await bounded.read(offset, SECTOR_BYTES);
  const extent = { offset, length: SECTOR_BYTES };
  if (!isValidation(catalog)) {
    const findings: readonly Finding[] = [{ code: 'boot-catalog-missing', offset }];
    return { extent, id: '', isChecksumRight: false, entries: [], findings };
  }
  const sum = sumOf(catalog);
  const { entries, findings } = await readEntries(bounded, catalog, offset);
  const checksum: Finding = { code: 'boot-catalog-checksum', offset, detail: { sum } };
  return {
    extent,
    id: decodeName(catalog.subarray(4, 28)).replace(/[\0 ]+$/, ''), // figure 2
    isChecksumRight: sum === 0,
    entries,
    findings: sum === 0 ? findings : [checksum, ...findings],
  };
}

/** Figure 2: the header of one and the two key bytes. */
const isValidation = (catalog: Uint8Array): boolean =>
  uint8(catalog, 0) === 1 && uint8(catalog, 30) === 0x55 && uint8(catalog, 31) === 0xaa;

/** Figure 2: all words of the entry, the checksum among them, add up to zero. */
function sumOf(catalog: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < ENTRY_BYTES; at += 2) sum += uint16le(catalog, at);
  return sum & 0xffff;
}

async function readEntries(source: BoundedSource, catalog: Uint8Array, offset: number) {
  const parsed = parseCatalog(catalog, offset);
  const findings: Finding[] = [...parsed.findings];
  const entries: BootEntry[] = [];
  for (const [index, entry] of parsed.entries.entries()) {
    const number = index + 1;
    const platform = platformOf(entry.platformId);
    const located = await locateImage(source, { ...entry, isUefi: platform === 'uefi' });
    findings.push(...findingsOf(entry, located, source.size).map((code) => code(number)));
    entries.push({ ...entry, ...located, number, platform });
  }
  return { entries, findings };
}

/** Figure 2, and UEFI 2.10 §13.3.2.1 for EF. */
function platformOf(id: number): Platform {
  switch (id) {
    case 0:
      return 'bios';
    case 1:
      return 'powerpc';
    case 2:
      return 'mac';
    case 0xef:
      return 'uefi';
    default:
      return 'other';
  }
}

function findingsOf({ offset, start }: CatalogEntry, located: LocatedImage, imageBytes: number) {
  const { image, bootInfo } = located;
  const make =
    (code: Finding['code'], detail: Readonly<Record<string, number>> = {}) =>
    (number: number): Finding => ({ code, offset, detail: { number, ...detail } });
  if (start >= imageBytes) return [make('boot-image-beyond-end')];
  if (image === undefined) return [make('boot-image-size-unknown')];
  if (image.offset + image.length > imageBytes) return [make('boot-image-beyond-end')];
  if (bootInfo === undefined || bootInfo.computed === undefined) return [];
  const { recorded, computed } = bootInfo;
  return recorded === computed ? [] : [make('boot-info-mismatch', { recorded, computed })];
}
