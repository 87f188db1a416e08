/** The list of partitions of a GUID partition table (UEFI 2.10 §5.3.3, table 5-6). */
import { uint64le } from '../../bytes/fields.ts';
import { formatGuid, NIL_GUID } from './guid.ts';
import { MAX_PARTITIONS, type Partition } from './partition.ts';

const NAME = 56;
const NAME_BYTES = 72;

/** Slots in use, at most `MAX_PARTITIONS`; those that end before they begin are left out. */
export function parseEntries(
  bytes: Uint8Array,
  entryBytes: number,
  blockBytes: number,
): readonly Partition[] {
  const partitions: Partition[] = [];
  for (let at = 0; at + entryBytes <= bytes.length; at += entryBytes) {
    if (partitions.length >= MAX_PARTITIONS) break;
    const slot = bytes.subarray(at, at + entryBytes);
    const partition = parseEntry(slot, at / entryBytes + 1, blockBytes);
    if (partition !== undefined) partitions.push(partition);
  }
  return partitions;
}

function parseEntry(slot: Uint8Array, number: number, blockBytes: number): Partition | undefined {
  const type = formatGuid(slot.subarray(0, 16));
  const first = uint64le(slot, 32);
  const last = uint64le(slot, 40); // inclusive
  if (type === NIL_GUID || first === undefined || last === undefined || last < first) {
    return undefined;
  }
  if (!Number.isSafeInteger((last + 1) * blockBytes)) return undefined;
  const name = decodeName(slot.subarray(NAME, NAME + NAME_BYTES));
  return {
    scheme: 'gpt',
    number,
    offset: first * blockBytes,
    length: (last - first + 1) * blockBytes,
    type,
    ...(name === '' ? {} : { name }),
  };
}

const UTF16LE = new TextDecoder('utf-16le', { ignoreBOM: true });

/** Ends with a NUL, if it does not fill the field. */
const decodeName = (bytes: Uint8Array): string => UTF16LE.decode(bytes).replace(/\0[^]*$/, '');
