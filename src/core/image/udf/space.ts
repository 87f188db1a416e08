/**
 * The blocks of a logical volume, through its partition maps: descriptors in them, the file entry
 * that an address leads to (ECMA-167, 3rd edition, 4/14.6), and where a file's content is.
 */
import { uint32le } from '../../bytes/fields.ts';
import type { Finding } from '../../finding.ts';
import type { Extent } from '../tree.ts';
import { parseLongAddress, type BlockAddress, type LongAddress } from './address.ts';
import { readAllocation, type Allocation } from './allocation.ts';
import type { BlockReader } from './block-reader.ts';
import { DESCRIPTOR_STEPS, Effort } from './effort.ts';
import { parseFileEntry, type FileEntry } from './file-entry.ts';
import type { Partition } from './partition.ts';
import { parseTag, TAG } from './tag.ts';

/** Entries in a chain of strategy 4096, and of entries that point to others. Writers make few. */
const MAX_ENTRY_HOPS = 64;

const STRATEGY_CHAIN = 4096; // UDF 2.60, 2.3.5.1 and 6.6

interface TaggedBlock {
  readonly identifier: number;
  readonly bytes: Uint8Array;
  /** In the image. */
  readonly offset: number;
}

/** Takes what is noticed on the way. */
export type Add = (finding: Finding) => void;

/** A file entry and where it was found. */
export interface FoundEntry extends FileEntry {
  /** Of the entry itself, in the image. */
  readonly offset: number;
  readonly reference: number;
}

export interface Content {
  readonly extents: readonly Extent[];
  readonly covered: number;
  readonly problem?: Allocation['problem'];
}

export class Space {
  readonly reader: BlockReader;
  readonly blockBytes: number;
  readonly effort = new Effort();
  /** In the order of the partition maps; absent where one cannot be used. */
  readonly #partitions: (Partition | undefined)[] = [];

  constructor(reader: BlockReader, blockBytes: number) {
    this.reader = reader;
    this.blockBytes = blockBytes;
  }

  setPartition(reference: number, partition: Partition | undefined): void {
    this.#partitions[reference] = partition;
  }

  locate({ block, reference }: BlockAddress, bytes: number): readonly Extent[] {
    if (!this.effort.spend(1)) return [];
    return this.#partitions[reference]?.locate(block, bytes) ?? [];
  }

  /** A whole descriptor, from the first copy that has one. */
  async readTagged(address: BlockAddress, add: Add): Promise<TaggedBlock | undefined> {
    const { block, reference } = address;
    if (!this.effort.spend(DESCRIPTOR_STEPS)) return undefined;
    const partition = this.#partitions[reference];
    const first = await this.#readCopy(partition?.locate(block, this.blockBytes), block, add);
    if (first || !partition?.locateCopy) return first;
    const copy = await this.#readCopy(partition.locateCopy(block, this.blockBytes), block, add);
    if (copy) add({ code: 'udf-mirror-used', offset: copy.offset });
    return copy;
  }

  async #readCopy(
    places: readonly Extent[] | undefined,
    block: number,
    add: Add,
  ): Promise<TaggedBlock | undefined> {
    const [place] = places ?? [];
    if (place?.length !== this.blockBytes || place.isHole) return undefined;
    const { offset } = place;
    const bytes = await this.reader.read(offset, this.blockBytes);
    const tag = bytes && parseTag(bytes);
    if (!tag) return undefined;
    if (tag.location !== block) {
      const detail = { recorded: tag.location, expected: block };
      add({ code: 'udf-tag-location', offset, detail });
    }
    return { identifier: tag.identifier, bytes, offset };
  }

  /**
   * The prevailing file entry of an ICB (4/8.10.1; UDF 2.60, 6.6): the only one, or the last one of a chain.
   * `undefined` when nothing whole is there.
   */
  async readEntry(icb: LongAddress, add: Add): Promise<FoundEntry | undefined> {
    const seen = new Set<string>();
    let found: FoundEntry | undefined;
    let next: LongAddress | undefined = icb;
    while (next) {
      const key = `${next.reference}:${next.block}`;
      if (seen.has(key) || seen.size >= MAX_ENTRY_HOPS) {
        add({ code: 'udf-entry-chain', ...(found ? { offset: found.offset } : {}) });
        return found;
      }
      seen.add(key);
      const block: TaggedBlock | undefined = await this.readTagged(next, add);
      const entry = block && parseFileEntry(block.bytes, block.identifier);
      if (block && entry) found = { ...entry, offset: block.offset, reference: next.reference };
      next = block && (await this.#findSuccessor(next, block, add));
    }
    return found;
  }

  /** 4/14.7: an indirect entry, in place of the file entry or behind it, leads on. */
  async #findSuccessor(
    icb: LongAddress,
    { identifier, bytes }: TaggedBlock,
    add: Add,
  ): Promise<LongAddress | undefined> {
    if (identifier === TAG.indirect) return parseLongAddress(bytes, 36);
    const isChain = parseFileEntry(bytes, identifier)?.strategy === STRATEGY_CHAIN;
    if (!isChain || icb.length < 2 * this.blockBytes) return undefined;
    const behind = await this.readTagged({ ...icb, block: icb.block + 1 }, add);
    return behind?.identifier === TAG.indirect ? parseLongAddress(behind.bytes, 36) : undefined;
  }

  /** Content inside its entry has its place in the image like any other. */
  async readContent(entry: FoundEntry, add: Add): Promise<Content> {
    const { form, allocation, reference, size = Number.MAX_SAFE_INTEGER } = entry;
    if (form === 'embedded') {
      const length = Math.min(size, allocation.length);
      const offset = entry.offset + entry.allocationStart;
      return { extents: length === 0 ? [] : [{ offset, length }], covered: length };
    }
    const plan = { form, descriptors: allocation, reference, size };
    return readAllocation(
      {
        locate: (address, bytes) => this.locate(address, bytes),
        readContinuation: (address) => this.#readContinuation(address, add),
      },
      plan,
    );
  }

  /** 4/14.5 */
  async #readContinuation(address: BlockAddress, add: Add): Promise<Uint8Array | undefined> {
    const block = await this.readTagged(address, add);
    if (block?.identifier !== TAG.allocationExtent) return undefined;
    const length = uint32le(block.bytes, 20);
    return 24 + length > block.bytes.length ? undefined : block.bytes.slice(24, 24 + length);
  }
}
