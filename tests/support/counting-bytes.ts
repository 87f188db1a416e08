/** 0, 1, ... 250, 0, 1, ...: the message of the official BLAKE3 test vectors, good for all. */
export function countingBytes(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = i % 251;
  return bytes;
}
