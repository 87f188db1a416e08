/**
 * A UDF volume, revisions 1.02 to 2.60 (ECMA-167, 3rd edition, with OSTA UDF 2.60, whose clauses are
 * cited): what it says of itself, how long the image has to be, and its directory tree. Streams
 * beside a file's content, extended attributes and access rights are not read.
 */
import { boundedSource } from '../../bytes/bounded-source.ts';
import { Findings } from '../../bytes/findings.ts';
import type { ByteSource } from '../../bytes/source.ts';
import type { Finding } from '../../finding.ts';
import type { Extent, FileTree } from '../tree.ts';
import { findEndAnchor, FIRST_ANCHOR, readAnchors, type Anchors } from './anchor.ts';
import { BlockReader } from './block-reader.ts';
import { findRoot, readIntegrity } from './chains.ts';
import {
  parseLogicalVolume,
  parsePartition,
  parsePrimaryVolume,
  type LogicalVolume,
  type PartitionDescriptor,
  type PrimaryVolume,
  type VolumeIntegrity,
} from './descriptors.ts';
import { preparePartitions } from './partition-maps.ts';
import { findDisagreements, isUsable, readSequence, type DescriptorSequence } from './sequence.ts';
import { Space, type Add } from './space.ts';
import { openTree } from './tree.ts';

export interface UdfVolume {
  readonly primary: PrimaryVolume | undefined;
  /** Of the logical volume: what is shown as the disc's name. Untrusted text. */
  readonly label: string | undefined;
  /** 0x0102 for UDF 1.02, and so on; absent when it does not claim to be UDF. */
  readonly revision: number | undefined;
  readonly sectorBytes: number;
  /** Sectors with a whole anchor. */
  readonly anchors: readonly number[];
  /** Where the descriptors stand that the anchors lead to: a claim. */
  readonly descriptorExtents: readonly Extent[];
  readonly integrity: VolumeIntegrity | undefined;
  /** Bytes up to the end of everything that the volume descriptors name. */
  readonly neededSize: number;
  /**
   * Bytes of the whole image, as its last anchor proves them, or its virtual table for media that are
   * still open. Absent when that was not found: the image was cut.
   */
  readonly provenSize: number | undefined;
  /** Absent when no file can be found. */
  readonly tree: FileTree | undefined;
  readonly findings: readonly Finding[];
}

/** `undefined` when the image has no anchor. Rejects only as the source does. */
export async function readUdf(image: ByteSource): Promise<UdfVolume | undefined> {
  const reader = new BlockReader(boundedSource(image));
  const anchors = await readAnchors(reader);
  return anchors && readVolume(reader, anchors);
}

async function readVolume(reader: BlockReader, anchors: Anchors): Promise<UdfVolume> {
  const findings = new Findings();
  const add = (finding: Finding) => findings.add(finding);
  const sequences = await readSequences(reader, anchors, add);
  const description = describeVolume(sequences);
  const { volume, primary } = description;
  const neededSize = neededSizeOf(sequences, description, anchors.sectorBytes);
  const closing = await readClosing({ reader, anchors, volume, neededSize }, add);
  const { tree, writtenEnd } =
    (volume && (await readTree({ reader, anchors, description, volume }, add))) ?? {};
  if (!tree) add({ code: 'udf-no-files' });
  return {
    primary,
    label: volume?.label,
    revision: volume?.revision,
    sectorBytes: anchors.sectorBytes,
    anchors: anchors.found.map(({ sector }) => sector),
    descriptorExtents: extentsOf(anchors, volume),
    integrity: closing.integrity,
    provenSize: isOpen(volume) ? writtenEnd : closing.provenSize,
    neededSize,
    tree,
    findings: findings.finish(),
  };
}

/** Each place once: the anchors lead to the same ones. */
function extentsOf({ sectorBytes, found }: Anchors, volume: LogicalVolume | undefined): Extent[] {
  const runs = [...found.flatMap(({ main, reserve }) => [main, reserve]), volume?.integrity];
  const extents = new Map<number, Extent>();
  for (const run of runs) {
    if (run === undefined || run.length === 0) continue;
    const offset = run.sector * sectorBytes;
    extents.set(offset, { offset, length: run.length });
  }
  return [...extents.values()];
}

/** Main and reserve, of the first anchor that leads to a usable one. */
async function readSequences(
  reader: BlockReader,
  { sectorBytes, found }: Anchors,
  add: Add,
): Promise<readonly DescriptorSequence[]> {
  let best: readonly DescriptorSequence[] = [];
  for (const anchor of found) {
    const main = await readSequence(reader, sectorBytes, anchor.main);
    const reserve = await readSequence(reader, sectorBytes, anchor.reserve);
    const isFound = isUsable(main) || isUsable(reserve);
    if (isFound || best.length === 0) best = [main, reserve];
    if (isFound) break;
  }
  const [main, reserve] = best;
  if (main && reserve) checkSequences(main, reserve, sectorBytes, add);
  return best;
}

