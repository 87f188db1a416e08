/**
 * The entries of a boot catalog (El Torito 1.0, figures 2 to 6): a validation entry, the default
 * entry, and sections, each of a header and its entries with their extensions.
 */
import { uint16le, uint32le, uint8 } from '../../bytes/fields.ts';
import type { Finding } from '../../finding.ts';
import { ENTRY_BYTES, SECTOR_BYTES, VIRTUAL_SECTOR_BYTES } from './units.ts';

export type Emulation = 'none' | 'floppy-1200' | 'floppy-1440' | 'floppy-2880' | 'hard-disk';

export interface CatalogEntry {
  /** Of the entry, in the image. */
  readonly offset: number;
  readonly platformId: number;
  readonly isBootable: boolean;
  /** Absent for a medium that the specification does not know. */
  readonly emulation?: Emulation;
  /** Segment that the BIOS loads it to; 0 means 0x7C0. */
  readonly loadSegment: number;
  /** Byte 4: the partition type of a hard disk. */
  readonly systemType: number;
  /** Bytes that the BIOS loads; not the length of the boot image. */
  readonly loadBytes: number;
  /** Where the boot image begins, in the image. */
  readonly start: number;
}

export interface ParsedCatalog {
  readonly entries: readonly CatalogEntry[];
  readonly findings: readonly Finding[];
}

/** One sector holds as many; real catalogs have 2 to 8. */
export const MAX_CATALOG_ENTRIES = SECTOR_BYTES / ENTRY_BYTES;

/** Figures 3 and 5. */
const BOOTABLE = 0x88;
const NOT_BOOTABLE = 0;
/** Figure 4. */
const MORE_SECTIONS = 0x90;
const LAST_SECTION = 0x91;
/** Figure 6. */
const EXTENSION = 0x44;

/** `bytes`: the catalog, of at most one sector, at `base` in the image; validated by the caller. */
export function parseCatalog(bytes: Uint8Array, base: number): ParsedCatalog {
  const platformId = uint8(bytes, 1); // figure 2: of the default entry
  const entries: CatalogEntry[] = [];
  const findings: Finding[] = [];
  if (!isEntry(bytes, ENTRY_BYTES)) {
    findings.push({ code: 'boot-catalog-damaged', offset: base + ENTRY_BYTES });
    return { entries, findings };
  }
  entries.push(parseEntry(bytes, ENTRY_BYTES, platformId, base));
  let at = 2 * ENTRY_BYTES;
  let isLast = false;
  while (!isLast && isHeader(bytes, at)) {
    isLast = uint8(bytes, at) === LAST_SECTION;
    at = parseSection(bytes, at, base, entries);
  }
  const end = endFinding(bytes, at, isLast);
  if (end !== undefined) findings.push({ ...end, offset: base + at });
  return { entries, findings };
}

/** Appends a section's entries; returns where it ends. Makers count badly: headers end a section. */
function parseSection(bytes: Uint8Array, header: number, base: number, entries: CatalogEntry[]) {
  const platformId = uint8(bytes, header + 1);
  const count = uint16le(bytes, header + 2);
  let at = header + ENTRY_BYTES;
  for (let i = 0; i < count && isEntry(bytes, at); i++) {
    entries.push(parseEntry(bytes, at, platformId, base));
    at += ENTRY_BYTES;
    while (uint8(bytes, at) === EXTENSION) at += ENTRY_BYTES;
  }
  return at;
}

/** A catalog ends behind its last section, or with a header of zero. */
function endFinding(bytes: Uint8Array, at: number, isLast: boolean): Finding | undefined {
  if (isLast) return undefined;
  if (at >= SECTOR_BYTES) {
    return { code: 'boot-catalog-too-long', detail: { limit: MAX_CATALOG_ENTRIES } };
  }
  return uint8(bytes, at) === 0 ? undefined : { code: 'boot-catalog-damaged' };
}

const isHeader = (bytes: Uint8Array, at: number): boolean =>
  uint8(bytes, at) === MORE_SECTIONS || uint8(bytes, at) === LAST_SECTION;

function isEntry(bytes: Uint8Array, at: number): boolean {
  if (at + ENTRY_BYTES > bytes.length) return false;
  if (uint8(bytes, at) === BOOTABLE) return true;
  return uint8(bytes, at) === NOT_BOOTABLE && !isBlank(bytes.subarray(at, at + ENTRY_BYTES));
}

const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

/** Figures 3 and 5. */
function parseEntry(bytes: Uint8Array, at: number, platformId: number, base: number): CatalogEntry {
  const emulation = EMULATIONS[uint8(bytes, at + 1) & 0x0f];
  return {
    offset: base + at,
    platformId,
    isBootable: uint8(bytes, at) === BOOTABLE,
    ...(emulation === undefined ? {} : { emulation }),
    loadSegment: uint16le(bytes, at + 2),
    systemType: uint8(bytes, at + 4),
    loadBytes: uint16le(bytes, at + 6) * VIRTUAL_SECTOR_BYTES,
    start: uint32le(bytes, at + 8) * SECTOR_BYTES,
  };
}

/** Figure 3, byte 1, bits 0 to 3. */
const EMULATIONS: readonly Emulation[] = [
  'none',
  'floppy-1200',
  'floppy-1440',
  'floppy-2880',
  'hard-disk',
];
