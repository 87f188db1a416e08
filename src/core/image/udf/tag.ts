/**
 * The tag that opens every UDF descriptor (ECMA-167, 3rd edition, 3/7.2 and 4/7.2). One whose
 * checksum or CRC is wrong is not believed, as in Linux: other copies are, or nothing.
 */
import { uint16le, uint32le, uint8 } from '../../bytes/fields.ts';

export const TAG_BYTES = 16;

/** 3/7.2.1 and 4/7.2.1: tag identifiers. */
export const TAG = {
  primary: 1,
  anchor: 2,
  pointer: 3,
  partition: 5,
  logical: 6,
  terminating: 8,
  integrity: 9,
  fileSet: 256,
  fileIdentifier: 257,
  allocationExtent: 258,
  indirect: 259,
  file: 261,
  extendedFile: 266,
} as const;

export interface Tag {
  readonly identifier: number;
  /** 3/7.2.8: the sector it says it stands in; inside a partition, the block (4/7.2.8). */
  readonly location: number;
}

/** `undefined` when it is damaged, or when nothing was recorded (zeros). */
export function parseTag(bytes: Uint8Array): Tag | undefined {
  const identifier = uint16le(bytes, 0);
  if (identifier === 0 || bytes.length < TAG_BYTES) return undefined;
  if (checksumOf(bytes) !== uint8(bytes, 4)) return undefined; // 3/7.2.3
  const crcEnd = TAG_BYTES + uint16le(bytes, 10); // 3/7.2.7; 0 for none
  if (crcEnd > bytes.length) return undefined;
  if (crcEnd > TAG_BYTES && crc16(bytes.subarray(TAG_BYTES, crcEnd)) !== uint16le(bytes, 8)) {
    return undefined;
  }
  return { identifier, location: uint32le(bytes, 12) };
}

export const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

/** 3/7.2.3: the sum of the other bytes of the tag, modulo 256. */
function checksumOf(bytes: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < TAG_BYTES; i++) if (i !== 4) sum += uint8(bytes, i);
  return sum & 0xff;
}

/** 3/7.2.6: polynomial x^16 + x^12 + x^5 + 1, from 0, nothing reversed. */
const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
  return crc;
});

function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = ((crc << 8) ^ (CRC_TABLE[(crc >>> 8) ^ byte] ?? 0)) & 0xffff;
  return crc;
}
