/** What lives where in an image: so that a damaged range of bytes can be called by its name. */

export type StructureKind =
  | 'system-area' // ECMA-119 §6.2.1
  | 'partition-table'
  | 'volume-descriptors'
  | 'path-table'
  | 'boot-catalog'
  | 'boot-image'
  | 'udf-anchor'
  | 'udf-descriptors'
  | 'directory'
  | 'file'
  | 'wim-header'
  | 'wim-lookup'
  | 'wim-xml'
  | 'wim-integrity';

/** A range of bytes, from `start` up to `end`, as it is recorded: it may reach behind the file. */
export interface Structure {
  readonly kind: StructureKind;
  readonly start: number;
  readonly end: number;
  /** Of files and directories: names from the root, joined by `/`; empty for the root. Untrusted. */
  readonly path?: string;
}

export class StructureMap {
  /** By start. Several may share bytes: a file of two names, a boot image that is a file. */
  readonly structures: readonly Structure[];
  /** Not every directory could be looked at: there is more than this. */
  readonly isPartial: boolean;
  /** Up to each place in the list, the farthest end so far. */
  readonly #ends: readonly number[];

  constructor(structures: readonly Structure[], isPartial: boolean) {
    this.structures = [...structures].sort((a, b) => a.start - b.start || b.end - a.end);
    this.isPartial = isPartial;
    let farthest = 0;
    this.#ends = this.structures.map(({ end }) => (farthest = Math.max(farthest, end)));
  }

  /** All that the byte at `offset` belongs to, by start. Empty for bytes that nothing claims. */
  findAt(offset: number): readonly Structure[] {
    return this.findIn(offset, offset + 1);
  }

  /** All that has a byte from `start` up to `end`, by start. */
  findIn(start: number, end: number): readonly Structure[] {
    const found: Structure[] = [];
    for (let i = this.#countBefore(end) - 1; (this.#ends[i] ?? 0) > start; i--) {
      const structure = this.structures[i];
      if (structure && structure.end > start) found.push(structure);
    }
    return found.reverse();
  }

  /** By bisection: how many begin before `end`. */
  #countBefore(end: number): number {
    let low = 0;
    let high = this.structures.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.structures[middle]?.start ?? end) < end) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
