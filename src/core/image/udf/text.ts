/** Names and times of UDF: OSTA Compressed Unicode (UDF 2.60, 2.1.1 to 2.1.3), ECMA-167 1/7.3. */
import { uint16le, uint8 } from '../../bytes/fields.ts';
import { decodeName, decodeUtf16be } from '../../bytes/text.ts';

/**
 * 2.1.1: the first byte says whether a character takes one byte (8) or two (16); 254 and 255 mark
 * names of deleted files. Under any other mark the bytes are shown as they are. Half a surrogate
 * pair becomes U+FFFD. Empty without bytes.
 */
export function decodeCompressedUnicode(bytes: Uint8Array): string {
  const characters = bytes.subarray(1);
  switch (uint8(bytes, 0)) {
    case 8:
    case 254:
      return decodeLatin1(characters);
    case 16:
    case 255:
      return decodeUtf16be(characters);
    default:
      return decodeName(bytes);
  }
}

const decodeLatin1 = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** ECMA-167 1/7.2.12: a field whose last byte tells how many are used. `undefined` when empty. */
export function parseDstring(field: Uint8Array): string | undefined {
  const used = Math.min(field.at(-1) ?? 0, field.length - 1);
  const text = decodeCompressedUnicode(field.subarray(0, used)).replace(/\0+$/, '');
  return text === '' ? undefined : text;
}

/** ECMA-167 1/7.4, regid: 23 characters behind a byte of flags. `undefined` when empty. */
export function parseIdentifier(bytes: Uint8Array, at: number): string | undefined {
  const text = decodeLatin1(bytes.subarray(at + 1, at + 24))
    .replace(/\0.*$/s, '')
    .trimEnd();
  return text === '' ? undefined : text;
}

const NO_ZONE = -2047; // 1/7.3.1
const MAX_ZONE_MINUTES = 1440;

/**
 * 1/7.3: ISO 8601, with an offset where one was recorded, to the second. `undefined` for what was
 * not given (zeros) or cannot be.
 */
export function parseTimestamp(bytes: Uint8Array, at: number): string | undefined {
  const typeAndZone = uint16le(bytes, at);
  const zone = (typeAndZone << 20) >> 20; // twelve bits with a sign
  const isUtc = typeAndZone >>> 12 === 0; // 1/7.3.1: 1 for local time
  const year = uint16le(bytes, at + 2);
  const [month, day] = [uint8(bytes, at + 4), uint8(bytes, at + 5)];
  const [hour, minute, second] = [uint8(bytes, at + 6), uint8(bytes, at + 7), uint8(bytes, at + 8)];
  if (!isDay(year, month, day) || hour > 23 || minute > 59 || second > 59) return undefined;
  const time = [hour, minute, second].map((value) => pad(value)).join(':');
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${time}${isUtc ? 'Z' : formatZone(zone)}`;
}

/** The 31st of a month of 30 days comes back from `Date` as another day. */
function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(2000 + (year % 400), month - 1, day));
  const isOfMonth = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isOfMonth && year >= 1 && year <= 9999;
}

function formatZone(zone: number): string {
  const minutes = Math.abs(zone);
  if (zone === NO_ZONE || minutes > MAX_ZONE_MINUTES) return '';
  return `${zone < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
