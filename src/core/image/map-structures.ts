/** Makes the map of an image: from its descriptors, and from all of its trees. */
import { BoundedSource } from '../bytes/bounded-source.ts';
import type { ByteSource } from '../bytes/source.ts';
import { readParts, type ImageParts } from './read-image.ts';
import { StructureMap, type Structure, type StructureKind } from './structure-map.ts';
import type { Gpt } from './system-area/gpt.ts';
import type { Extent } from './tree.ts';
import { walkTree, type WalkedEntry } from './walk.ts';
import { WIM_HEADER_BYTES } from './wim/header.ts';
import type { WimResource } from './wim/resource.ts';

/** Of each tree. Windows media have a thousand entries, Debian's five; a map costs memory for each. */
export const MAX_MAPPED_ENTRIES = 20_000;

/** As many files in some pieces each; a hostile UDF volume has millions of pieces. */
export const MAX_STRUCTURES = 100_000;

const SECTOR_BYTES = 2048;
const SYSTEM_AREA_BYTES = 16 * SECTOR_BYTES;

/** Takes as long as all directories take to be read. Rejects only as the source does. */
export async function mapStructures(image: ByteSource): Promise<StructureMap> {
  const parts = await readParts(new BoundedSource(image));
  const structures = [
    ...mapTables(parts),
    ...mapIso(parts),
    ...mapBoot(parts),
    ...mapUdf(parts),
    ...mapWim(parts),
  ];
  const { mapped, isPartial } = await mapTrees(parts);
  return new StructureMap([...structures, ...mapped], isPartial);
}

const at = (kind: StructureKind, offset: number, length: number): Structure => ({
  kind,
  start: offset,
  end: offset + length,
});

const atExtents = (kind: StructureKind, extents: readonly Extent[]): Structure[] =>
  extents.map(({ offset, length }) => at(kind, offset, length));

function mapTables({ iso, udf, systemArea }: ImageParts): Structure[] {
  const { mbr, gpt, apm } = systemArea ?? {};
  return [
    ...(iso || udf ? [at('system-area', 0, SYSTEM_AREA_BYTES)] : []),
    ...(mbr ? [at('partition-table', 0, 512)] : []),
    ...(gpt ? mapGpt(gpt) : []),
    ...(apm ? [at('partition-table', 0, (apm.partitions.length + 1) * apm.blockBytes)] : []),
  ];
}

/** UEFI 2.10 §5.3.1: each header and its list of partitions. */
function mapGpt({ primary, backup, blockBytes }: Gpt): Structure[] {
  return [primary, backup].flatMap((copy) => {
    if (copy === undefined) return [];
    const { block, entriesBlock, entryCount, entryBytes } = copy.header;
    return [
      at('partition-table', block * blockBytes, blockBytes),
      at('partition-table', entriesBlock * blockBytes, entryCount * entryBytes),
    ];
  });
}

function mapIso({ iso }: ImageParts): Structure[] {
  if (iso === undefined) return [];
  const { descriptors } = iso;
  const tables = descriptors.volumes.flatMap(({ pathTables }) => pathTables);
  return [
    at('volume-descriptors', SYSTEM_AREA_BYTES, descriptors.length),
    ...atExtents('path-table', tables),
  ];
}

const mapBoot = ({ bootCatalogs }: ImageParts): Structure[] =>
  bootCatalogs.flatMap(({ extent, entries }) => [
    ...atExtents('boot-catalog', [extent]),
    ...entries.flatMap(({ image }) => (image ? atExtents('boot-image', [image]) : [])),
  ]);

function mapUdf({ udf }: ImageParts): Structure[] {
  if (udf === undefined) return [];
  const { anchors, sectorBytes, descriptorExtents } = udf;
  return [
    ...anchors.map((sector) => at('udf-anchor', sector * sectorBytes, sectorBytes)),
    ...atExtents('udf-descriptors', descriptorExtents),
  ];
}

function mapWim({ wim }: ImageParts): Structure[] {
  if (wim === undefined) return [];
  const { lookup, xml, integrity } = wim.header;
  const resource = (kind: StructureKind, { offset, storedBytes }: WimResource) =>
    storedBytes === 0 || !Number.isSafeInteger(offset + storedBytes)
      ? []
      : [at(kind, offset, storedBytes)];
  return [
    at('wim-header', 0, WIM_HEADER_BYTES),
    ...resource('wim-lookup', lookup),
    ...resource('wim-xml', xml),
    ...resource('wim-integrity', integrity),
  ];
}

/** The best tree first: what other trees have by another name keeps the one it has there. */
async function mapTrees({ tree, trees }: ImageParts) {
  const collector = new Collector();
  let isPartial = false;
  for (const named of tree ? [tree, ...trees.filter((one) => one.tree !== tree.tree)] : []) {
    const isBest = named === tree;
    collector.take('directory', { path: '', entry: named.tree.root }, isBest);
    const walk = await walkTree(named.tree, MAX_MAPPED_ENTRIES, (walked) =>
      collector.take(walked.entry.kind === 'directory' ? 'directory' : 'file', walked, isBest),
    );
    isPartial ||= walk.isPartial;
  }
  return { mapped: collector.structures, isPartial: isPartial || collector.isFull };
}

class Collector {
  readonly structures: Structure[] = [];
  readonly #known = new Set<string>();

  get isFull(): boolean {
    return this.structures.length >= MAX_STRUCTURES;
  }

  /** Of one tree every name of a file counts, of another only what has none yet. */
  take(kind: 'directory' | 'file', { path, entry }: WalkedEntry, isBest: boolean): void {
    for (const { offset, length, isHole } of entry.extents) {
      const key = `${kind} ${offset} ${length}`;
      if (isHole || this.isFull || (!isBest && this.#known.has(key))) continue;
      this.#known.add(key);
      this.structures.push({ ...at(kind, offset, length), path });
    }
  }
}
