/**
 * One directory record (ECMA-119, 2nd edition, §9.1). The standard counts byte positions from 1;
 * an offset here is the position less 1.
 */
import { uint16le, uint32be, uint32le, uint8 } from '../../bytes/fields.ts';
import type { Finding } from '../../finding.ts';
import { parseShortDate, SHORT_DATE_BYTES } from './dates.ts';

export interface DirectoryRecord {
  /** Of the record, in the image. */
  readonly offset: number;
  /** Where the content begins, the extended attribute record left out, in logical blocks. */
  readonly block: number;
  /** Bytes of the content in this section. */
  readonly length: number;
  /** ISO 8601; absent when not given or impossible. */
  readonly recorded?: string;
  readonly isHidden: boolean;
  readonly isDirectory: boolean;
  /** A second fork of the file that follows under the same name (Mac OS). */
  readonly isAssociated: boolean;
  /** Not the last section of its file. */
  readonly isContinued: boolean;
  /** The content is recorded in turns with that of other files. */
  readonly isInterleaved: boolean;
  /** File or directory identifier, as recorded. */
  readonly identifier: Uint8Array;
  /** §9.1.13: what is left of the record, for other specifications. */
  readonly systemUse: Uint8Array;
}

/** §9.1.11 (BP 34): the fixed part, in front of the identifier. */
const FIXED_BYTES = 33;

/** The shortest record: an identifier of one byte. */
export const MIN_RECORD_BYTES = FIXED_BYTES + 1;

/** §9.1.6 */
const HIDDEN = 1;
const DIRECTORY = 2;
const ASSOCIATED = 4;
const MULTI_EXTENT = 128;

/**
 * `bytes`: exactly the record, by its own length; `offset`: where it is in the image. `undefined`
 * for one that cannot be: too short for its identifier, or with places that nobody recorded.
 * Halves that differ are told to `add`.
 */
export function parseDirectoryRecord(
  bytes: Uint8Array,
  offset: number,
  add: (finding: Finding) => void,
): DirectoryRecord | undefined {
  const identifierLength = uint8(bytes, 32); // §9.1.10
  const identifierEnd = FIXED_BYTES + identifierLength;
  if (identifierLength === 0 || identifierEnd > bytes.length || isNobodys(bytes)) return undefined;
  const flags = uint8(bytes, 25); // §9.1.6
  const date = parseShortDate(bytes.subarray(18, 18 + SHORT_DATE_BYTES)); // §9.1.5
  for (const finding of compareHalves(bytes, offset)) add(finding);
  return {
    offset,
    block: uint32le(bytes, 2) + uint8(bytes, 1), // §9.1.3; §9.1.2: XAR blocks come first
    length: uint32le(bytes, 10), // §9.1.4
    ...(date === undefined ? {} : { recorded: date }),
    isHidden: (flags & HIDDEN) !== 0,
    isDirectory: (flags & DIRECTORY) !== 0,
    isAssociated: (flags & ASSOCIATED) !== 0,
    isContinued: (flags & MULTI_EXTENT) !== 0,
    isInterleaved: uint16le(bytes, 26) !== 0, // §9.1.7 unit size, §9.1.8 gap
    identifier: bytes.subarray(FIXED_BYTES, identifierEnd),
    systemUse: bytes.subarray(identifierEnd + (identifierLength % 2 === 0 ? 1 : 0)), // §9.1.12
  };
}

/** §7.6.2: a single byte of 0 is the directory itself, of 1 its parent. */
export const isSelf = ({ identifier }: DirectoryRecord): boolean =>
  identifier.length === 1 && identifier[0] === 0;
export const isParent = ({ identifier }: DirectoryRecord): boolean =>
  identifier.length === 1 && identifier[0] === 1;

/**
 * Both numbers in two halves that differ, and the second ones not simply left empty: no accident
 * does that to a record, so these bytes are none.
 */
function isNobodys(bytes: Uint8Array): boolean {
  const [block, length] = [uint32be(bytes, 6), uint32be(bytes, 14)];
  if (block === 0 && length === 0) return false;
  return uint32le(bytes, 2) !== block && uint32le(bytes, 10) !== length;
}

/** §7.3.3: both byte orders have to agree; the first is believed. */
function compareHalves(bytes: Uint8Array, offset: number): readonly Finding[] {
  const [block, length] = [uint32be(bytes, 6), uint32be(bytes, 14)];
  if (block === uint32le(bytes, 2) && length === uint32le(bytes, 10)) return [];
  const findings: Finding[] = [];
  const compare = (field: string, at: number) => {
    const [le, be] = [uint32le(bytes, at), uint32be(bytes, at + 4)];
    const detail = { field, le, be };
    if (le !== be) findings.push({ code: 'both-byte-mismatch', offset: offset + at, detail });
  };
  compare('locationOfExtent', 2);
  compare('dataLength', 10);
  return findings;
}
