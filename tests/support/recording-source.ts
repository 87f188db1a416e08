/** A byte source over bytes in memory that keeps what was asked of it. */
import type { ByteSource } from '../../src/core/bytes/source.ts';
import { memorySource } from './file-source.ts';

export interface RecordingSource extends ByteSource {
  /** Every read so far, as it was asked for. */
  readonly reads: readonly { readonly start: number; readonly length: number }[];
}

export function recordingSource(bytes: Uint8Array): RecordingSource {
  const source = memorySource(bytes);
  const reads: { start: number; length: number }[] = [];
  const read = (start: number, length: number) => {
    reads.push({ start, length });
    return source.read(start, length);
  };
  return { size: bytes.length, read, reads };
}
