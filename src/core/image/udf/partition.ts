/**
 * From blocks of a partition to bytes of the image (ECMA-167, 3rd edition, 4/3; UDF 2.60, 2.2.8 to
 * 2.2.13). A partition map says in which of four ways.
 */
import type { Extent } from '../tree.ts';
import type { Effort } from './effort.ts';

export interface Partition {
  /**
   * Where `bytes` bytes from `block` on are, in order; less or nothing where the partition does not
   * say. Whether the image is as long is not asked.
   */
  locate(block: number, bytes: number): readonly Extent[];
  /** The same from a second copy, where the partition keeps one. */
  readonly locateCopy?: (block: number, bytes: number) => readonly Extent[];
}

/** Pieces of one run: a disc with so many spared packets is beyond use. */
const MAX_PIECES = 65_536;

/** A run of the volume (3/10.5). */
export class PhysicalPartition implements Partition {
  /** In bytes of the image. */
  readonly start: number;
  readonly blockBytes: number;

  constructor(start: number, blockBytes: number) {
    this.start = start;
    this.blockBytes = blockBytes;
  }

  locate(block: number, bytes: number): readonly Extent[] {
    if (bytes <= 0) return [];
    return [{ offset: this.start + block * this.blockBytes, length: bytes }];
  }
}

/** A map of one unit to another place, in whole units. */
interface Detours {
  readonly unitBytes: number;
  readonly effort: Effort;
  /** Byte offset in the image of the first block of unit `unit`; `undefined` for none. */
  readonly find: (unit: number) => number | undefined;
}

/** Cuts a run at the borders of units and merges what comes out adjacent. */
function locateByUnits(
  { unitBytes, find, effort }: Detours,
  start: number,
  bytes: number,
): readonly Extent[] {
  const pieces: { offset: number; length: number }[] = [];
  for (let at = start; at < start + bytes && pieces.length < MAX_PIECES;) {
    const inUnit = at % unitBytes;
    const length = Math.min(unitBytes - inUnit, start + bytes - at);
    const target = find((at - inUnit) / unitBytes);
    if (target === undefined || !effort.spend(1)) return pieces;
    const last = pieces.at(-1);
    if (last && last.offset + last.length === target + inUnit) last.length += length;
    else pieces.push({ offset: target + inUnit, length });
    at += length;
  }
  return pieces;
}

export interface Sparing {
  readonly packetBlocks: number;
  /** From the first block of a packet to the byte offset of what stands for it. */
  readonly spared: ReadonlyMap<number, number>;
}

/** UDF 2.2.9: packets that went bad are elsewhere. */
export class SparablePartition implements Partition {
  readonly #base: PhysicalPartition;
  readonly #sparing: Sparing;
  readonly #effort: Effort;

  constructor(base: PhysicalPartition, sparing: Sparing, effort: Effort) {
    this.#base = base;
    this.#sparing = sparing;
    this.#effort = effort;
  }

  locate(block: number, bytes: number): readonly Extent[] {
    const { packetBlocks, spared } = this.#sparing;
    if (spared.size === 0) return this.#base.locate(block, bytes);
    const { start, blockBytes } = this.#base;
    const unitBytes = packetBlocks * blockBytes;
    const find = (unit: number): number =>
      spared.get(unit * packetBlocks) ?? start + unit * unitBytes;
    return locateByUnits({ unitBytes, find, effort: this.#effort }, block * blockBytes, bytes);
  }
}

/** UDF 2.2.8: a table gives the place of each block. */
export class VirtualPartition implements Partition {
  readonly #base: PhysicalPartition;
  readonly #table: Uint32Array;
  readonly #effort: Effort;

  constructor(base: PhysicalPartition, table: Uint32Array, effort: Effort) {
    this.#base = base;
    this.#table = table;
    this.#effort = effort;
  }

  locate(block: number, bytes: number): readonly Extent[] {
    const { start, blockBytes } = this.#base;
    const find = (unit: number): number | undefined => {
      const target = this.#table[unit];
      return target === undefined || target === UNUSED ? undefined : start + target * blockBytes;
    };
    const detours = { unitBytes: blockBytes, find, effort: this.#effort };
    return locateByUnits(detours, block * blockBytes, bytes);
  }
}

const UNUSED = 0xffff_ffff; // UDF 2.2.11

/** UDF 2.2.13: blocks of a file, of which there may be a second copy. */
export class MetadataPartition implements Partition {
  readonly locateCopy?: (block: number, bytes: number) => readonly Extent[];
  readonly #extents: readonly Extent[];
  readonly #blockBytes: number;

  constructor(
    extents: readonly Extent[],
    mirror: readonly Extent[] | undefined,
    blockBytes: number,
  ) {
    this.#extents = extents;
    this.#blockBytes = blockBytes;
    if (mirror) {
      this.locateCopy = (block, bytes) => cutOut(mirror, block * blockBytes, bytes);
    }
  }

  locate(block: number, bytes: number): readonly Extent[] {
    return cutOut(this.#extents, block * this.#blockBytes, bytes);
  }
}

/** `bytes` bytes from `start` on of the content that the extents hold. */
function cutOut(extents: readonly Extent[], start: number, bytes: number): readonly Extent[] {
  const pieces: Extent[] = [];
  let extentStart = 0;
  let left = bytes;
  for (const extent of extents) {
    const skipped = Math.max(0, start - extentStart);
    extentStart += extent.length;
    if (skipped >= extent.length) continue;
    if (left <= 0) break;
    const length = Math.min(extent.length - skipped, left);
    pieces.push({ ...extent, offset: extent.offset + skipped, length });
    left -= length;
  }
  return pieces;
}
