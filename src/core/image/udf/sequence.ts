/**
 * A volume descriptor sequence (ECMA-167, 3rd edition, 3/8.4.2): sectors that describe the volume,
 * recorded twice, as the main and the reserve sequence. Of several descriptors of one kind the
 * one with the highest sequence number prevails (3/8.4.3).
 */
import { uint16le, uint32le } from '../../bytes/fields.ts';
import { parseSectorRun, type SectorRun } from './address.ts';
import type { BlockReader } from './block-reader.ts';
import { isBlank, parseTag, TAG } from './tag.ts';

/** Of one sequence, over all its extents; UDF 2.60, 2.2.3.1 asks for extents of 16. */
export const MAX_SEQUENCE_SECTORS = 256;

/** Descriptors that lead on to another extent (3/10.3). Writers of discs need none. */
export const MAX_POINTER_HOPS = 16;

export interface DescriptorSequence {
  /** The prevailing sector of each kind: the whole sector, tag included. */
  readonly primary?: Uint8Array;
  readonly logical?: Uint8Array;
  /** By the partition's number. */
  readonly partitions: ReadonlyMap<number, Uint8Array>;
  /** Sectors of it that hold something else than a whole descriptor, or that the file lacks. */
  readonly damagedSectors: readonly number[];
  /** Behind the last byte of its extents. */
  readonly end: number;
}

export async function readSequence(
  reader: BlockReader,
  sectorBytes: number,
  start: SectorRun,
): Promise<DescriptorSequence> {
  const collector = new Collector(reader, sectorBytes);
  const seen = new Set<number>();
  let run: SectorRun | undefined = start;
  for (let hop = 0; run && hop <= MAX_POINTER_HOPS && !seen.has(run.sector); hop++) {
    seen.add(run.sector);
    run = await collector.readRun(run);
  }
  return collector;
}

class Collector implements DescriptorSequence {
  primary?: Uint8Array;
  logical?: Uint8Array;
  readonly partitions = new Map<number, Uint8Array>();
  readonly damagedSectors: number[] = [];
  end = 0;
  readonly #reader: BlockReader;
  readonly #sectorBytes: number;
  #sectorsLeft = MAX_SEQUENCE_SECTORS;

  constructor(reader: BlockReader, sectorBytes: number) {
    this.#reader = reader;
    this.#sectorBytes = sectorBytes;
  }

  /** Gives the extent in which the sequence goes on, if it does. */
  async readRun({ sector, length }: SectorRun): Promise<SectorRun | undefined> {
    const count = Math.floor(length / this.#sectorBytes);
    this.end = Math.max(this.end, sector * this.#sectorBytes + length);
    let next: SectorRun | undefined;
    for (let i = 0; i < count && this.#sectorsLeft > 0; i++) {
      this.#sectorsLeft--;
      const bytes = await this.#reader.read((sector + i) * this.#sectorBytes, this.#sectorBytes);
      if (!bytes) {
        this.damagedSectors.push(sector + i);
        return next; // the file ends here
      }
      if (isBlank(bytes)) return next; // 3/8.4.2: an unrecorded sector ends it
      const identifier = parseTag(bytes)?.identifier;
      if (identifier === undefined) this.damagedSectors.push(sector + i);
      if (identifier === TAG.terminating) return next;
      if (identifier === TAG.pointer)
        next = parseSectorRun(bytes, 20); // 3/10.3.3
      else if (identifier !== undefined) this.#take(identifier, bytes);
    }
    return next;
  }

  #take(identifier: number, bytes: Uint8Array): void {
    const sector = bytes.slice(); // the reader's buffer is larger than what is kept
    if (identifier === TAG.primary) this.primary = prevailing(this.primary, sector);
    if (identifier === TAG.logical) this.logical = prevailing(this.logical, sector);
    if (identifier !== TAG.partition) return;
    const number = uint16le(sector, 22); // 3/10.5.4
    this.partitions.set(number, prevailing(this.partitions.get(number), sector));
  }
}

/** 3/8.4.3; the number stands at the same place in every kind (3/10.1.2 and so on). */
function prevailing(before: Uint8Array | undefined, sector: Uint8Array): Uint8Array {
  return before && uint32le(before, 16) >= uint32le(sector, 16) ? before : sector;
}

/** Whether the files of the volume can be found with it. */
export const isUsable = ({ logical, partitions }: DescriptorSequence): boolean =>
  logical !== undefined && partitions.size > 0;

/**
 * Names of the descriptors that both sequences have, in different words. Their tags may differ, and
 * so may the primary ones: genisoimage writes the time into each, as part of a unique name.
 */
export function findDisagreements(a: DescriptorSequence, b: DescriptorSequence): string[] {
  const numbers = [...a.partitions.keys()];
  return [
    ...(differ(a.logical, b.logical) ? ['logical'] : []),
    ...(numbers.some((number) => differ(a.partitions.get(number), b.partitions.get(number)))
      ? ['partition']
      : []),
  ];
}

const TAG_AND_NUMBER = 20;

const differ = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a !== undefined && b?.some((byte, at) => at >= TAG_AND_NUMBER && byte !== a[at]) === true;
