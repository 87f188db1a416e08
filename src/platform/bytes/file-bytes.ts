import type { ByteSource } from '../../core/bytes/source.ts';

/** A file as the engine reads it, in whatever realm it may be read. */
export interface FileBytes extends ByteSource {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  /** The platform's own file, where this realm may read it. */
  readonly file: File | undefined;
  /** All of it; for small files. */
  readAll(): Promise<Uint8Array<ArrayBuffer>>;
  read(start: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

export function fileBytes(file: File): FileBytes {
  const { name, size, lastModified } = file;
  const read = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
  return {
    name,
    size,
    lastModified,
    file,
    read: (start, length) => read(file.slice(start, start + length)),
    readAll: () => read(file),
  };
}

/**
 * Reads next to nothing of a file, to see whether it can still be read. Rejects as the platform
 * does. Chromium compares size and date with those of the time when the file was chosen; in a file
 * of no bytes the whole is read, since a slice of it would not touch the disk, and a file that is
 * gone says that it has no bytes (Chromium 156, 109).
 */
export async function touch(file: FileBytes): Promise<void> {
  await (file.size === 0 ? file.readAll() : file.read(0, 1));
}
