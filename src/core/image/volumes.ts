/** The volumes of an image, and the trees that they offer. */
import { boundedSource } from '../bytes/bounded-source.ts';
import type { ByteSource } from '../bytes/source.ts';
import type { NamedTree } from './best-tree.ts';
import { OPENING_BYTES, inspectOpening } from './inspect.ts';
import { readIsoVolume, type IsoVolume } from './iso9660/volume.ts';
import type { Opening } from './opening.ts';
import { findTrailer, TRAILER_BYTES } from './trailer.ts';
import { readUdf, type UdfVolume } from './udf/read.ts';

export interface Volumes {
  readonly opening: Opening;
  readonly iso?: IsoVolume;
  readonly udf?: UdfVolume;
  /** The one that is to be believed first. */
  readonly trees: readonly NamedTree[];
}

/** Rejects only with what the platform rejects with. */
export async function readVolumes(image: ByteSource): Promise<Volumes> {
  const source = boundedSource(image);
  const opening = await readOpening(source);
  const iso = HAS_ISO.has(opening.kind) ? await readIsoVolume(source) : undefined;
  const udf = MAY_HAVE_UDF.has(opening.kind) ? await readUdf(source) : undefined;
  const isUdfAfterAll = opening.kind === 'unrecognised' && udf?.tree !== undefined;
  return {
    opening: isUdfAfterAll ? { ...opening, kind: 'udf' } : opening,
    ...(iso && { iso }),
    ...(udf && { udf }),
    trees: [...treesOf(udf), ...(iso?.trees ?? [])],
  };
}

const treesOf = (udf: UdfVolume | undefined): readonly NamedTree[] =>
  udf?.tree ? [{ naming: 'udf', tree: udf.tree }] : [];

const HAS_ISO: ReadonlySet<Opening['kind']> = new Set(['iso9660', 'udf-bridge']);

/** Images of hard disks with blocks of 4 KiB have another row of descriptors (ECMA-167 2/8). */
const MAY_HAVE_UDF: ReadonlySet<Opening['kind']> = new Set(['udf', 'udf-bridge', 'unrecognised']);

/** Told by the first bytes, and by the last ones of what other programs wrap around an image. */
export async function readOpening(source: ByteSource): Promise<Opening> {
  const opening = inspectOpening(await source.read(0, OPENING_BYTES), source.size);
  if (opening.kind === 'empty') return opening;
  const start = Math.max(0, source.size - TRAILER_BYTES);
  const kind = findTrailer(await source.read(start, source.size - start));
  return kind === undefined ? opening : { kind, findings: [] };
}
