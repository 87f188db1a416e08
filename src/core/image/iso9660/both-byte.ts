/**
 * Numbers that ISO 9660 records twice, least significant byte first and then most significant
 * byte first (ECMA-119, 2nd edition, §7.2.3 and §7.3.3). The halves have to agree; where they do
 * not, a bit was damaged or the writer was at fault: the first half is believed, as Linux and
 * xorriso do, and both are reported.
 */
import type { Finding } from '../../finding.ts';

export interface BothByte {
  readonly value: number;
  /** Empty when the halves agree. */
  readonly findings: readonly Finding[];
}

/** A field by its name, its offset in the descriptor and the width of one half in bytes. */
export interface BothByteField {
  readonly name: string;
  readonly offset: number;
  readonly width: 2 | 4;
}

/** `base`: the descriptor's own offset in the image. `undefined` if the bytes do not reach. */
export function parseBothByte(
  descriptor: DataView,
  field: BothByteField,
  base: number,
): BothByte | undefined {
  const { name, offset, width } = field;
  if (offset + 2 * width > descriptor.byteLength) return undefined;
  const le = readHalf(descriptor, offset, width, true);
  const be = readHalf(descriptor, offset + width, width, false);
  if (le === be) return { value: le, findings: [] };
  const detail = { field: name, le, be };
  return { value: le, findings: [{ code: 'both-byte-mismatch', offset: base + offset, detail }] };
}

function readHalf(view: DataView, offset: number, width: 2 | 4, isLittle: boolean): number {
  return width === 2 ? view.getUint16(offset, isLittle) : view.getUint32(offset, isLittle);
}
