/** Byte sources for readers under test: over bytes in memory and over files. */
import { open, type FileHandle } from 'node:fs/promises';
import type { ByteSource } from '../../src/core/bytes/source.ts';

/** Bytes that the source holds; gives copies, so that no reader can lean on what lies beside them. */
export const memorySource = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: (start, length) => Promise.resolve(bytes.slice(start, start + length)),
});

/** Calls `use` with a source over the file, and closes it. */
export async function withFileSource<Result>(
  file: string,
  use: (source: ByteSource) => Promise<Result>,
): Promise<Result> {
  const handle = await open(file);
  try {
    return await use(await sourceOf(handle));
  } finally {
    await handle.close();
  }
}

async function sourceOf(handle: FileHandle): Promise<ByteSource> {
  const { size } = await handle.stat();
  return {
    size,
    read: async (start, length) => {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await handle.read(bytes, 0, length, start);
      return bytes.subarray(0, bytesRead);
    },
  };
}
