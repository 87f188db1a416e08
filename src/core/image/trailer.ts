/**
 * Files that hold the image of a disc or a disk in a format of their own, told by their last bytes:
 * what stands at the front is the disc's.
 */
import { hasText } from '../bytes/fields.ts';
import type { ContentKind } from './opening.ts';

/** The longest of the trailers, that of .dmg and .vhd. */
export const TRAILER_BYTES = 512;

/** By what the trailer begins with, and how many bytes before the end of the file. */
const TRAILERS: readonly (readonly [kind: ContentKind, text: string, before: number])[] = [
  ['dmg', 'koly', 512], // libdmg-hfsplus, UDIFResourceFile
  ['vhd', 'conectix', 512], // Virtual Hard Disk Image Format Specification 1.0, "Hard Disk Footer"
  ['nrg', 'NER5', 12], // libcdio, lib/driver/image/nrg.h: version 2, then 64 bits for an offset
  ['nrg', 'NERO', 8], // the same: version 1, 32 bits
];

/** `bytes`: the last ones of the file, `TRAILER_BYTES` of them or all. */
export function findTrailer(bytes: Uint8Array): ContentKind | undefined {
  return TRAILERS.find(([, text, before]) => {
    const at = bytes.length - before;
    return at >= 0 && hasText(bytes, at, text);
  })?.[0];
}
