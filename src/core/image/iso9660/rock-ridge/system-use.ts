/**
 * System Use areas (IEEE P1281, System Use Sharing Protocol 1.12): entries with a signature of two
 * letters behind a directory record's identifier, and in the areas that they continue in.
 */
import type { BoundedSource } from '../../../bytes/bounded-source.ts';
import { uint32le, uint8 } from '../../../bytes/fields.ts';
import type { Finding } from '../../../finding.ts';

export interface SystemUseEntry {
  /** Two letters, as on disc. */
  readonly signature: string;
  /** Behind the signature, the length and the version. */
  readonly data: Uint8Array;
}

/** A name of 255 bytes and a link of 4,096 need some 20 entries, in two or three areas. */
export const MAX_CONTINUATIONS = 32;

/** Areas are shorter than 300 bytes on real discs, and there are at most 200,000 entries. */
export const MAX_CONTINUED_BYTES = 64 << 20;

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
   * All entries of a record, `CE` and what comes behind `ST` left out. `area`: the System Use
   * area without the bytes that the volume says are to be skipped.
   */
  async read(area: Area, add: (finding: Finding) => void): Promise<readonly SystemUseEntry[]> {
    const entries: SystemUseEntry[] = [];
    let next = parseArea(area, entries, add);
    if (next === undefined) return entries;
    const seen = new Set<number>();
    while (next !== undefined) {
      const place: number = next.block * this.#blockBytes + next.offset;
      if (seen.has(place) || seen.size >= MAX_CONTINUATIONS) {
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
  async #readArea(
    { block, offset, length }: Continuation,
    add: (finding: Finding) => void,
  ): Promise<Area | undefined> {
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
  add: (finding: Finding) => void,
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
    const signature = String.fromCharCode(uint8(bytes, at), uint8(bytes, at + 1));
    if (signature === 'ST') break; // §5.4
    const data = bytes.subarray(at + HEADER_BYTES, at + length);
    if (signature !== 'CE') entries.push({ signature, data });
    else continuation ??= parseContinuation(data); // §5.1: at most one in an area
    at += length;
  }
  return continuation;
}

/** §5.1: three numbers in both byte orders. */
function parseContinuation(data: Uint8Array): Continuation | undefined {
  if (data.length < 24) return undefined;
  return { block: uint32le(data, 0), offset: uint32le(data, 8), length: uint32le(data, 16) };
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
