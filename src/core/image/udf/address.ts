/** How UDF descriptors point at places (ECMA-167, 3rd edition, 3/7.1, 4/7.1 and 4/14.14). */
import { uint16le, uint32le } from '../../bytes/fields.ts';

/** 3/7.1, extent_ad: a run of sectors of the whole volume. */
export interface SectorRun {
  /** Bytes. */
  readonly length: number;
  readonly sector: number;
}

/** 4/7.1, lb_addr: a block inside a partition. */
export interface BlockAddress {
  readonly block: number;
  /** Index into the partition maps of the logical volume; not a partition's number. */
  readonly reference: number;
}

/** 4/14.14.2, long_ad */
export interface LongAddress extends BlockAddress {
  /** Bytes, without the two bits of the extent's type. */
  readonly length: number;
}

export const parseSectorRun = (bytes: Uint8Array, at: number): SectorRun => ({
  length: uint32le(bytes, at),
  sector: uint32le(bytes, at + 4),
});

export const parseBlockAddress = (bytes: Uint8Array, at: number): BlockAddress => ({
  block: uint32le(bytes, at),
  reference: uint16le(bytes, at + 4),
});

/** 4/14.14.1.1: the two highest bits of a length are the extent's type. */
export const LENGTH_MASK = 0x3fff_ffff;

export const parseLongAddress = (bytes: Uint8Array, at: number): LongAddress => ({
  length: uint32le(bytes, at) & LENGTH_MASK,
  ...parseBlockAddress(bytes, at + 4),
});
