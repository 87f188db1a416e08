/**
 * Numbers in binary structures. A field that the bytes do not reach reads as if zeros followed:
 * a reader checks the length of a structure once, before its fields, and nothing here throws.
 */

export const uint8 = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

export const int8 = (bytes: Uint8Array, at: number): number => (uint8(bytes, at) << 24) >> 24;

export const uint16le = (bytes: Uint8Array, at: number): number =>
  uint8(bytes, at) | (uint8(bytes, at + 1) << 8);

export const uint16be = (bytes: Uint8Array, at: number): number =>
  (uint8(bytes, at) << 8) | uint8(bytes, at + 1);

export const uint32le = (bytes: Uint8Array, at: number): number =>
  (uint16le(bytes, at) | (uint16le(bytes, at + 2) << 16)) >>> 0;

export const uint32be = (bytes: Uint8Array, at: number): number =>
  ((uint16be(bytes, at) << 16) | uint16be(bytes, at + 2)) >>> 0;

/** `undefined` above 2^53 - 1: no file has such an offset or length. */
export function uint64le(bytes: Uint8Array, at: number): number | undefined {
  const value = uint32le(bytes, at + 4) * 0x1_0000_0000 + uint32le(bytes, at);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Whether `text` (ASCII) stands at `at`. */
export function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (bytes[at + i] !== text.charCodeAt(i)) return false;
  }
  return true;
}