function checkSequences(
  main: DescriptorSequence,
  reserve: DescriptorSequence,
  sectorBytes: number,
  add: Add,
): void {
  const note = (sequence: string, sectors: readonly number[]) => {
    for (const sector of sectors) {
      add({ code: 'udf-sequence-damaged', offset: sector * sectorBytes, detail: { sequence } });
    }
  };
  note('main', main.damagedSectors);
  note('reserve', reserve.damagedSectors);
  for (const descriptor of findDisagreements(main, reserve)) {
    add({ code: 'udf-sequences-disagree', detail: { descriptor } });
  }
}

interface Description {
  readonly primary: PrimaryVolume | undefined;
  readonly volume: LogicalVolume | undefined;
  readonly partitions: readonly PartitionDescriptor[];
}

/** The first sequence that leads to files; failing that, what there is of the main one. */
function describeVolume(sequences: readonly DescriptorSequence[]): Description {
  const sequence = sequences.find(isUsable) ?? sequences[0];
  const primary = sequence?.primary ?? sequences.find((other) => other.primary)?.primary;
  return {
    primary: primary && parsePrimaryVolume(primary),
    volume: sequence?.logical && parseLogicalVolume(sequence.logical),
    partitions: [...(sequence?.partitions.values() ?? [])].map(parsePartition),
  };
}

/** Written once, and open for more: its files are found through a table at its end. */
const isOpen = (volume: LogicalVolume | undefined): boolean =>
  volume?.maps.some(({ kind }) => kind === 'virtual') ?? false;

/** A partition that is still being written to may be recorded as long as the medium. */
function neededSizeOf(
  sequences: readonly DescriptorSequence[],
  { volume, partitions }: Description,
  sectorBytes: number,
): number {
  const { sector = 0, length = 0 } = volume?.integrity ?? {};
  const partitionEnds = partitions.map(({ start, length: count }) => (start + count) * sectorBytes);
  return Math.max(
    sector * sectorBytes + length,
    ...sequences.map(({ end }) => end),
    ...(isOpen(volume) ? [] : partitionEnds),
  );
}

interface ClosingPlan {
  readonly reader: BlockReader;
  readonly anchors: Anchors;
  readonly volume: LogicalVolume | undefined;
  readonly neededSize: number;
}

/** What shows whether the volume is whole. Of open media nothing of it is expected. */
async function readClosing(
  { reader, anchors, volume, neededSize }: ClosingPlan,
  add: Add,
): Promise<Pick<UdfVolume, 'integrity' | 'provenSize'>> {
  const { sectorBytes, found } = anchors;
  const integrity = volume && (await readIntegrity(reader, sectorBytes, volume.integrity));
  if (volume && !integrity) add({ code: 'udf-integrity-missing' });
  if (isOpen(volume)) return { integrity, provenSize: undefined };
  const provenSize = await findProvenSize(reader, anchors, neededSize);
  if (!found.some(({ sector }) => sector === FIRST_ANCHOR)) {
    const detail = { sector: FIRST_ANCHOR };
    add({ code: 'udf-anchor-missing', offset: FIRST_ANCHOR * sectorBytes, detail });
  }
  if (provenSize === undefined) add({ code: 'udf-end-missing' });
  if (integrity?.isClosed === false) add({ code: 'udf-not-closed' });
  return { integrity, provenSize };
}

/** UDF 2.2.3: the last sector has an anchor, and each anchor says in which sector it stands. */
async function findProvenSize(
  reader: BlockReader,
  { sectorBytes, found }: Anchors,
  neededSize: number,
): Promise<number | undefined> {
  const count = Math.floor(reader.source.size / sectorBytes);
  if (found.some(({ sector }) => sector === count - 1)) return count * sectorBytes;
  const from = Math.max(FIRST_ANCHOR + 1, Math.floor(neededSize / sectorBytes));
  const end = await findEndAnchor(reader, sectorBytes, from);
  return end && (end.sector + 1) * sectorBytes;
}

const BLOCK_SIZES: readonly number[] = [512, 1024, 2048, 4096, 8192, 16_384, 32_768];

interface TreePlan {
  readonly reader: BlockReader;
  readonly anchors: Anchors;
  readonly description: Description;
  readonly volume: LogicalVolume;
}

interface FoundTree {
  readonly tree: FileTree | undefined;
  /** Of media that are still open: the end of what was written to them. */
  readonly writtenEnd: number | undefined;
}

async function readTree(plan: TreePlan, add: Add): Promise<FoundTree | undefined> {
  const { reader, anchors, description, volume } = plan;
  const { blockBytes, hasDamagedMaps, fileSet } = volume;
  if (!BLOCK_SIZES.includes(blockBytes)) {
    add({ code: 'udf-block-size', detail: { value: blockBytes } });
    return { tree: undefined, writtenEnd: undefined };
  }
  if (hasDamagedMaps) add({ code: 'udf-maps-damaged' });
  const space = new Space(reader, blockBytes);
  const partitions = new Map(description.partitions.map((each) => [each.number, each]));
  const { sectorBytes } = anchors;
  const writtenEnd = await preparePartitions({ space, volume, partitions, sectorBytes, add });
  const root = await findRoot(space, fileSet, add);
  if (!root) add({ code: 'udf-file-set-missing' });
  return { tree: root && (await openTree(space, root, add)), writtenEnd };
}
