/**
 * Where a WIM file keeps a piece of its data: the resource header of Microsoft's paper "Windows
 * Imaging File Format (WIM)" of 2007 (RESHDR_DISK_SHORT), with the flag for solid resources
 * that wimlib documents (`include/wimlib/resource.h`).
 */
import { uint32le, uint64le, uint8 } from '../../bytes/fields.ts';
import type { ByteSource } from '../../bytes/source.ts';

export interface WimResource {
  /** In the WIM file. `Infinity` when no file can have it, as for the sizes. */
  readonly offset: number;
  /** As it is stored, compressed or not. 0 when there is no such resource. */
  readonly storedBytes: number;
  readonly originalBytes: number;
  readonly isMetadata: boolean;
  readonly isCompressed: boolean;
  readonly isSolid: boolean;
}

const METADATA = 0x02;
const COMPRESSED = 0x04;
const SOLID = 0x10;

/** `bytes` has the 24 bytes from `at` on. */
export function parseResource(bytes: Uint8Array, at: number): WimResource {
  const flags = uint8(bytes, at + 7);
  return {
    storedBytes: uint56le(bytes, at),
    offset: uint64le(bytes, at + 8) ?? Infinity,
    originalBytes: uint64le(bytes, at + 16) ?? Infinity,
    isMetadata: (flags & METADATA) !== 0,
    isCompressed: (flags & COMPRESSED) !== 0,
    isSolid: (flags & SOLID) !== 0,
  };
}

/** The flags are the eighth byte of the same 64 bits. */
function uint56le(bytes: Uint8Array, at: number): number {
  const high = uint32le(bytes, at + 4) & 0xffffff;
  const value = high * 0x1_0000_0000 + uint32le(bytes, at);
  return Number.isSafeInteger(value) ? value : Infinity;
}

/** The offset behind its last byte; 0 when there is none. */
export const endOf = ({ offset, storedBytes }: WimResource): number =>
  storedBytes === 0 ? 0 : offset + storedBytes;

/** Bytes per read. */
const STEP_BYTES = 1 << 20;

/** Up to `length` bytes; fewer where the file ends or a read is refused. */
export async function readRun(
  source: ByteSource,
  offset: number,
  length: number,
): Promise<Uint8Array> {
  const size = Math.max(0, Math.min(length, source.size - offset));
  const whole = new Uint8Array(size);
  for (let done = 0; done < size;) {
    const step = await source.read(offset + done, Math.min(STEP_BYTES, size - done));
    if (step.length === 0) return whole.subarray(0, done);
    whole.set(step, done);
    done += step.length;
  }
  return whole;
}
