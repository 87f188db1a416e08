/**
 * Builds WIM files without an archiver: header, pieces of uncompressed data, lookup table, XML and
 * integrity table, in the layout of Microsoft's paper "Windows Imaging File Format (WIM)" of 2007.
 * Not written from the reader; what it makes is shown to `wiminfo` in tests/oracle/wim.test.ts.
 */
import { createHash } from 'node:crypto';

/** Offsets of fields of the header. */
export const atWim = {
  headerBytes: 8,
  version: 12,
  flags: 16,
  part: 40,
  parts: 42,
  imageCount: 44,
  lookup: 48,
  xml: 72,
  bootMetadata: 96,
  bootImage: 120,
  integrity: 124,
} as const;

const HEADER_BYTES = 208;
const CHUNK_BYTES = 4096;

export interface WimPlan {
  /** Whole documents, without a byte order mark. */
  readonly xml?: string;
  readonly imageCount?: number;
  readonly flags?: number;
  readonly version?: number;
  readonly data?: readonly Uint8Array[];
  readonly hasIntegrity?: boolean;
}

/** A file with one image called "One" and one piece of data, unless told otherwise. */
export function wimFile(plan: WimPlan = {}): Uint8Array {
  const { xml = imageXml(1, '<NAME>One</NAME>'), data = [new Uint8Array(5_000).fill(7)] } = plan;
  const blobs = Buffer.concat(data);
  const lookupOffset = HEADER_BYTES + blobs.length;
  const rows = Buffer.concat(rowsOf(data));
  const text = Buffer.from(`\ufeff${xml}`, 'utf16le');
  const xmlOffset = lookupOffset + rows.length;
  const integrityOffset = xmlOffset + text.length;
  const body = Buffer.concat([blobs, rows]);
  const integrity = plan.hasIntegrity === false ? Buffer.alloc(0) : integrityOf(body);
  const header = headerOf(plan);
  header.set(resource(rows.length, lookupOffset), atWim.lookup);
  header.set(resource(text.length, xmlOffset), atWim.xml);
  if (integrity.length > 0) {
    header.set(resource(integrity.length, integrityOffset, 0), atWim.integrity);
  }
  return new Uint8Array(Buffer.concat([header, body, text, integrity]));
}

export const imageXml = (index: number | string, content: string): string =>
  `<WIM><IMAGE INDEX="${index}">${content}</IMAGE></WIM>`;

function headerOf({ imageCount = 1, flags = 0, version = 0x10d00 }: WimPlan): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('MSWIM\0\0\0', 0, 'latin1');
  header.writeUInt32LE(HEADER_BYTES, atWim.headerBytes);
  header.writeUInt32LE(version, atWim.version);
  header.writeUInt32LE(flags, atWim.flags);
  header.set(Buffer.from('33221100554477668899aabbccddeeff', 'hex'), 24);
  header.writeUInt16LE(1, atWim.part);
  header.writeUInt16LE(1, atWim.parts);
  header.writeUInt32LE(imageCount, atWim.imageCount);
  return header;
}

/** 24 bytes; flag 2 marks metadata and tables. */
export function resource(bytes: number, offset: number, flags = 2): Buffer {
  const header = Buffer.alloc(24);
  header.writeUIntLE(bytes, 0, 6);
  header.writeUInt8(flags, 7);
  header.writeBigUInt64LE(BigInt(offset), 8);
  header.writeBigUInt64LE(BigInt(bytes), 16);
  return header;
}

/** The first piece of data stands for the metadata of the image. */
function rowsOf(data: readonly Uint8Array[]): Buffer[] {
  let offset = HEADER_BYTES;
  return data.map((bytes, index) => {
    const row = Buffer.alloc(50);
    row.set(resource(bytes.length, offset, index === 0 ? 2 : 0), 0);
    row.writeUInt16LE(1, 24);
    row.writeUInt32LE(1, 26);
    row.set(createHash('sha1').update(bytes).digest(), 30);
    offset += bytes.length;
    return row;
  });
}

function integrityOf(body: Uint8Array): Buffer {
  const digests: Buffer[] = [];
  for (let start = 0; start < body.length; start += CHUNK_BYTES) {
    const chunk = body.subarray(start, start + CHUNK_BYTES);
    digests.push(createHash('sha1').update(chunk).digest());
  }
  const head = Buffer.alloc(12);
  head.writeUInt32LE(12 + 20 * digests.length, 0);
  head.writeUInt32LE(digests.length, 4);
  head.writeUInt32LE(CHUNK_BYTES, 8);
  return Buffer.concat([head, ...digests]);
}
