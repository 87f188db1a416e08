/** OpenPGP packets (RFC 9580 §4.2): where each begins and ends. What is in them, a library reads. */

export interface Packet {
  /** RFC 9580 §5. */
  readonly type: number;
  readonly body: Uint8Array;
  /** With its header. */
  readonly bytes: Uint8Array;
}

export const SIGNATURE_PACKET = 2;
export const PUBLIC_KEY_PACKET = 6;
/** Packets that say nothing: marker, trust and padding. */
export const EMPTY_PACKETS: readonly number[] = [10, 12, 21];

interface Header {
  readonly type: number;
  /** Of the header and of the body, in bytes. */
  readonly headLength: number;
  readonly bodyLength: number;
}

function readNumber(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let i = 0; i < width; i++) value = value * 256 + (bytes[at + i] ?? 0);
  return value;
}

/** RFC 9580 §4.2.1. Partial lengths (224 to 254) are for data packets only, which are not read. */
function readHeader(bytes: Uint8Array, at: number): Header | undefined {
  const type = (bytes[at] ?? 0) & 0x3f;
  const first = bytes[at + 1] ?? 0;
  if (first < 192) return { type, headLength: 2, bodyLength: first };
  if (first < 224) {
    const bodyLength = (first - 192) * 256 + (bytes[at + 2] ?? 0) + 192;
    return { type, headLength: 3, bodyLength };
  }
  if (first < 255) return undefined;
  return { type, headLength: 6, bodyLength: readNumber(bytes, at + 2, 4) };
}

/** RFC 9580 §4.2.2. A legacy header's fourth kind of length has no end. */
function readLegacyHeader(bytes: Uint8Array, at: number): Header | undefined {
  const octet = bytes[at] ?? 0;
  const width = [1, 2, 4][octet & 3];
  if (width === undefined) return undefined;
  const bodyLength = readNumber(bytes, at + 1, width);
  return { type: (octet >> 2) & 0xf, headLength: 1 + width, bodyLength };
}

/** The packets, in order; `undefined` where the bytes are not whole packets and nothing else. */
export function parsePackets(bytes: Uint8Array): readonly Packet[] | undefined {
  const packets: Packet[] = [];
  for (let at = 0; at < bytes.length;) {
    const octet = bytes[at] ?? 0;
    if ((octet & 0x80) === 0) return undefined;
    const header = (octet & 0x40) === 0 ? readLegacyHeader(bytes, at) : readHeader(bytes, at);
    if (header === undefined) return undefined;
    const start = at + header.headLength;
    const end = start + header.bodyLength;
    if (end > bytes.length) return undefined;
    packets.push({
      type: header.type,
      body: bytes.subarray(start, end),
      bytes: bytes.subarray(at, end),
    });
    at = end;
  }
  return packets.length === 0 ? undefined : packets;
}
