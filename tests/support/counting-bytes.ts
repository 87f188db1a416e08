/** 0, 1, ... 250, 0, 1, ...: the message of the official BLAKE3 test vectors, good for all. */
export function countingBytes(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, i) => i % 251);
}
