/**
 * Everything that an image tells about itself without being read whole: its volumes, how it starts
 * a computer, how long it has to be. Which product it is, is not decided here.
 */
import { BoundedSource } from '../bytes/bounded-source.ts';
import { Findings } from '../bytes/findings.ts';
import type { ByteSource } from '../bytes/source.ts';
import type { Finding } from '../finding.ts';
import { findBestTree, type BestTree } from './best-tree.ts';
import type { BootFacts } from './boot.ts';
import { readBootCatalog, type BootCatalog } from './el-torito/boot-catalog.ts';
import { findBoot } from './find-boot.ts';
import { readImplantedText, type ImplantedText } from './isomd5sum/implanted-text.ts';
import type { VolumeLabels } from './labels.ts';
import type { ContentKind, Opening } from './opening.ts';
import type { VolumeDescriptor } from './iso9660/volume-descriptor.ts';
import { readSizes } from './read-sizes.ts';
import type { ImageSizes } from './size.ts';
import { readSystemArea, type SystemArea } from './system-area/system-area.ts';
import type { PrimaryVolume } from './udf/descriptors.ts';
import { readVolumes, type Volumes } from './volumes.ts';
import { readWim, type Wim } from './wim/read.ts';

/**
 * Of one look at an image: a WIM file's tables may have 20 MiB, boot images with a check value of
 * themselves 16 MiB each; an image that asks for more than this is hostile.
 */
export const MAX_INSPECTION_BYTES = 64 << 20;

export interface ImageReading extends Volumes {
  /** Where it was read: what reads on does so within the same limit. */
  readonly source: BoundedSource;
  readonly systemArea?: SystemArea;
  readonly bootCatalogs: readonly BootCatalog[];
  readonly implanted?: ImplantedText;
  /** When the file itself is one; not those inside. */
  readonly wim?: Wim;
  readonly tree?: BestTree;
  readonly labels: VolumeLabels;
  readonly boot: BootFacts;
  readonly sizes: ImageSizes;
  /** Of all readers, bounded for each kind. */
  readonly findings: readonly Finding[];
}

/** Never throws for what the image holds; rejects only with what the platform rejects with. */
export async function readImage(image: ByteSource): Promise<ImageReading> {
  const source = new BoundedSource(image, { maxTotalBytes: MAX_INSPECTION_BYTES });
  const parts = await readParts(source);
  const { iso, udf, systemArea, wim, bootCatalogs, implanted, tree } = parts;
  const bootEntries = bootCatalogs.flatMap(({ entries }) => entries);
  const boot = await findBoot({
    entries: bootEntries,
    systemArea,
    hasBootCode: systemArea !== undefined && (await hasBootCode(source)),
    hasVolume: iso !== undefined || udf !== undefined,
    tree,
  });
  const sizes = await readSizes({
    source,
    size: source.size,
    volumeBytes: iso?.volumeBytes,
    udf,
    systemArea,
    bootEntries,
    wimBytes: wim?.expectedSize,
    tree: tree?.tree,
  });
  const findings = new Findings();
  const told = [iso ?? parts.opening, systemArea, udf, ...bootCatalogs, implanted, wim];
  for (const part of told) findings.addAll(part?.findings ?? []);
  return { ...parts, source, labels: labelsOf(parts), boot, sizes, findings: findings.finish() };
}

export type ImageParts = Omit<ImageReading, 'source' | 'labels' | 'boot' | 'sizes' | 'findings'>;

/** All of it but the conclusions. Reads within the limits of `source`. */
export async function readParts(source: BoundedSource): Promise<ImageParts> {
  const volumes = await readVolumes(source);
  const { kind } = volumes.opening;
  const systemArea = HAS_SYSTEM_AREA.has(kind) ? await readSystemArea(source) : undefined;
  const primary = volumes.iso?.primary?.offset;
  const implanted = primary === undefined ? undefined : await readImplantedText(source, primary);
  const wim = kind === 'wim' ? await readWim(source) : undefined;
  const tree = await findBestTree(volumes.trees);
  return {
    ...volumes,
    ...(systemArea === undefined ? {} : { systemArea }),
    bootCatalogs: await readCatalogs(source, volumes),
    ...(implanted === undefined ? {} : { implanted }),
    ...(wim === undefined ? {} : { wim }),
    ...(tree === undefined ? {} : { tree }),
  };
}

const HAS_SYSTEM_AREA: ReadonlySet<ContentKind> = new Set<ContentKind>([
  'iso9660',
  'udf',
  'udf-bridge',
  'disk',
]);

/** ECMA-119 §6.7.1.2: there may be several boot records; each may be of another system. */
async function readCatalogs(source: BoundedSource, { iso }: Volumes) {
  const catalogs: BootCatalog[] = [];
  for (const offset of iso?.descriptors.bootRecords ?? []) {
    const catalog = await readBootCatalog(source, offset);
    const isNew =
      catalog && catalogs.every(({ extent }) => extent.offset !== catalog.extent.offset);
    if (isNew) catalogs.push(catalog);
  }
  return catalogs;
}

/** UEFI 2.10 §5.2.1, "BootCode": what a BIOS runs. */
const BOOT_CODE_BYTES = 440;

async function hasBootCode(source: BoundedSource): Promise<boolean> {
  const code = await source.read(0, BOOT_CODE_BYTES);
  return code.some((byte) => byte !== 0);
}

/** ISO 9660 has the longer texts; what it lacks, UDF may have. */
const labelsOf = ({ iso, udf }: Volumes): VolumeLabels => ({
  ...labelsOfUdf(udf?.primary),
  ...labelsOfIso(iso?.primary),
  ...(udf?.label === undefined ? {} : { udfVolume: udf.label }),
});

function labelsOfIso(primary: VolumeDescriptor | undefined): VolumeLabels {
  if (primary === undefined) return {};
  const { dates, identifiers } = primary;
  const { copyrightFile: _c, abstractFile: _a, bibliographicFile: _b, ...labels } = identifiers;
  return {
    ...labels,
    ...(dates.created === undefined ? {} : { created: dates.created }),
    ...(dates.modified === undefined ? {} : { modified: dates.modified }),
  };
}

function labelsOfUdf(primary: PrimaryVolume | undefined): VolumeLabels {
  const { volumeSetId, application, recorded } = primary ?? {};
  return {
    ...(volumeSetId === undefined ? {} : { volumeSet: volumeSetId }),
    ...(application === undefined ? {} : { application }),
    ...(recorded === undefined ? {} : { created: recorded }),
  };
}

/** What the opening would tell, with what the deep readers add to it. */
export function describeOpening({ opening, labels, sizes }: ImageReading): Opening {
  const { kind, findings } = opening;
  const label = labels.volume ?? labels.udfVolume;
  const { conclusion } = sizes;
  return {
    kind,
    ...(label === undefined ? {} : { label }),
    ...(conclusion.kind === 'unknown' ? {} : { expectedSize: conclusion.expected }),
    findings,
  };
}
