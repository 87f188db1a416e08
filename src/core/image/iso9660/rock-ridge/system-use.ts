/**
 * System Use areas (IEEE P1281, System Use Sharing Protocol 1.12): entries with a signature of two
 * letters behind a directory record's identifier, and in the areas that they continue in.
 */
import type { BoundedSource } from '../../../bytes/bounded-source.ts';
import { uint16be, uint32le, uint8 } from '../../../bytes/fields.ts';
import type { Finding } from '../../../finding.ts';

export interface SystemUseEntry {
  /** Two letters, as on disc. */
  readonly signature: string;
  /** Behind the signature, the length and the version. */
  readonly data: Uint8Array;
}

/** A name of 255 bytes and a link of 4,096 need some 20 entries, in two or three areas. */
export const MAX_CONTINUATIONS = 32;

/** Of one record: a link of 4,096 bytes and a name of 1,024, with all that goes around them. */
export const MAX_RECORD_BYTES = 8 << 10;

/** Of a tree. Only long names and checksums continue: 20,000 files with 100 bytes are 2 MB. */
export const MAX_CONTINUED_BYTES = 8 << 20;

/** §4: signature, length and version. */
const HEADER_BYTES = 4;

/** The part of the rest of a volume that a run of entries continues in (§5.1). */
interface Continuation {
  readonly block: number;
  readonly offset: number;
  readonly length: number;
}

interface Area {
  readonly bytes: Uint8Array;
  /** In the image. */
  readonly offset: number;
}

type Add = (finding: Finding) => void;

export class SystemUseReader {
  readonly #source: BoundedSource;
  readonly #blockBytes: number;
  /** The block that was read last: continuations of neighbours share one. */
  #cached: Area = { bytes: new Uint8Array(0), offset: -1 };
  #continuedBytes = 0;

  constructor(source: BoundedSource, blockBytes: number) {
    this.#source = source;
    this.#blockBytes = blockBytes;
  }

  /**
   * All entries of a record that Rock Ridge needs, `CE` and what comes behind `ST` left out. `area`:
   * the System Use area without the bytes that the volume says are to be skipped.
   */
  read(area: Area, add: Add): readonly SystemUseEntry[] | Promise<readonly SystemUseEntry[]> {
    const entries: SystemUseEntry[] = [];
    const next = parseArea(area, entries, add);
    return next === undefined ? entries : this.#follow(next, entries, add);
  }

  async #follow(first: Continuation, entries: SystemUseEntry[], add: Add) {
    const before = this.#continuedBytes;
    const seen = new Set<number>();
    let next: Continuation | undefined = first;
    while (next !== undefined) {
      const place: number = next.block * this.#blockBytes + next.offset;
      const isTooLong = this.#continuedBytes - before > MAX_RECORD_BYTES;
      if (seen.has(place) || seen.size >= MAX_CONTINUATIONS || isTooLong) {
        add({ code: 'damaged-continuation', offset: place });
        break;
      }
      seen.add(place);
      const continued = await this.#readArea(next, add);
      next = continued && parseArea(continued, entries, add);
    }
    return entries;
  }

  /** §5.1: the area has to lie in its block; what reaches beyond is not read. */
  async #readArea({ block, offset, length }: Continuation, add: Add): Promise<Area | undefined> {
    const start = block * this.#blockBytes;
    const place = start + offset;
    if (this.#continuedBytes >= MAX_CONTINUED_BYTES) {
      add({ code: 'too-much-system-use', offset: place, detail: { limit: MAX_CONTINUED_BYTES } });
      return undefined;
    }
    if (this.#cached.offset !== start) {
      this.#cached = { bytes: await this.#source.read(start, this.#blockBytes), offset: start };
    }
    const bytes = this.#cached.bytes.subarray(offset, offset + length);
    if (bytes.length < length) add({ code: 'damaged-continuation', offset: place });
    this.#continuedBytes += bytes.length;
    return { bytes, offset: place };
  }
}

/** Appends to `entries`; returns where they go on. */
function parseArea(
  { bytes, offset }: Area,
  entries: SystemUseEntry[],
  add: Add,
): Continuation | undefined {
  let continuation: Continuation | undefined;
  let at = 0;
  while (at + HEADER_BYTES <= bytes.length) {
    const length = uint8(bytes, at + 2);
    if (uint8(bytes, at) === 0) break; // padding: what comes is nobody's
    if (length < HEADER_BYTES || at + length > bytes.length) {
      add({ code: 'damaged-system-use', offset: offset + at });
      break;
    }
    const signature = SIGNATURES.get(uint16be(bytes, at));
    if (signature === 'ST') break; // §5.4
    if (signature === 'CE') continuation ??= parseContinuation(bytes, at + HEADER_BYTES, length);
    else if (signature !== undefined) {
      entries.push({ signature, data: bytes.subarray(at + HEADER_BYTES, at + length) });
    }
    at += length;
  }
  return continuation;
}

/** What is read; all else (device numbers, access lists, checksums of xorriso) is passed over. */
const SIGNATURES: ReadonlyMap<number, string> = new Map(
  ['CE', 'ST', 'ER', 'RR', 'PX', 'SL', 'NM', 'CL', 'RE', 'TF', 'ZF'].map((signature) => [
    (signature.charCodeAt(0) << 8) | signature.charCodeAt(1),
    signature,
  ]),
);

/** §5.1, at most one in an area: three numbers in both byte orders. */
function parseContinuation(
  bytes: Uint8Array,
  at: number,
  length: number,
): Continuation | undefined {
  if (length < HEADER_BYTES + 24) return undefined;
  return {
    block: uint32le(bytes, at),
    offset: uint32le(bytes, at + 8),
    length: uint32le(bytes, at + 16),
  };
}

/** §5.3: what the root's own record says about all areas. */
export interface SharingProtocol {
  /** Bytes to skip in every other area. */
  readonly skip: number;
  /** Where in the root's own area the entries begin. */
  readonly start: number;
}

/** On CD-ROM XA the first 14 bytes belong to that standard (§5.3). */
const XA_BYTES = 14;

/** `area`: the System Use area of the root's own record. */
export function findSharingProtocol(area: Uint8Array): SharingProtocol | undefined {
  for (const start of [0, XA_BYTES]) {
    const isMarked =
      uint8(area, start) === 0x53 && // 'S'
      uint8(area, start + 1) === 0x50 && // 'P'
      uint8(area, start + 2) >= 7 &&
      uint8(area, start + 4) === 0xbe &&
      uint8(area, start + 5) === 0xef;
    if (isMarked) return { skip: uint8(area, start + 6), start };
  }
  return undefined;
}
