/**
 * An ISO 9660 volume: its descriptors, and the directory trees that it offers. The same files are
 * recorded up to three times over, with different names.
 */
import { boundedSource, type BoundedSource } from '../../bytes/bounded-source.ts';
import { Findings } from '../../bytes/findings.ts';
import type { ByteSource } from '../../bytes/source.ts';
import type { Finding } from '../../finding.ts';
import { readDescriptorSet, SECTOR_BYTES, type DescriptorSet } from './descriptor-set.ts';
import { isSelf, parseDirectoryRecord, type DirectoryRecord } from './directory-record.ts';
import { readRecords } from './directory-reader.ts';
import type { Naming } from './entry.ts';
import { IsoTree } from './iso-tree.ts';
import {
  findSharingProtocol,
  SystemUseReader,
  type SystemUseEntry,
} from './rock-ridge/system-use.ts';
import { BLOCK_SIZES, volumeBytesOf, type VolumeDescriptor } from './volume-descriptor.ts';

export interface VolumeTree {
  readonly naming: Naming;
  readonly tree: IsoTree;
}

export interface IsoVolume {
  readonly primary?: VolumeDescriptor;
  readonly descriptors: DescriptorSet;
  /** Bytes that the primary descriptor claims for the volume; absent when it makes no sense. */
  readonly volumeBytes?: number;
  /**
   * Every tree that can be listed, the one with the truest names first: Rock Ridge, Joliet,
   * ISO 9660:1999, plain.
   */
  readonly trees: readonly VolumeTree[];
  readonly findings: readonly Finding[];
}

/** `undefined` when there is no volume descriptor. Rejects only with what the platform rejects with. */
export async function readIsoVolume(source: ByteSource): Promise<IsoVolume | undefined> {
  const bounded = boundedSource(source);
  const descriptors = await readDescriptorSet(bounded);
  if (descriptors === undefined) return undefined;
  const findings = new Findings();
  findings.addAll(descriptors.findings);
  const primary = descriptors.volumes.find(({ kind }) => kind === 'primary');
  if (primary === undefined) findings.add({ code: 'primary-descriptor-missing' });
  const trees: VolumeTree[] = [];
  // §6.7.1.1: of several primary descriptors the first counts; the others are copies.
  const counted = descriptors.volumes.filter((one) => one.kind !== 'primary' || one === primary);
  for (const descriptor of counted) {
    trees.push(...(await readTrees(bounded, descriptor, findings)));
  }
  const volumeBytes = primary && volumeBytesOf(primary);
  return {
    ...(primary === undefined ? {} : { primary }),
    descriptors,
    ...(volumeBytes === undefined ? {} : { volumeBytes }),
    trees: ORDER.flatMap((naming) => trees.filter((tree) => tree.naming === naming)),
    findings: findings.finish(),
  };
}

const ORDER: readonly Naming[] = ['rock-ridge', 'joliet', 'enhanced', 'plain'];

/** One, and for the primary descriptor a second one if Rock Ridge is there. */
async function readTrees(
  source: BoundedSource,
  descriptor: VolumeDescriptor,
  findings: Findings,
): Promise<readonly VolumeTree[]> {
  const blockBytes = blockBytesOf(descriptor, findings);
  const root = parseDirectoryRecord(
    descriptor.rootRecord,
    descriptor.offset + ROOT_RECORD,
    (finding) => findings.add(finding),
  );
  if (root === undefined) {
    findings.add({ code: 'damaged-record', offset: descriptor.offset + ROOT_RECORD });
    return [];
  }
  const naming = namingOf(descriptor);
  const plan = { source, blockBytes, root, naming, skip: 0 };
  const plain = { naming, tree: new IsoTree(plan) };
  if (naming !== 'plain') return [plain];
  const skip = await findRockRidge(source, blockBytes, root);
  if (skip === undefined) return [plain];
  return [
    { naming: 'rock-ridge', tree: new IsoTree({ ...plan, naming: 'rock-ridge', skip }) },
    plain,
  ];
}

const ROOT_RECORD = 156; // §8.4.18

function blockBytesOf({ blockBytes, offset }: VolumeDescriptor, findings: Findings): number {
  if (blockBytes !== undefined && BLOCK_SIZES.includes(blockBytes)) return blockBytes;
  const detail = { value: blockBytes ?? 0 };
  findings.add({ code: 'impossible-block-size', offset: offset + 128, detail });
  return SECTOR_BYTES;
}

function namingOf({ kind }: VolumeDescriptor): Naming {
  return kind === 'joliet' || kind === 'enhanced' ? kind : 'plain';
}

/** RRIP 1.09, IEEE P1282 draft and final: what the `ER` entry may say. */
const IDENTIFIERS: readonly string[] = ['RRIP_1991A', 'IEEE_P1282', 'IEEE_1282'];

/** Rock Ridge entries that a root may have where nobody wrote an `ER`. */
const SIGNATURES: readonly string[] = ['RR', 'PX', 'TF', 'NM'];

/** Bytes to skip in System Use areas; `undefined` without Rock Ridge. */
async function findRockRidge(
  source: BoundedSource,
  blockBytes: number,
  root: DirectoryRecord,
): Promise<number | undefined> {
  const extent = { offset: root.block * blockBytes, length: Math.min(root.length, SECTOR_BYTES) };
  for await (const [record] of readRecords(source, extent, ignore)) {
    const sharing = record && isSelf(record) ? findSharingProtocol(record.systemUse) : undefined;
    if (record === undefined || sharing === undefined) return undefined;
    const area = { bytes: record.systemUse.subarray(sharing.start), offset: record.offset };
    const entries = await new SystemUseReader(source, blockBytes).read(area, ignore);
    return entries.some(isRockRidge) ? sharing.skip : undefined;
  }
  return undefined;
}

/** Told again when the directory is listed. */
const ignore = (): void => undefined;

/** SUSP §5.5: three lengths and a version in front of the identifier. */
function isRockRidge({ signature, data }: SystemUseEntry): boolean {
  if (SIGNATURES.includes(signature)) return true;
  const identifier = String.fromCharCode(...data.subarray(4, 4 + (data[0] ?? 0)));
  return signature === 'ER' && IDENTIFIERS.includes(identifier);
}
