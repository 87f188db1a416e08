/** Collects what the structures of an image say of its length, and draws the conclusion. */
import type { BootEntry } from './el-torito/boot-catalog.ts';
import type { SizeClaim, SizeWitness } from './size.ts';
import { SIZE_WITNESSES } from './size.ts';
import type { Partition } from './system-area/partition.ts';
import { isProtective, type SystemArea } from './system-area/system-area.ts';

export interface SizeEvidence {
  /** Bytes of the file. */
  readonly size: number;
  readonly volumeBytes?: number | undefined;
  readonly udf?:
    { readonly neededSize: number; readonly provenSize?: number | undefined } | undefined;
  readonly systemArea?: Pick<SystemArea, 'gpt' | 'partitions'> | undefined;
  readonly bootEntries?: readonly Pick<BootEntry, 'image'>[];
  readonly wimBytes?: number | undefined;
  /** The end of the farthest file, where the tree was looked through for it. */
  readonly filesEnd?: number | undefined;
}

/**
 * The largest cylinder of the old geometry, 255 heads of 63 sectors of 512 bytes: tools that make
 * images hybrid round the partition up to it (syslinux, `isohybrid`), and some leave the file as
 * it is.
 */
export const MAX_CYLINDER_BYTES = 255 * 63 * 512;

/** At most one of each witness, in the order of `SIZE_WITNESSES`; nothing that says zero. */
export function collectSizeClaims(evidence: SizeEvidence): readonly SizeClaim[] {
  const { volumeBytes, udf, systemArea, wimBytes, filesEnd } = evidence;
  const isEndMissing = hasLostEnd(evidence);
  const ends: Readonly<Record<SizeWitness, number | undefined>> = {
    iso9660: volumeBytes,
    udf: isEndMissing ? undefined : udf?.neededSize,
    'udf-end': udf?.provenSize,
    gpt: systemArea?.gpt?.claimedSize,
    partition: partitionsEnd(evidence),
    'boot-image': bootImagesEnd(evidence),
    files: isEndMissing ? undefined : filesEnd,
    wim: wimBytes,
  };
  return SIZE_WITNESSES.flatMap((by) => {
    const bytes = ends[by];
    return bytes === undefined || bytes === 0 ? [] : [{ by, bytes }];
  });
}

/**
 * What a UDF volume needs is not all of it: its last anchor, or the table of its blocks, comes behind.
 * Of a file that is longer than that, and in which neither was found, nobody can say whether it
 * goes on too long or breaks off too early.
 */
const hasLostEnd = ({ udf, size }: SizeEvidence): boolean =>
  udf !== undefined && udf.provenSize === undefined && udf.neededSize < size;

/** The farthest end of any partition that is meant as one. */
function partitionsEnd(evidence: SizeEvidence): number {
  const meant = (evidence.systemArea?.partitions ?? []).filter((one) => !isProtective(one));
  return farthest(meant.map((partition) => partitionEnd(partition, evidence)));
}

/** An Apple map tells nothing of missing bytes: hybrid images keep one that nobody looks at. */
function partitionEnd({ scheme, offset, length }: Partition, evidence: SizeEvidence): number {
  const { size, volumeBytes } = evidence;
  const end = offset + length;
  if (end <= size) return end;
  if (scheme === 'apm') return 0;
  const isAroundVolume = volumeBytes !== undefined && volumeBytes <= size && offset < volumeBytes;
  return isAroundVolume && end - size <= MAX_CYLINDER_BYTES ? size : end;
}

/**
 * Behind a volume there may be boot images that only the catalog knows. That one should end behind
 * the file says nothing: makers round up, and fill a field with its largest number.
 */
function bootImagesEnd({ bootEntries = [], size }: SizeEvidence): number {
  const ends = bootEntries.map(({ image }) => (image ? image.offset + image.length : 0));
  return farthest(ends.filter((end) => end <= size));
}

const farthest = (ends: readonly number[]): number =>
  ends.reduce((one, other) => Math.max(one, other), 0);

/** How the length of a file compares with what is said of it. */
export type ImageEnd =
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'exact' | 'short' | 'long';
      /** The witness that says the most. */
      readonly by: SizeWitness;
      readonly expected: number;
    };

/**
 * The largest claim counts: what comes behind a volume belongs to a partition, a second table or
 * another boot image. The ends of files are asked only when nothing else says anything.
 */
export function judgeEnd(size: number, claims: readonly SizeClaim[]): ImageEnd {
  const structural = claims.filter(({ by }) => by !== 'files');
  const [first, ...others] = structural.some(({ by }) => by !== 'boot-image') ? structural : claims;
  if (first === undefined) return { kind: 'unknown' };
  const { by, bytes } = others.reduce(
    (one, other) => (other.bytes > one.bytes ? other : one),
    first,
  );
  const kind = bytes === size ? 'exact' : bytes > size ? 'short' : 'long';
  return { kind, by, expected: bytes };
}
