/** The primitive fields of UDF, as ECMA-167 (3rd edition, 1/7) and OSTA UDF 2.60 (2.1) define them. */

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const uint = (value: number, bytes: number): Uint8Array =>
  Uint8Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) & 0xff);

export const uintBig = (value: bigint): Uint8Array =>
  Uint8Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));

/** Bit by bit, as the polynomial is written. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) {
      crc = ((crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021) & 0xffff;
    }
  }
  return crc;
}

/** One byte for a character where that is enough, else two. */
export function name16(text: string): Uint8Array {
  const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  if (units.every((unit) => unit < 256)) return Uint8Array.from([8, ...units]);
  return Uint8Array.from([16, ...units.flatMap((unit) => [unit >> 8, unit & 0xff])]);
}

export function dstring(text: string, bytes: number): Uint8Array {
  const field = new Uint8Array(bytes);
  if (text === '') return field;
  const encoded = name16(text);
  field.set(encoded);
  field[bytes - 1] = encoded.length;
  return field;
}

export function identifier(text: string, suffix: Uint8Array = new Uint8Array(0)): Uint8Array {
  const field = new Uint8Array(32);
  field.set(new TextEncoder().encode(text), 1);
  field.set(suffix, 24);
  return field;
}

/** 1/7.3: 20 November 2010, 12:34:56, one hour east of Greenwich. */
export const TIME = concat(
  uint(0x1000 | 60, 2),
  uint(2010, 2),
  Uint8Array.of(11, 20, 12, 34, 56, 0, 0, 0),
);

/** UDF 2.1.2: the one set of characters that there is. */
export const CHARACTERS = concat(
  Uint8Array.of(0),
  new TextEncoder().encode('OSTA Compressed Unicode'),
  new Uint8Array(40),
);
