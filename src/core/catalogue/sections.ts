/**
 * The frame of the built catalogue's content: magic, version, directory of sections and the seal.
 * docs/catalogue-format.md is its description. Nothing is read here but the frame.
 */
import type { AlgorithmId } from '../digest/algorithm.ts';
import { formatHex } from '../bytes/hex.ts';
import { unreadable, type Range } from './record.ts';

const MAGIC = [...'TCHSTONE'].map((letter) => letter.charCodeAt(0));
const VERSION = 2;
const HEADER_BYTES = 16;
const DIRECTORY_ROW_BYTES = 12;
const SEAL_BYTES = 32;

/** The single sections and one table for each algorithm. */
const SINGLE_KINDS = ['about', 'words', 'sources', 'entries', 'aliases', 'complete'] as const;
const DIGESTS_KIND = 7;
type SingleKind = (typeof SINGLE_KINDS)[number];

/** An algorithm's code in the file is its position here plus one. */
export const ALGORITHM_CODES: readonly AlgorithmId[] = [
  'crc32',
  'md5',
  'sha1',
  'sha256',
  'sha384',
  'sha512',
];

/**
 * The largest content that is inflated. All entries known so far take 10 MB; this leaves room for
 * six times as many and keeps a damaged or hostile file from filling the memory.
 */
export const MAX_CONTENT_BYTES = 64 * 1024 * 1024;

export interface Section extends Range {
  readonly count: number;
}

export interface Sections {
  readonly single: Readonly<Record<SingleKind, Section>>;
  readonly digests: readonly (Section & { readonly algorithm: AlgorithmId })[];
}

/**
 * Splits content into its body and the SHA-256 that it must have, as lower-case hex. Throws
 * `Fault('catalogue.unreadable')` when it is too short to have both.
 */
export function splitSeal<Buffer extends ArrayBufferLike>(
  content: Uint8Array<Buffer>,
): {
  readonly body: Uint8Array<Buffer>;
  readonly seal: string;
} {
  const bodyBytes = content.length - SEAL_BYTES;
  if (bodyBytes < HEADER_BYTES)
    throw unreadable(`expected a header and a seal, got ${content.length} bytes`);
  return { body: content.subarray(0, bodyBytes), seal: formatHex(content.subarray(bodyBytes)) };
}

function assertHeader(body: Uint8Array, view: DataView): void {
  if (!MAGIC.every((byte, i) => body[i] === byte))
    throw unreadable('expected its magic at offset 0');
  const version = view.getUint16(8, true);
  if (version !== VERSION) throw unreadable(`expected version ${VERSION}, got ${version}`);
  const length = view.getUint32(12, true);
  if (length !== body.length) throw unreadable(`expected ${length} bytes, got ${body.length}`);
}

interface DirectoryRow extends Section {
  readonly kind: number;
  readonly algorithm: number;
}

function readDirectory(body: Uint8Array, view: DataView): readonly DirectoryRow[] {
  const count = view.getUint16(10, true);
  let start = HEADER_BYTES + count * DIRECTORY_ROW_BYTES;
  if (start > body.length) throw unreadable(`expected a directory of ${count} sections`);
  const rows: DirectoryRow[] = [];
  for (let i = 0; i < count; i++) {
    const at = HEADER_BYTES + i * DIRECTORY_ROW_BYTES;
    if (view.getUint16(at + 2, true) !== 0) throw unreadable(`expected zeros at offset ${at + 2}`);
    const end = start + view.getUint32(at + 8, true);
    const [kind, algorithm] = [view.getUint8(at), view.getUint8(at + 1)];
    rows.push({ kind, algorithm, count: view.getUint32(at + 4, true), start, end });
    start = end;
  }
  if (start !== body.length)
    throw unreadable(`expected sections to end at ${body.length}, got ${start}`);
  return rows;
}

function singleSection(rows: readonly DirectoryRow[], kind: SingleKind): Section {
  const position = SINGLE_KINDS.indexOf(kind);
  const row = rows[position];
  if (row === undefined || row.kind !== position + 1 || row.algorithm !== 0) {
    throw unreadable(`expected the section of ${kind} in place ${position}`);
  }
  return row;
}

function digestSections(rows: readonly DirectoryRow[]): Sections['digests'] {
  let lastCode = 0;
  return rows.slice(SINGLE_KINDS.length).map((row) => {
    const algorithm = ALGORITHM_CODES[row.algorithm - 1];
    if (row.kind !== DIGESTS_KIND || row.algorithm <= lastCode || algorithm === undefined) {
      throw unreadable(
        `expected a digest table, got kind ${row.kind} of algorithm ${row.algorithm}`,
      );
    }
    lastCode = row.algorithm;
    return { algorithm, count: row.count, start: row.start, end: row.end };
  });
}

/** Throws `Fault('catalogue.unreadable')` unless the sections fill the body exactly, in order. */
export function readSections(body: Uint8Array): Sections {
  if (body.length < HEADER_BYTES) throw unreadable(`expected a header, got ${body.length} bytes`);
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  assertHeader(body, view);
  const rows = readDirectory(body, view);
  const single = {
    about: singleSection(rows, 'about'),
    words: singleSection(rows, 'words'),
    sources: singleSection(rows, 'sources'),
    entries: singleSection(rows, 'entries'),
    aliases: singleSection(rows, 'aliases'),
    complete: singleSection(rows, 'complete'),
  };
  return { single, digests: digestSections(rows) };
}
