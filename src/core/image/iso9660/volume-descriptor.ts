/**
 * Primary, supplementary and enhanced volume descriptors (ECMA-119, 2nd edition, §8.4 and §8.5;
 * Joliet Specification, Microsoft 1995). The standard counts byte positions from 1; an offset here
 * is the position less 1.
 */
import { decodeName, decodeUtf16be } from '../../bytes/text.ts';
import { uint32be, uint32le, uint8 } from '../../bytes/fields.ts';
import type { Finding } from '../../finding.ts';
import type { Extent } from '../tree.ts';
import { parseBothByte, type BothByteField } from './both-byte.ts';
import { isLongDateGiven, LONG_DATE_BYTES, parseLongDate } from './dates.ts';

/** What an identifier says, without its padding; untrusted text. Absent when blank. */
export interface Identifiers {
  readonly system?: string;
  readonly volume?: string;
  readonly volumeSet?: string;
  /** With a leading underscore: the name of a file in the root that says it (§8.4.20). */
  readonly publisher?: string;
  readonly preparer?: string;
  readonly application?: string;
  readonly copyrightFile?: string;
  readonly abstractFile?: string;
  readonly bibliographicFile?: string;
}

/** ISO 8601; absent when not given or impossible. */
export interface VolumeDates {
  readonly created?: string;
  readonly modified?: string;
  readonly expires?: string;
  readonly effective?: string;
}

export interface VolumeDescriptor {
  readonly kind: 'primary' | 'joliet' | 'supplementary' | 'enhanced';
  /** Of the descriptor, in the image. */
  readonly offset: number;
  readonly identifiers: Identifiers;
  readonly dates: VolumeDates;
  /** Joliet only: the level of UCS-2 that its escape sequence names. */
  readonly jolietLevel?: 1 | 2 | 3;
  /** Volume space size, in logical blocks. Each of these is absent when the bytes end before it. */
  readonly volumeBlocks?: number;
  readonly volumeSetSize?: number;
  readonly sequenceNumber?: number;
  /** As recorded; 512, 1024 or 2048 on any volume that can be. */
  readonly blockBytes?: number;
  /** Of all four path tables that are recorded, where the block size allows it. */
  readonly pathTables: readonly Extent[];
  /** The directory record of the root, 34 bytes; fewer only when the image ends before it does. */
  readonly rootRecord: Uint8Array;
  /** §8.4.32: 512 bytes for the program that made the image. */
  readonly applicationUse: Uint8Array;
  readonly findings: readonly Finding[];
}

/** §6.2.2: a power of two from 512 up to the logical sector, which is 2048 bytes on all media. */
export const BLOCK_SIZES: readonly number[] = [512, 1024, 2048];

const both = (name: string, offset: number, width: 2 | 4): BothByteField => ({
  name,
  offset,
  width,
});

const VOLUME_SPACE_SIZE = both('volumeSpaceSize', 80, 4); // §8.4.8
const VOLUME_SET_SIZE = both('volumeSetSize', 120, 2); // §8.4.10
const VOLUME_SEQUENCE_NUMBER = both('volumeSequenceNumber', 124, 2); // §8.4.11
const LOGICAL_BLOCK_SIZE = both('logicalBlockSize', 128, 2); // §8.4.12
const PATH_TABLE_SIZE = both('pathTableSize', 132, 4); // §8.4.13

const BOTH_BYTE_FIELDS: readonly BothByteField[] = [
  VOLUME_SPACE_SIZE,
  VOLUME_SET_SIZE,
  VOLUME_SEQUENCE_NUMBER,
  LOGICAL_BLOCK_SIZE,
  PATH_TABLE_SIZE,
];

const IDENTIFIERS: readonly (readonly [keyof Identifiers, number, number])[] = [
  ['system', 8, 32], // §8.4.5
  ['volume', 40, 32], // §8.4.6
  ['volumeSet', 190, 128], // §8.4.19
  ['publisher', 318, 128], // §8.4.20
  ['preparer', 446, 128], // §8.4.21
  ['application', 574, 128], // §8.4.22
  ['copyrightFile', 702, 37], // §8.4.23
  ['abstractFile', 739, 37], // §8.4.24
  ['bibliographicFile', 776, 37], // §8.4.25
];

const DATES: readonly (readonly [keyof VolumeDates, number])[] = [
  ['created', 813], // §8.4.26
  ['modified', 830], // §8.4.27
  ['expires', 847], // §8.4.28
  ['effective', 864], // §8.4.29
];

const ROOT_RECORD = 156; // §8.4.18
const ROOT_RECORD_BYTES = 34;
const APPLICATION_USE = 883; // §8.4.32
const APPLICATION_USE_BYTES = 512;

/**
 * `bytes` starts with the descriptor and may end before it does: what is missing is left out.
 * `base` is the descriptor's offset in the image. The type is not checked.
 */
