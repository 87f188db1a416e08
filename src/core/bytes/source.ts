/** Random access to an input's bytes, without holding them. */
export interface ByteSource {
  /** Bytes; a safe integer from 0. */
  readonly size: number;
  /**
   * The bytes from `start`, `length` of them; fewer only where the input ends. Both are whole
   * numbers from 0. Rejects with whatever the platform rejects with.
   */
  read(start: number, length: number): Promise<Uint8Array>;
}
