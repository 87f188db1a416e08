/** Fields of the records of the built catalogue that take more than one read: docs/catalogue-format.md. */
import { algorithmOf, type AlgorithmId } from '../digest/algorithm.ts';
import type { DisputedValue } from './catalogue.ts';
import { unreadable, type RecordReader } from './record.ts';
import { ALGORITHM_CODES } from './sections.ts';

/** The id of an entry whose record says that it is made from the file name. */
export const idOfFileName = (fileName: string): string =>
  fileName
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^-|-$/g, '');

/** A count, then as many items; a count too large runs into the record's end. */
export function readList<T>(reader: RecordReader, readItem: () => T): readonly T[] {
  const items: T[] = [];
  for (let left = reader.varint(); left > 0; left--) items.push(readItem());
  return items;
}

/** Values of one algorithm that some source gave in place of the digest. */
export function readValues(reader: RecordReader, algorithm: AlgorithmId): readonly DisputedValue[] {
  const { digestBytes } = algorithmOf(algorithm);
  return readList(reader, () => ({ algorithm, hex: reader.hex(digestBytes) }));
}

/** Of which the bit is set. Throws for a bit of none. */
export function algorithmsOf(mask: number): readonly AlgorithmId[] {
  if (mask >= 1 << ALGORITHM_CODES.length)
    throw unreadable(`expected known algorithms, got mask ${mask}`);
  return ALGORITHM_CODES.filter((_, code) => (mask & (1 << code)) !== 0);
}

