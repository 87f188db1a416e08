/**
 * Two kinds of descriptor that may be followed by newer ones of their kind, in the same extent or in
 * another: the volume's integrity (ECMA-167, 3rd edition, 3/8.8) and its file set (4/8.3).
 */
import { uint32le } from '../../bytes/fields.ts';
import { parseLongAddress, parseSectorRun, type LongAddress, type SectorRun } from './address.ts';
import type { BlockReader } from './block-reader.ts';
import { parseIntegrity, type VolumeIntegrity } from './descriptors.ts';
import type { Add, Space } from './space.ts';
import { parseTag, TAG } from './tag.ts';

/** Writers of discs record one or two. */
const MAX_INTEGRITY_SECTORS = 64;

/** On media that can be written once each new one stands behind the last. */
const MAX_FILE_SETS = 16;

/** The last one of the chain; `undefined` when there is none whole. */
export async function readIntegrity(
  reader: BlockReader,
  sectorBytes: number,
  start: SectorRun,
): Promise<VolumeIntegrity | undefined> {
  let integrity: VolumeIntegrity | undefined;
  let { sector, length } = start;
  for (let i = 0; i < MAX_INTEGRITY_SECTORS && length >= sectorBytes; i++) {
    const bytes = await reader.read(sector * sectorBytes, sectorBytes);
    if (!bytes || parseTag(bytes)?.identifier !== TAG.integrity) break;
    integrity = parseIntegrity(bytes);
    const next = parseSectorRun(bytes, 32); // 3/10.10.4
    if (next.length > 0) ({ sector, length } = next);
    else [sector, length] = [sector + 1, length - sectorBytes];
  }
  return integrity;
}

/** The root directory of the file set with the highest number (4/8.3.1). */
export async function findRoot(
  space: Space,
  start: LongAddress,
  add: Add,
): Promise<LongAddress | undefined> {
  let best: { readonly number: number; readonly root: LongAddress } | undefined;
  let { block, reference, length } = start;
  for (let i = 0; i < MAX_FILE_SETS && length >= space.blockBytes; i++) {
    const set = await space.readTagged({ block, reference }, add);
    if (set?.identifier !== TAG.fileSet) break;
    const number = uint32le(set.bytes, 44); // 4/14.1.8
    if (!best || number >= best.number) best = { number, root: parseLongAddress(set.bytes, 400) };
    const next = parseLongAddress(set.bytes, 448); // 4/14.1.17
    if (next.length > 0) ({ block, reference, length } = next);
    else [block, length] = [block + 1, length - space.blockBytes];
  }
  return best?.root;
}
