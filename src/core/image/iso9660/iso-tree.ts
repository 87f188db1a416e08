/**
 * A directory tree of an ISO 9660 volume, listed one directory at a time. What is recorded may
 * contain itself, or every directory twice: each is listed once, under the name that asked first.
 */
import { MAX_METADATA_BYTES, type BoundedSource } from '../../bytes/bounded-source.ts';
import { Findings } from '../../bytes/findings.ts';
import type { Finding } from '../../finding.ts';
import type { Extent, FileTree } from '../tree.ts';
import {
  isParent,
  isSelf,
  MIN_RECORD_BYTES,
  parseDirectoryRecord,
  type DirectoryRecord,
} from './directory-record.ts';
import { MAX_DIRECTORY_BYTES, readRecords } from './directory-reader.ts';
import { DraftRow } from './drafts.ts';
import { checkEntry, entryOf, type Draft, type IsoEntry, type Naming } from './entry.ts';
import { parseAttributes } from './rock-ridge/attributes.ts';
import { SystemUseReader } from './rock-ridge/system-use.ts';

/** The largest installation media have some 20,000; listing so many takes a second. */
export const MAX_ENTRIES = 100_000;

/** ECMA-119 §6.8.2.1 allows 8 levels; Rock Ridge any number, and no path is longer than this. */
export const MAX_DEPTH = 256;

export interface IsoListing {
  readonly entries: readonly IsoEntry[];
  readonly findings: readonly Finding[];
}

export interface TreePlan {
  readonly source: BoundedSource;
  readonly blockBytes: number;
  /** The root's record, out of the volume descriptor. */
  readonly root: DirectoryRecord;
  readonly naming: Naming;
  /** Rock Ridge: bytes in front of the entries of every System Use area. */
  readonly skip: number;
}

/**
 * How an entry was come by: its record, the directory that was listed, and how deep below the root
 * it is. Directories may overlap, so that a record alone may be met in many of them.
 */
interface Place {
  readonly record: number;
  readonly listed: number;
  readonly depth: number;
}

type Add = (finding: Finding) => void;

export class IsoTree implements FileTree {
  readonly root: IsoEntry;
  readonly #plan: TreePlan;
  readonly #systemUse: SystemUseReader;
  readonly #places = new WeakMap<object, Place>();
  /** By offset of the directory: what led to it first. */
  readonly #owners = new Map<number, Place>();
  #entries = 0;

  constructor(plan: TreePlan) {
    const { root, source, blockBytes } = plan;
    this.#plan = plan;
    this.#systemUse = new SystemUseReader(source, blockBytes);
    const drafts = new DraftRow(blockBytes).add({ ...root, isContinued: false }, undefined);
    const [draft] = drafts.map((found) => entryOf(found, plan.naming));
    this.root = {
      ...draft,
      name: '',
      kind: 'directory',
      size: root.length,
      extents: draft?.extents ?? [],
    };
    this.#places.set(this.root, { record: root.offset, listed: 0, depth: 0 });
  }

  /** An entry may be listed again; it answers the same, with entries of its own. */
  async list(directory: IsoEntry): Promise<IsoListing> {
    const findings = new Findings();
    const refused = this.#refusalOf(directory);
    if (refused) return { entries: [], findings: [refused] };
    const add = (finding: Finding) => findings.add(finding);
    const entries = await this.#readEntries(directory, add);
    const { source } = this.#plan;
    if (source.isSpent) add({ code: 'too-much-structure', detail: { limit: MAX_METADATA_BYTES } });
    return { entries, findings: findings.finish() };
  }

