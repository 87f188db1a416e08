/**
 * The file identifier descriptors of a directory (ECMA-167, 3rd edition, 4/14.4): one run of bytes,
 * in which a descriptor may cross the border of a block.
 */
import { uint16le, uint8 } from '../../bytes/fields.ts';
import type { ByteSource } from '../../bytes/source.ts';
import { parseLongAddress, type LongAddress } from './address.ts';
import { parseTag, TAG } from './tag.ts';
import { decodeCompressedUnicode } from './text.ts';

/** 100,000 names of 250 characters. */
export const MAX_DIRECTORY_BYTES = 32 * 2 ** 20;

/** Behind the tag and the fixed fields; a descriptor is shorter than 66 KB. */
const FIXED_BYTES = 38;

const WINDOW_BYTES = 128 * 2 ** 10;

export interface FileIdentifier {
  readonly name: string;
  readonly isDirectory: boolean;
  readonly isHidden: boolean;
  readonly icb: LongAddress;
  /** From the start of the directory's content. */
  readonly at: number;
}

export interface DamagedIdentifier {
  readonly isDamaged: true;
  readonly at: number;
}

// 4/14.4.3
const HIDDEN = 1;
const DIRECTORY = 2;
const DELETED = 4;
const PARENT = 8;

/**
 * In recorded order, without deleted ones and the parent. Ends at the first one that is damaged,
 * which is given as such: only a whole descriptor says where the next one begins.
 */
export async function* readIdentifiers(
  content: ByteSource,
): AsyncGenerator<FileIdentifier | DamagedIdentifier> {
  const end = Math.min(content.size, MAX_DIRECTORY_BYTES);
  for (let start = 0; start < end;) {
    const window = await content.read(start, Math.min(WINDOW_BYTES, end - start));
    const parsed = parseWindow(window, start);
    yield* parsed.identifiers;
    const isLast = start + window.length >= end || window.length < WINDOW_BYTES;
    if (parsed.length === 0 || isLast || parsed.isBroken) {
      // Unused descriptors are whole ones that are marked so: zeros are damage too.
      if (parsed.length < window.length) yield { isDamaged: true, at: start + parsed.length };
      return;
    }
    start += parsed.length;
  }
}

interface ParsedWindow {
  readonly identifiers: readonly FileIdentifier[];
  /** Of the whole descriptors. */
  readonly length: number;
  /** What follows them is there, and is no descriptor. */
  readonly isBroken: boolean;
}

function parseWindow(window: Uint8Array, start: number): ParsedWindow {
  const identifiers: FileIdentifier[] = [];
  let at = 0;
  for (let length = lengthAt(window, at); length > 0; length = lengthAt(window, at)) {
    const bytes = window.subarray(at, at + length);
    if (parseTag(bytes)?.identifier !== TAG.fileIdentifier) {
      return { identifiers, length: at, isBroken: true };
    }
    const isListed = (uint8(bytes, 18) & (DELETED | PARENT)) === 0;
    if (isListed) identifiers.push(parseIdentifier(bytes, start + at));
    at += length;
  }
  return { identifiers, length: at, isBroken: false };
}

/** 4/14.4.9: padded to a multiple of four. 0 when the window does not hold it whole. */
function lengthAt(window: Uint8Array, at: number): number {
  if (at + FIXED_BYTES > window.length) return 0;
  const length = FIXED_BYTES + uint16le(window, at + 36) + uint8(window, at + 19);
  const padded = (length + 3) & ~3;
  return at + padded > window.length ? 0 : padded;
}

function parseIdentifier(bytes: Uint8Array, at: number): FileIdentifier {
  const nameStart = FIXED_BYTES + uint16le(bytes, 36); // 4/14.4.8
  const characteristics = uint8(bytes, 18);
  return {
    name: decodeCompressedUnicode(bytes.subarray(nameStart, nameStart + uint8(bytes, 19))),
    isDirectory: (characteristics & DIRECTORY) !== 0,
    isHidden: (characteristics & HIDDEN) !== 0,
    icb: parseLongAddress(bytes, 20), // 4/14.4.5
    at,
  };
}
