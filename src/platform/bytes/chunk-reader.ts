/** Reads a file once, from a given byte to its last. */
export interface ChunkReader {
  /**
   * The next bytes, or `undefined` at the end. The chunk's buffer is the caller's, who may send it
   * elsewhere, until it is given back. Waits when too many chunks are out. Rejects with whatever
   * the platform rejects with.
   */
  read(): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** A buffer that came with a chunk and is not needed any more. */
  giveBack(buffer: ArrayBuffer): void;
  /** Lets go of the file. Pending reads may settle either way, or never. */
  close(): void;
}
