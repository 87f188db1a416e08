/**
 * A file browser's questions about an image, each answered from scratch: nothing is kept between
 * them, and a path that leads nowhere is an answer.
 */
import { BoundedSource } from '../bytes/bounded-source.ts';
import type { ByteSource } from '../bytes/source.ts';
import type { Finding } from '../finding.ts';
import { findBestTree } from '../image/best-tree.ts';
import type { Extent, FileTree, Listing, TreeEntry } from '../image/tree.ts';
import { readVolumes } from '../image/volumes.ts';
import type {
  ContentPart,
  DirectoryListing,
  EntryPath,
  FileLocation,
  ListedEntry,
} from './listing.ts';

/** Zeros of holes in one file, which take memory when the file is put together. */
export const MAX_HOLE_BYTES = 64 << 20;

/** What is no directory has no entries and a finding. Rejects only as the source does. */
export async function listDirectory(image: ByteSource, path: EntryPath): Promise<DirectoryListing> {
  const found = await findEntry(image, path);
  if (found === undefined) return { entries: [], findings: [missing('')] };
  const { tree, entry } = found;
  if (entry.kind !== 'directory') return { entries: [], findings: [missing(entry.name)] };
  const { entries, findings } = await tree.list(entry);
  return { entries: entries.map(listed), findings };
}

/** `undefined` when there is no file at this path. Rejects only as the source does. */
export async function locateFile(
  image: ByteSource,
  path: EntryPath,
): Promise<FileLocation | undefined> {
  const found = await findEntry(image, path);
  if (found?.entry.kind !== 'file') return undefined;
  const { name, size, extents } = found.entry;
  const parts = partsOf(extents, size, image.size);
  const located = parts.reduce((sum, { length }) => sum + length, 0);
  return {
    name,
    size,
    parts,
    isWhole: located === size,
    ...('unpackedSize' in found.entry ? { isPacked: true } : {}),
  };
}

const missing = (name: string): Finding => ({ code: 'directory-missing', detail: { name } });

interface Found {
  readonly tree: FileTree;
  readonly entry: TreeEntry;
}

async function findEntry(image: ByteSource, path: EntryPath): Promise<Found | undefined> {
  const { trees } = await readVolumes(new BoundedSource(image));
  const best = await findBestTree(trees);
  if (best === undefined) return undefined;
  const { tree } = best;
  let listing: Pick<Listing, 'entries'> = best;
  let entry: TreeEntry = tree.root;
  for (const [depth, index] of path.entries()) {
    if (depth > 0) listing = await tree.list(entry);
    const next = listing.entries[index];
    if (next === undefined) return undefined;
    entry = next;
  }
  return { tree, entry };
}

const listed = ({ name, kind, size, modified, target, isHidden }: TreeEntry): ListedEntry => ({
  name,
  kind,
  size,
  ...(modified === undefined ? {} : { modified }),
  ...(target === undefined ? {} : { target }),
  ...(isHidden === undefined ? {} : { isHidden }),
});

/** Up to the first byte that the image does not have. */
function partsOf(extents: readonly Extent[], size: number, imageBytes: number): ContentPart[] {
  const parts: ContentPart[] = [];
  let left = size;
  let holeBytes = 0;
  for (const { offset, length, isHole } of extents) {
    const wanted = Math.min(length, left);
    if (isHole) holeBytes += wanted;
    const there = isHole ? wanted : Math.min(wanted, imageBytes - offset);
    if (there <= 0 || holeBytes > MAX_HOLE_BYTES) break;
    parts.push(isHole ? { length: there } : { offset, length: there });
    left -= there;
    if (there < wanted) break;
  }
  return parts;
}
