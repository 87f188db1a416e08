/** Reads a blob once, from its first byte to its last. */
export interface ChunkReader {
  /**
   * The next bytes, or `undefined` at the end. The chunk is valid until the next call: its buffer
   * is used again. Rejects with whatever the platform rejects with.
   */
  read(): Promise<Uint8Array | undefined>;
  /** Lets go of the blob. Pending reads may settle either way. */
  close(): void;
}
