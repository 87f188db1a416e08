/**
 * The primary volume descriptor (ECMA-119, 2nd edition, §8.4): its name and how many bytes it
 * claims. The standard counts byte positions from 1; an offset here is the position less 1.
 * Directories, dates and the other identifiers are not read.
 */
import type { Finding } from '../../finding.ts';
import { parseBothByte, type BothByteField } from './both-byte.ts';

export interface PrimaryDescriptor {
  /** Volume identifier without its padding; absent when blank. Untrusted text. */
  readonly label?: string;
  /** Volume space size times logical block size, in bytes: what the volume claims to occupy. */
  readonly volumeBytes?: number;
  readonly findings: readonly Finding[];
}

const LABEL_START = 40; // §8.4.6 (BP 41-72)
const LABEL_END = 72;

const VOLUME_SPACE_SIZE: BothByteField = { name: 'volumeSpaceSize', offset: 80, width: 4 }; // §8.4.8
const VOLUME_SET_SIZE: BothByteField = { name: 'volumeSetSize', offset: 120, width: 2 }; // §8.4.10
const VOLUME_SEQUENCE_NUMBER: BothByteField = {
  name: 'volumeSequenceNumber', // §8.4.11
  offset: 124,
  width: 2,
};
const LOGICAL_BLOCK_SIZE: BothByteField = { name: 'logicalBlockSize', offset: 128, width: 2 }; // §8.4.12
const PATH_TABLE_SIZE: BothByteField = { name: 'pathTableSize', offset: 132, width: 4 }; // §8.4.13

const BOTH_BYTE_FIELDS: readonly BothByteField[] = [
  VOLUME_SPACE_SIZE,
  VOLUME_SET_SIZE,
  VOLUME_SEQUENCE_NUMBER,
  LOGICAL_BLOCK_SIZE,
  PATH_TABLE_SIZE,
];

/** §6.2.2: a power of two from 512 up to the logical sector, which is 2048 bytes on all media. */
const BLOCK_SIZES: readonly number[] = [512, 1024, 2048];

/**
 * `bytes` starts with the descriptor and may end before it does: what is missing is left out.
 * `base` is the descriptor's offset in the image.
 */
export function parsePrimaryDescriptor(bytes: Uint8Array, base: number): PrimaryDescriptor {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const label = parseLabel(bytes);
  const volumeBytes = parseVolumeBytes(view);
  return {
    ...(label === undefined ? {} : { label }),
    ...(volumeBytes === undefined ? {} : { volumeBytes }),
    findings: BOTH_BYTE_FIELDS.flatMap((field) => parseBothByte(view, field, base)?.findings ?? []),
  };
}

/** Absent for a size of nothing or of blocks that cannot be: such a claim means nothing. */
function parseVolumeBytes(view: DataView): number | undefined {
  const blocks = parseBothByte(view, VOLUME_SPACE_SIZE, 0)?.value;
  const blockBytes = parseBothByte(view, LOGICAL_BLOCK_SIZE, 0)?.value;
  if (blocks === undefined || blockBytes === undefined) return undefined;
  if (blocks === 0 || !BLOCK_SIZES.includes(blockBytes)) return undefined;
  return blocks * blockBytes; // below 2^43
}

/**
 * The standard allows capitals, digits and underscores (§8.4.6, d-characters); in the wild there
 * is everything, UTF-8 too, and NUL instead of the space as padding.
 */
function parseLabel(bytes: Uint8Array): string | undefined {
  if (bytes.length < LABEL_END) return undefined;
  const field = bytes.subarray(LABEL_START, LABEL_END);
  let end = field.length;
  while (end > 0 && (field[end - 1] === 0x20 || field[end - 1] === 0)) end--;
  return end === 0 ? undefined : decodeLabel(field.subarray(0, end));
}

function decodeLabel(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return String.fromCharCode(...bytes); // ISO 8859-1: each byte its own code point
  }
}