export function parseVolumeDescriptor(bytes: Uint8Array, base: number): VolumeDescriptor {
  const jolietLevel = jolietLevelOf(bytes);
  const kind = kindOf(bytes, jolietLevel);
  const decode = kind === 'joliet' ? decodeUtf16be : decodeName;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = BOTH_BYTE_FIELDS.map((field) => parseBothByte(view, field, base));
  const [blocks, setSize, sequence, blockBytes, tableBytes] = numbers.map((found) => found?.value);
  const { dates, findings } = parseDates(bytes, base);
  return {
    kind,
    offset: base,
    identifiers: parseIdentifiers(bytes, decode),
    dates,
    ...(kind === 'joliet' && jolietLevel !== undefined ? { jolietLevel } : {}),
    ...(blocks === undefined ? {} : { volumeBlocks: blocks }),
    ...(setSize === undefined ? {} : { volumeSetSize: setSize }),
    ...(sequence === undefined ? {} : { sequenceNumber: sequence }),
    ...(blockBytes === undefined ? {} : { blockBytes }),
    pathTables: pathTablesOf(bytes, blockBytes ?? 0, tableBytes ?? 0),
    rootRecord: bytes.subarray(ROOT_RECORD, ROOT_RECORD + ROOT_RECORD_BYTES),
    applicationUse: bytes.subarray(APPLICATION_USE, APPLICATION_USE + APPLICATION_USE_BYTES),
    findings: [...numbers.flatMap((found) => found?.findings ?? []), ...findings],
  };
}

/**
 * Absent for a size of nothing or of blocks that cannot be: such a claim means nothing. Bytes,
 * below 2^43.
 */
export function volumeBytesOf(descriptor: VolumeDescriptor): number | undefined {
  const { volumeBlocks, blockBytes } = descriptor;
  if (volumeBlocks === undefined || blockBytes === undefined) return undefined;
  if (volumeBlocks === 0 || !BLOCK_SIZES.includes(blockBytes)) return undefined;
  return volumeBlocks * blockBytes;
}

/** §8.4.1 and §8.5.1: type 1 and 2. Version 2 is the enhanced descriptor of ISO 9660:1999. */
function kindOf(bytes: Uint8Array, jolietLevel: number | undefined): VolumeDescriptor['kind'] {
  if (uint8(bytes, 0) === 1) return 'primary';
  if (uint8(bytes, 6) === 2) return 'enhanced';
  return jolietLevel === undefined ? 'supplementary' : 'joliet';
}

/** Joliet: `%/@`, `%/C` or `%/E` anywhere in the escape sequences (§8.5.6, BP 89-120). */
function jolietLevelOf(bytes: Uint8Array): 1 | 2 | 3 | undefined {
  const escapes = String.fromCharCode(...bytes.subarray(88, 120));
  if (escapes.includes('%/E')) return 3;
  if (escapes.includes('%/C')) return 2;
  return escapes.includes('%/@') ? 1 : undefined;
}

function parseIdentifiers(bytes: Uint8Array, decode: (field: Uint8Array) => string): Identifiers {
  const identifiers: Partial<Record<keyof Identifiers, string>> = {};
  for (const [name, start, length] of IDENTIFIERS) {
    if (bytes.length < start + length) break;
    // UCS-2 takes pairs: the 37th byte of a file identifier is none of them.
    const even = decode === decodeUtf16be ? length - (length % 2) : length;
    const text = decode(withoutPadding(bytes.subarray(start, start + even), decode));
    if (text !== '') identifiers[name] = text;
  }
  return identifiers;
}

/**
 * The standard pads with spaces (§7.4.3.2); in the wild there are NULs too. The letters are to be
 * capitals, digits and underscores (§7.4.1); in the wild there is everything, UTF-8 too.
 */
function withoutPadding(field: Uint8Array, decode: (bytes: Uint8Array) => string): Uint8Array {
  const step = decode === decodeUtf16be ? 2 : 1;
  let end = field.length;
  while (end > 0 && isPadding(field, end, step)) end -= step;
  return field.subarray(0, end);
}

function isPadding(field: Uint8Array, end: number, step: number): boolean {
  const last = field[end - 1];
  return (last === 0x20 || last === 0) && (step === 1 || field[end - 2] === 0);
}

/** §8.4.14 to §8.4.17: the L tables least significant byte first, the M tables most. */
function pathTablesOf(bytes: Uint8Array, blockBytes: number, length: number): readonly Extent[] {
  if (bytes.length < ROOT_RECORD || length === 0 || !BLOCK_SIZES.includes(blockBytes)) return [];
  const blocks = [
    uint32le(bytes, 140),
    uint32le(bytes, 144),
    uint32be(bytes, 148),
    uint32be(bytes, 152),
  ];
  return blocks
    .filter((block) => block !== 0)
    .map((block) => ({ offset: block * blockBytes, length }));
}

function parseDates(bytes: Uint8Array, base: number) {
  const dates: Partial<Record<keyof VolumeDates, string>> = {};
  const findings: Finding[] = [];
  for (const [name, offset] of DATES) {
    if (bytes.length < offset + LONG_DATE_BYTES) break;
    const field = bytes.subarray(offset, offset + LONG_DATE_BYTES);
    const date = parseLongDate(field);
    if (date !== undefined) dates[name] = date;
    else if (isLongDateGiven(field)) {
      const detail = { field: name, text: decodeName(field.subarray(0, 16)) };
      findings.push({ code: 'impossible-date', offset: base + offset, detail });
    }
  }
  return { dates, findings };
}
