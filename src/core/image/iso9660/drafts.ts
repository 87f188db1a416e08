/**
 * Gathers the sections of files: consecutive records of one name, all but the last marked as
 * continued (ECMA-119, 2nd edition, §6.5.1 and §9.1.6).
 */
import type { DirectoryRecord } from './directory-record.ts';
import { MAX_SECTIONS, type Draft } from './entry.ts';
import type { PosixAttributes } from './rock-ridge/attributes.ts';

export class DraftRow {
  readonly #blockBytes: number;
  #open: Draft | undefined;

  constructor(blockBytes: number) {
    this.#blockBytes = blockBytes;
  }

  /** The drafts that this record ends: the one before it, if that was left open, and its own. */
  add(record: DirectoryRecord, attributes: PosixAttributes | undefined): readonly Draft[] {
    const before = this.#open;
    const isNext = before !== undefined && isSameName(before.record, record);
    const draft = before !== undefined && isNext ? before : draftOf(record, attributes);
    this.#addSection(draft, record);
    this.#open = draft.isContinued ? draft : undefined;
    const ended = draft.isContinued ? [] : [draft];
    return before === undefined || isNext ? ended : [before, ...ended];
  }

  /** What was left open at the directory's end. */
  finish(): readonly Draft[] {
    const open = this.#open;
    this.#open = undefined;
    return open === undefined ? [] : [open];
  }

  #addSection(draft: Draft, { block, length, isContinued, isInterleaved }: DirectoryRecord): void {
    draft.size += length; // up to 65,536 times 4 GiB and beyond: still exact below 2^53
    draft.isContinued = isContinued;
    if (length === 0 || isInterleaved || draft.extents.length >= MAX_SECTIONS) return;
    draft.extents.push({ offset: block * this.#blockBytes, length });
  }
}

const draftOf = (record: DirectoryRecord, attributes: PosixAttributes | undefined): Draft => ({
  record,
  ...(attributes === undefined ? {} : { attributes }),
  extents: [],
  size: 0,
  isContinued: false,
});

const isSameName = (left: DirectoryRecord, right: DirectoryRecord): boolean =>
  left.identifier.length === right.identifier.length &&
  left.identifier.every((byte, i) => byte === right.identifier[i]);
