/**
 * The lookup table of a WIM file ("Windows Imaging File Format (WIM)", 2007, RESHDR_DISK): one
 * row of 50 bytes for each piece of data, with the SHA-1 of what it is when uncompressed.
 */
import { uint16le, uint32le } from '../../bytes/fields.ts';
import type { ByteSource } from '../../bytes/source.ts';
import type { Finding } from '../../finding.ts';
import type { WimHeader } from './header.ts';
import { endOf, parseResource, readRun, type WimResource } from './resource.ts';

const ROW_BYTES = 50;

/** 335,544 rows. Installation media of Windows have 60,000 to 120,000 pieces of data. */
export const MAX_LOOKUP_BYTES = 16 * 2 ** 20;

/** Where a piece of data is. */
export interface LookupPlace extends WimResource {
  /** Of a split file: the part that holds it, from 1. */
  readonly part: number;
}

export interface LookupRow extends LookupPlace {
  readonly references: number;
  /** SHA-1, 20 bytes, of the uncompressed data; zeros for a solid resource itself. */
  readonly sha1: Uint8Array;
}

export interface LookupTable {
  /** Rows that were read; the readers take 0 up to this. */
  readonly count: number;
  /** Without the digest: a view of each of 300,000 rows costs a second, and 50 MiB. */
  readonly readPlace: (index: number) => LookupPlace;
  readonly readRow: (index: number) => LookupRow;
  readonly findings: readonly Finding[];
}

const EMPTY: Uint8Array = new Uint8Array(0);

/** A table that is absent, compressed or beyond the file's end has no rows and a finding. */
export async function readLookupTable(source: ByteSource, header: WimHeader): Promise<LookupTable> {
  const { offset, storedBytes, isCompressed } = header.lookup;
  if (storedBytes === 0) return tableOf(EMPTY, []);
  if (isCompressed) return tableOf(EMPTY, [{ code: 'wim-lookup-damaged', offset }]);
  const findings: Finding[] = [];
  if (storedBytes % ROW_BYTES !== 0) findings.push({ code: 'wim-lookup-damaged', offset });
  if (storedBytes > MAX_LOOKUP_BYTES) {
    findings.push({ code: 'wim-lookup-too-long', detail: { limit: MAX_LOOKUP_BYTES } });
  }
  const bytes = await readRun(source, offset, Math.min(storedBytes, MAX_LOOKUP_BYTES));
  return tableOf(bytes, findings);
}

function tableOf(bytes: Uint8Array, findings: readonly Finding[]): LookupTable {
  return {
    count: Math.floor(bytes.length / ROW_BYTES),
    readPlace: (index) => parsePlace(bytes, index * ROW_BYTES),
    readRow: (index) => parseRow(bytes, index * ROW_BYTES),
    findings,
  };
}

const parsePlace = (bytes: Uint8Array, at: number): LookupPlace => ({
  ...parseResource(bytes, at),
  part: uint16le(bytes, at + 24),
});

const parseRow = (bytes: Uint8Array, at: number): LookupRow => ({
  ...parsePlace(bytes, at),
  references: uint32le(bytes, at + 26),
  sha1: bytes.subarray(at + 30, at + ROW_BYTES),
});

export interface LookupSummary {
  readonly rows: number;
  /** Image metadata among them, one for each image of the whole set of parts. */
  readonly metadata: number;
  readonly solidResources: number;
  /** Behind the last stored byte of this part. */
  readonly end: number;
  /** Rows of this part whose data lie beyond the file's end, in part or whole. */
  readonly beyondEnd: number;
}

/** `fileSize`: bytes of the WIM file. */
export function summariseLookup(table: LookupTable, part: number, fileSize: number): LookupSummary {
  let [metadata, solidResources, end, beyondEnd] = [0, 0, 0, 0];
  for (let i = 0; i < table.count; i++) {
    const row = table.readPlace(i);
    const isSolidWhole = row.isSolid && row.originalBytes === SOLID_MARK;
    if (row.isMetadata) metadata++;
    if (isSolidWhole) solidResources++;
    // What is inside a solid resource has its offset there, and not in the file.
    if (row.part !== part || (row.isSolid && !isSolidWhole)) continue;
    if (endOf(row) > fileSize) beyondEnd++;
    else end = Math.max(end, endOf(row));
  }
  return { rows: table.count, metadata, solidResources, end, beyondEnd };
}

/** wimlib, `include/wimlib/resource.h`: SOLID_RESOURCE_MAGIC_NUMBER, in place of a size. */
const SOLID_MARK = 0x1_0000_0000;
