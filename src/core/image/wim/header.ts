/**
 * The header of a WIM file: Microsoft's paper "Windows Imaging File Format (WIM)" of 2007
 * (WIMHEADER_V1_PACKED), and for what is newer (solid resources, LZMS, pipable files) wimlib's
 * `include/wimlib/header.h`. Numbers are little-endian.
 */
import { hasText, uint16le, uint32le } from '../../bytes/fields.ts';
import type { Finding } from '../../finding.ts';
import { parseResource, type WimResource } from './resource.ts';

export const WIM_HEADER_BYTES = 208;

/** wimlib opens no file with more images (`MAX_IMAGES`). */
const MAX_IMAGE_COUNT = 65_535;

export type WimCompression = 'none' | 'xpress' | 'lzx' | 'lzms' | 'unknown';

export interface WimHeader {
  /** Written for a pipe by wimlib: its tables stand at the end, and the valid header too. */
  readonly isPipable: boolean;
  /** 0x10d00 for ordinary files, 0xe00 for solid ones (.esd). */
  readonly version: number;
  readonly compression: WimCompression;
  /** Bytes that are compressed at a time; 0 when nothing is. */
  readonly chunkBytes: number;
  /** Lower-case hex in the usual five groups. Parts of one split file share it. */
  readonly guid: string;
  /** From 1. */
  readonly part: number;
  readonly parts: number;
  /** Of a file of several parts. */
  readonly isSplit: boolean;
  /** Its writer never came to the end. */
  readonly isUnfinished: boolean;
  readonly imageCount: number;
  /** 1-based; 0 when no image is for booting. */
  readonly bootImage: number;
  readonly lookup: WimResource;
  readonly xml: WimResource;
  readonly bootMetadata: WimResource;
  readonly integrity: WimResource;
  readonly findings: readonly Finding[];
}

const MAGIC = 'MSWIM\0\0\0';
const PIPABLE_MAGIC = 'WLPWM\0\0\0';

const VERSIONS: readonly number[] = [0x10d00, 0x0e00];

// dwFlags
const COMPRESSED = 0x2;
const SPANNED = 0x8;
const WRITE_IN_PROGRESS = 0x40;
const COMPRESSIONS: readonly (readonly [flag: number, name: WimCompression])[] = [
  [0x0002_0000, 'xpress'],
  [0x0004_0000, 'lzx'],
  [0x0008_0000, 'lzms'],
  [0x0020_0000, 'xpress'], // with chunks other than 32 KiB
];

/**
 * `undefined` when the bytes are no WIM header, or not all of one. `base`: where in the file they
 * stand.
 */
export function parseWimHeader(bytes: Uint8Array, base: number): WimHeader | undefined {
  const isPipable = hasText(bytes, 0, PIPABLE_MAGIC);
  if (bytes.length < WIM_HEADER_BYTES || !(isPipable || hasText(bytes, 0, MAGIC))) return undefined;
  const flags = uint32le(bytes, 16);
  const fields = {
    isPipable,
    version: uint32le(bytes, 12),
    compression: compressionOf(flags),
    chunkBytes: uint32le(bytes, 20),
    guid: parseGuid(bytes.subarray(24, 40)),
    part: uint16le(bytes, 40),
    parts: uint16le(bytes, 42),
    isSplit: (flags & SPANNED) !== 0 || uint16le(bytes, 42) > 1,
    isUnfinished: (flags & WRITE_IN_PROGRESS) !== 0,
    imageCount: uint32le(bytes, 44),
    lookup: parseResource(bytes, 48),
    xml: parseResource(bytes, 72),
    bootMetadata: parseResource(bytes, 96),
    bootImage: uint32le(bytes, 120),
    integrity: parseResource(bytes, 124),
  };
  const findings = [...checkSize(bytes, base), ...checkFields(fields, base)];
  return { ...fields, findings };
}

function compressionOf(flags: number): WimCompression {
  if ((flags & COMPRESSED) === 0) return 'none';
  return COMPRESSIONS.find(([flag]) => (flags & flag) !== 0)?.[1] ?? 'unknown';
}

/** The first three groups are little-endian numbers. */
function parseGuid(bytes: Uint8Array): string {
  const order = [3, 2, 1, 0, -1, 5, 4, -1, 7, 6, -1, 8, 9, -1, 10, 11, 12, 13, 14, 15];
  return order
    .map((at) => (at < 0 ? '-' : (bytes[at] ?? 0).toString(16).padStart(2, '0')))
    .join('');
}

function checkSize(bytes: Uint8Array, base: number): Finding[] {
  const value = uint32le(bytes, 8);
  return value === WIM_HEADER_BYTES ? [] : [damaged('headerBytes', value, base + 8)];
}

function checkFields(header: Omit<WimHeader, 'findings'>, base: number): Finding[] {
  const { version, part, parts, imageCount, bootImage, isUnfinished } = header;
  return [
    ...(VERSIONS.includes(version) ? [] : [damaged('version', version, base + 12)]),
    ...(part >= 1 && part <= parts ? [] : [damaged('part', part, base + 40)]),
    ...(imageCount <= MAX_IMAGE_COUNT ? [] : [damaged('imageCount', imageCount, base + 44)]),
    ...(bootImage <= imageCount ? [] : [damaged('bootImage', bootImage, base + 120)]),
    ...(isUnfinished ? [{ code: 'wim-unfinished' as const }] : []),
  ];
}

const damaged = (field: string, value: number, offset: number): Finding => ({
  code: 'wim-header-damaged',
  offset,
  detail: { field, value },
});
