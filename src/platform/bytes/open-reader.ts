import type { ReadingWay } from '../../core/bytes/reading-way.ts';
import { canReadByob, openByobReader } from './byob-reader.ts';
import type { ChunkReader } from './chunk-reader.ts';
import type { FileBytes } from './file-bytes.ts';
import { openSliceReader } from './slice-reader.ts';

/**
 * Buffers of 2 MiB that circulate when several workers pass them on, and when one worker does it
 * all: the latter needs one to hash and one to fill.
 */
const BUFFERS = { chain: 8, alone: 2 } as const;

let byob: Promise<boolean> | undefined;

/** The way in which this realm reads files that it was given; tried out once per realm. */
export async function findReadingWay(): Promise<Exclude<ReadingWay, 'page'>> {
  byob ??= canReadByob();
  return (await byob) ? 'byte-stream' : 'slices';
}

export interface OpenReader {
  readonly reader: ChunkReader;
  readonly way: ReadingWay;
}

/** The best way of reading `file` from byte `start` on. */
export async function openReader(
  file: FileBytes,
  start: number,
  passedOnTo: keyof typeof BUFFERS,
): Promise<OpenReader> {
  if (file.file === undefined) return { reader: openSliceReader(file, start), way: 'page' };
  const way = await findReadingWay();
  if (way === 'slices') return { reader: openSliceReader(file, start), way };
  const rest = start === 0 ? file.file : file.file.slice(start);
  return { reader: openByobReader(rest, BUFFERS[passedOnTo]), way };
}
