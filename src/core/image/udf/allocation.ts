/**
 * Where the content of a file is (ECMA-167, 3rd edition, 4/12 and 4/14.14): allocation descriptors of
 * three forms, which may go on in another block, over and over (4/14.5).
 */
import { uint32le } from '../../bytes/fields.ts';
import type { Extent } from '../tree.ts';
import { LENGTH_MASK, parseBlockAddress, type BlockAddress } from './address.ts';
import type { AllocationForm } from './file-entry.ts';

/** 65,536 extents of 1 GiB are more than any disc; a file of 50 GB in pieces of 1 MB has 50,000. */
export const MAX_EXTENTS = 65_536;

/** With 125 descriptors in a block, enough for the extents. */
const MAX_CONTINUATIONS = 1_024;

/** 4/14.14.1.1, type of an extent: recorded; allocated but not recorded; neither; descriptors. */
const RECORDED = 0;
const CONTINUATION = 3;

interface Descriptor extends BlockAddress {
  readonly type: number;
  readonly length: number;
}

const WIDTHS = { short: 8, long: 16, extended: 20 } as const;

/** What reading a chain needs of the volume. */
export interface AllocationContext {
  locate(address: BlockAddress, bytes: number): readonly Extent[];
  /** The descriptors in a block that continues (4/14.5), or `undefined` when it is damaged. */
  readContinuation(address: BlockAddress): Promise<Uint8Array | undefined>;
}

export interface AllocationPlan {
  readonly form: Exclude<AllocationForm, 'embedded'>;
  readonly descriptors: Uint8Array;
  /** Of the file entry: short descriptors have no partition of their own. */
  readonly reference: number;
  /** Bytes of content; what the extents have beyond is cut off. */
  readonly size: number;
}

export interface Allocation {
  readonly extents: readonly Extent[];
  /** Bytes that the extents hold, up to the file's size. */
  readonly covered: number;
  readonly problem?: 'chain' | 'too-many' | 'place';
}

export async function readAllocation(
  context: AllocationContext,
  plan: AllocationPlan,
): Promise<Allocation> {
  const list = new ExtentList(plan.size);
  const seen = new Set<string>();
  let next = addAll(context, plan, plan.descriptors, list);
  while (next && !list.isDone) {
    const key = `${next.reference}:${next.block}`;
    if (seen.has(key) || seen.size >= MAX_CONTINUATIONS) return list.finish('chain');
    seen.add(key);
    const descriptors = await context.readContinuation(next);
    if (!descriptors) return list.finish('chain');
    next = addAll(context, plan, descriptors, list);
  }
  return list.finish();
}

/** Gives the place of the block that continues the list, if there is one. */
function addAll(
  context: AllocationContext,
  { form, reference }: AllocationPlan,
  descriptors: Uint8Array,
  list: ExtentList,
): BlockAddress | undefined {
  const width = WIDTHS[form];
  for (let at = 0; at + width <= descriptors.length && !list.isDone; at += width) {
    const descriptor = parseDescriptor(descriptors, at, form, reference);
    if (descriptor.length === 0) return undefined; // 4/12.1: the end of the list
    if (descriptor.type === CONTINUATION) return descriptor;
    list.add(descriptor, context);
  }
  return undefined;
}

/** 4/14.14.1, short_ad; 4/14.14.2, long_ad; 4/14.14.3, ext_ad */
function parseDescriptor(
  bytes: Uint8Array,
  at: number,
  form: AllocationPlan['form'],
  reference: number,
): Descriptor {
  const head = uint32le(bytes, at);
  const place =
    form === 'short'
      ? { block: uint32le(bytes, at + 4), reference }
      : parseBlockAddress(bytes, at + (form === 'long' ? 4 : 12));
  return { type: head >>> 30, length: head & LENGTH_MASK, ...place };
}

class ExtentList {
  readonly #size: number;
  readonly #extents: Extent[] = [];
  #covered = 0;
  problem?: 'too-many' | 'place';

  constructor(size: number) {
    this.#size = size;
  }

  get isDone(): boolean {
    return this.#covered >= this.#size || this.problem !== undefined;
  }

  add(descriptor: Descriptor, context: AllocationContext): void {
    const length = Math.min(descriptor.length, this.#size - this.#covered);
    const isHole = descriptor.type !== RECORDED;
    // A hole need not have a place (4/14.14.1.1); where it has one, it is said.
    const places = context.locate(descriptor, length);
    const located = places.reduce((sum, place) => sum + place.length, 0);
    if (isHole) this.#push({ offset: places[0]?.offset ?? 0, length, isHole });
    else for (const place of places) this.#push(place);
    if (!isHole && located < length && !this.problem) this.problem = 'place';
  }

  #push(extent: Extent): void {
    const last = this.#extents.at(-1);
    if (last && last.isHole === extent.isHole && last.offset + last.length === extent.offset) {
      this.#extents[this.#extents.length - 1] = { ...last, length: last.length + extent.length };
    } else if (this.#extents.length < MAX_EXTENTS) {
      this.#extents.push(extent);
    } else {
      this.problem = 'too-many';
      return;
    }
    this.#covered += extent.length;
  }

  finish(chain?: 'chain'): Allocation {
    const problem = this.problem ?? chain;
    const found = { extents: this.#extents, covered: this.#covered };
    return problem === undefined ? found : { ...found, problem };
  }
}
