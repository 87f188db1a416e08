import { canReadByob, openByobReader } from './byob-reader.ts';
import type { ChunkReader } from './chunk-reader.ts';
import { openSliceReader } from './slice-reader.ts';

let byob: Promise<boolean> | undefined;

/** The best way of reading that this platform has; tried out once per realm. */
export async function openReader(blob: Blob): Promise<ChunkReader> {
  byob ??= canReadByob();
  return (await byob) ? openByobReader(blob) : openSliceReader(blob);
}