  #refusalOf(directory: IsoEntry): Finding | undefined {
    const { name, extents, kind } = directory;
    const place = this.#places.get(directory);
    const [first] = extents;
    if (!place || !first || kind !== 'directory')
      return { code: 'directory-missing', detail: { name } };
    if (place.depth > MAX_DEPTH) {
      return {
        code: 'directory-too-deep',
        offset: first.offset,
        detail: { name, limit: MAX_DEPTH },
      };
    }
    const owner = this.#owners.get(first.offset) ?? place;
    this.#owners.set(first.offset, owner);
    if (owner.record === place.record && owner.listed === place.listed) return undefined;
    return { code: 'directory-listed-before', offset: first.offset, detail: { name } };
  }

  async #readEntries(directory: IsoEntry, add: Add): Promise<readonly IsoEntry[]> {
    const entries: IsoEntry[] = [];
    const row = new DraftRow(this.#plan.blockBytes);
    const take = async (drafts: readonly Draft[]) => {
      for (const draft of drafts) entries.push(await this.#finish(draft, directory, add));
    };
    for (const extent of directory.extents) {
      this.#checkExtent(directory, extent, add);
      for await (const records of this.#readListed(directory, extent, add)) {
        await take(await this.#draft(records, row, add));
        if (this.#entries >= MAX_ENTRIES) break;
      }
    }
    await take(row.finish());
    if (this.#entries >= MAX_ENTRIES) {
      add({ code: 'too-many-entries', detail: { limit: MAX_ENTRIES } });
    }
    return entries;
  }

  /** What some records end, within what may still be listed. */
  async #draft(records: readonly DirectoryRecord[], row: DraftRow, add: Add) {
    const drafts: Draft[] = [];
    for (const record of records.slice(0, MAX_ENTRIES - this.#entries)) {
      this.#entries++;
      const reading = this.#readAttributes(record, add);
      const attributes = reading instanceof Promise ? await reading : reading;
      if (!attributes?.isMoved) drafts.push(...row.add(record, attributes));
    }
    return drafts;
  }

  #checkExtent({ name }: IsoEntry, { offset, length }: Extent, add: Add): void {
    if (offset + length > this.#plan.source.size) {
      add({ code: 'directory-cut', offset, detail: { name } });
    }
    if (length > MAX_DIRECTORY_BYTES) {
      add({ code: 'directory-too-long', offset, detail: { name, limit: MAX_DIRECTORY_BYTES } });
    }
  }

  /** The records of entries; a directory begins with its own (§6.8.2.2). */
  async *#readListed({ name, extents }: IsoEntry, extent: Extent, add: Add) {
    let isFirst = extent === extents[0];
    const missing: Finding = { code: 'directory-missing', offset: extent.offset, detail: { name } };
    for await (const records of readRecords(this.#plan.source, extent, add)) {
      const [first] = records;
      if (isFirst && first !== undefined && !isSelf(first)) add(missing);
      isFirst &&= first === undefined;
      yield records.filter((record) => !isSelf(record) && !isParent(record));
    }
    if (isFirst) add(missing);
  }

  /** At once where it can: most records do not continue elsewhere, and there may be many. */
  #readAttributes(record: DirectoryRecord, add: Add) {
    const { naming, skip } = this.#plan;
    if (naming !== 'rock-ridge') return undefined;
    const bytes = record.systemUse.subarray(skip);
    const entries = this.#systemUse.read({ bytes, offset: record.offset }, add);
    return entries instanceof Promise ? entries.then(parseAttributes) : parseAttributes(entries);
  }

  async #finish(draft: Draft, listed: IsoEntry, add: Add): Promise<IsoEntry> {
    const { source, naming, blockBytes } = this.#plan;
    const block = draft.attributes?.childBlock;
    const recorded = entryOf(draft, naming);
    const entry = block === undefined ? recorded : await this.#moved(recorded, block * blockBytes);
    for (const finding of checkEntry(draft, entry, source.size)) add(finding);
    if (entry.kind === 'directory') this.#place(entry, draft.record.offset, listed);
    return entry;
  }

  #place(entry: IsoEntry, record: number, listed: IsoEntry): void {
    const depth = (this.#places.get(listed)?.depth ?? 0) + 1;
    this.#places.set(entry, { record, listed: listed.extents[0]?.offset ?? 0, depth });
  }

  /** RRIP §4.1.5.1: only the directory itself, at its new place, says how long it is. */
  async #moved(entry: IsoEntry, offset: number): Promise<IsoEntry> {
    const bytes = await this.#plan.source.read(offset, MIN_RECORD_BYTES);
    const self = parseDirectoryRecord(bytes, offset, () => undefined);
    const length = self && isSelf(self) ? self.length : 0;
    return { ...entry, size: length, extents: length === 0 ? [] : [{ offset, length }] };
  }
}
