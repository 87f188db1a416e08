/**
 * The integrity table of a WIM file: SHA-1 digests of the file's own bytes from behind the header
 * to the end of the lookup table, in chunks (wimlib, `src/integrity.c`; Microsoft's paper of 2007
 * names the table only). The XML behind it, the header and the table itself are not covered. The
 * digests are not compared here: this says what they cover and where they stand.
 */
import { uint32le } from '../../bytes/fields.ts';
import type { ByteSource } from '../../bytes/source.ts';
import type { Finding } from '../../finding.ts';
import { WIM_HEADER_BYTES, type WimHeader } from './header.ts';
import { endOf } from './resource.ts';

const HEAD_BYTES = 12;
const DIGEST_BYTES = 20;

/** What wimlib accepts (`src/integrity.c`); files in the wild have 10 MiB. */
const MIN_CHUNK_BYTES = 4 * 2 ** 10;
const MAX_CHUNK_BYTES = 128 * 2 ** 20;

export interface IntegrityTable {
  /** Range of the WIM file that the chunks cover; the last one may be shorter. */
  readonly start: number;
  readonly end: number;
  readonly chunkBytes: number;
  readonly count: number;
  /** Where the digests stand in the WIM file: 20 bytes each, in the order of the chunks. */
  readonly digestsOffset: number;
}

export interface IntegrityReading {
  /** Only a table whose numbers agree with one another and with the file. */
  readonly table?: IntegrityTable;
  readonly findings: readonly Finding[];
}

export async function readIntegrityTable(
  source: ByteSource,
  header: WimHeader,
): Promise<IntegrityReading> {
  const { offset, storedBytes } = header.integrity;
  if (storedBytes === 0 || endOf(header.integrity) > source.size) return { findings: [] };
  const head = await source.read(offset, HEAD_BYTES);
  if (head.length < HEAD_BYTES) return refuse('size', storedBytes, offset);
  const end = endOf(header.lookup);
  const [size, count, chunkBytes] = [uint32le(head, 0), uint32le(head, 4), uint32le(head, 8)];
  if (size !== storedBytes) return refuse('size', size, offset);
  if (chunkBytes < MIN_CHUNK_BYTES || chunkBytes > MAX_CHUNK_BYTES) {
    return refuse('chunkBytes', chunkBytes, offset + 8);
  }
  const isCounted = count === Math.ceil((end - WIM_HEADER_BYTES) / chunkBytes);
  if (!isCounted || size !== HEAD_BYTES + count * DIGEST_BYTES) {
    return refuse('count', count, offset + 4);
  }
  const digestsOffset = offset + HEAD_BYTES;
  return {
    table: { start: WIM_HEADER_BYTES, end, chunkBytes, count, digestsOffset },
    findings: [],
  };
}

const refuse = (field: string, value: number, offset: number): IntegrityReading => ({
  findings: [{ code: 'wim-integrity-damaged', offset, detail: { field, value } }],
});
