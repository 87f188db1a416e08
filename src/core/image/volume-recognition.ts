/**
 * Which volume structures an image announces. ISO 9660 descriptors (ECMA-119, 2nd edition, §6.7.1) and the
 * volume recognition sequence of UDF (ECMA-167 2/8, 3/9.1) share one row of sectors from sector
 * 16 on, each with an identifier of five letters behind one byte; a disc may announce both.
 */

/** Logical sectors of 2048 bytes (ECMA-119 §6.1.2). */
export const SECTOR_BYTES = 2048;

/** ECMA-119 §6.2.1: sectors 0 to 15 are the system area, free for anything. */
export const FIRST_DESCRIPTOR_SECTOR = 16;

/** Real media have 3 to 8 descriptors; a file that never ends its row is cut off here. */
export const MAX_DESCRIPTORS = 64;

export interface VolumeRecognition {
  /** An ISO 9660 volume descriptor of any type was seen. */
  readonly hasIso9660: boolean;
  /** Offset of the first primary descriptor. */
  readonly primaryOffset: number | undefined;
  /** A UDF descriptor (NSR02 or NSR03) inside an extended area was seen. */
  readonly hasUdf: boolean;
}

const PRIMARY_TYPE = 1; // ECMA-119 §8.4.1

type Recognised = 'CD001' | 'BEA01' | 'NSR02' | 'NSR03' | 'BOOT2' | 'CDW02' | 'TEA01';
const RECOGNISED: readonly Recognised[] = [
  'CD001', // ECMA-119 §8.1.2, also ECMA-167 2/9.1.2
  'BEA01', // ECMA-167 2/9.2
  'NSR02', // ECMA-167 2nd edition 3/9.1
  'NSR03', // ECMA-167 3rd edition 3/9.1
  'BOOT2', // ECMA-167 2/9.4
  'CDW02', // ECMA-168
  'TEA01', // ECMA-167 2/9.3
];

/** Reads the row up to the first sector that is none of it, the limit, or the end of `bytes`. */
export function recogniseVolumes(bytes: Uint8Array): VolumeRecognition {
  let hasIso9660 = false;
  let primaryOffset: number | undefined;
  let isExtended = false;
  let hasUdf = false;
  for (let i = 0; i < MAX_DESCRIPTORS; i++) {
    const offset = (FIRST_DESCRIPTOR_SECTOR + i) * SECTOR_BYTES;
    const identifier = identifierAt(bytes, offset);
    if (identifier === undefined) break;
    if (identifier === 'CD001') {
      hasIso9660 = true;
      if (bytes[offset] === PRIMARY_TYPE) primaryOffset ??= offset;
    }
    isExtended ||= identifier === 'BEA01';
    hasUdf ||= isExtended && (identifier === 'NSR02' || identifier === 'NSR03');
  }
  return { hasIso9660, primaryOffset, hasUdf };
}

function identifierAt(bytes: Uint8Array, offset: number): Recognised | undefined {
  const letters = String.fromCharCode(...bytes.subarray(offset + 1, offset + 6));
  return RECOGNISED.find((identifier) => identifier === letters);
}
