/**
 * The directory tree of a UDF volume, listed one directory at a time. A directory may hold itself,
 * or be in a thousand others: each is listed once, under the name that asked first.
 */
import { MAX_METADATA_BYTES } from '../../bytes/bounded-source.ts';
import { ExtentSource } from '../../bytes/extent-source.ts';
import { Findings } from '../../bytes/findings.ts';
import type { ByteSource } from '../../bytes/source.ts';
import type { Finding } from '../../finding.ts';
import type { Extent, FileTree, Listing, TreeEntry } from '../tree.ts';
import type { LongAddress } from './address.ts';
import { MAX_EXTENTS } from './allocation.ts';
import {
  MAX_DIRECTORY_BYTES,
  readIdentifiers,
  type DamagedIdentifier,
  type FileIdentifier,
} from './directory.ts';
import { kindOf, parseLinkTarget } from './file-entry.ts';
import type { Add, Content, FoundEntry, Space } from './space.ts';
import { decodeCompressedUnicode } from './text.ts';

/** Of one tree; the largest installation media have some 20,000. */
export const MAX_ENTRIES = 100_000;

/** Deeper than any path that a system of today can open. */
export const MAX_DEPTH = 256;

/** Of a link's content. PATH_MAX of Linux is as long. */
const MAX_LINK_BYTES = 4_096;

/** Which identifier led to a directory, and how deep below the root it is. */
interface Place {
  readonly identifier: string;
  readonly depth: number;
  /** Of its file entry, in the image; absent when that is damaged. */
  readonly entryOffset?: number;
}

/** `add` is told what is noticed on the way to the root. */
export async function openTree(space: Space, root: LongAddress, add: Add): Promise<UdfTree> {
  const entry = await space.readEntry(root, add);
  const content = entry && (await space.readContent(entry, add));
  if (!entry || !content || kindOf(entry) !== 'directory') {
    add({ code: 'directory-missing', detail: { name: '' } });
    return new UdfTree(space, { name: '', kind: 'directory', size: 0, extents: [] }, undefined);
  }
  const described = describe('', entry, content);
  return new UdfTree(space, { ...described, kind: 'directory' }, entry.offset);
}

export class UdfTree implements FileTree {
  readonly root: TreeEntry;
  readonly #space: Space;
  readonly #places = new WeakMap<TreeEntry, Place>();
  /** By offset of the directory's file entry: the identifier that led to it first. */
  readonly #owners = new Map<number, string>();
  #entries = 0;

  constructor(space: Space, root: TreeEntry, entryOffset: number | undefined) {
    this.#space = space;
    this.root = root;
    this.#setPlace(root, { identifier: '', depth: 0 }, entryOffset);
  }

  /** An entry may be listed again; it answers the same, with entries of its own. */
  async list(directory: TreeEntry): Promise<Listing> {
    const place = this.#places.get(directory);
    const refused = this.#refusalOf(directory, place);
    if (!place || refused) return { entries: [], findings: refused ? [refused] : [] };
    const findings = new Findings();
    const add = (finding: Finding) => findings.add(finding);
    const entries = await this.#readEntries(directory, place, add);
    const { source } = this.#space.reader;
    if (source.isSpent) add({ code: 'too-much-structure', detail: { limit: MAX_METADATA_BYTES } });
    return { entries, findings: findings.finish() };
  }

  #refusalOf({ name, kind }: TreeEntry, place: Place | undefined): Finding | undefined {
    const offset = place?.entryOffset;
    if (!place || offset === undefined || kind !== 'directory') {
      return { code: 'directory-missing', detail: { name } };
    }
    if (place.depth > MAX_DEPTH) {
      return { code: 'directory-too-deep', offset, detail: { name, limit: MAX_DEPTH } };
    }
    const owner = this.#owners.get(offset) ?? place.identifier;
    this.#owners.set(offset, owner);
    if (owner === place.identifier) return undefined;
    return { code: 'directory-listed-before', offset, detail: { name } };
  }

  async #readEntries(directory: TreeEntry, place: Place, add: Add): Promise<readonly TreeEntry[]> {
    const entries: TreeEntry[] = [];
    this.#checkDirectory(directory, add);
    for await (const identifier of readIdentifiers(this.#contentOf(directory))) {
      const end = this.#endAt(directory, identifier);
      if (end) add(end);
      if (end || 'isDamaged' in identifier) break;
      this.#entries++;
      entries.push(await this.#readEntry(identifier, place, add));
    }
    return entries;
  }

  /** Why the listing of a directory ends here. */
  #endAt(
    { extents }: TreeEntry,
    identifier: FileIdentifier | DamagedIdentifier,
  ): Finding | undefined {
    if ('isDamaged' in identifier) {
      const offset = offsetIn(extents, identifier.at);
      return { code: 'damaged-record', ...(offset === undefined ? {} : { offset }) };
    }
    if (this.#space.effort.isSpent) return { code: 'udf-too-much-work' };
    if (this.#entries < MAX_ENTRIES) return undefined;
    return { code: 'too-many-entries', detail: { limit: MAX_ENTRIES } };
  }

  #contentOf({ extents, size }: TreeEntry): ByteSource {
    return new ExtentSource(this.#space.reader.source, extents, size);
  }

  #checkDirectory({ name, extents, size }: TreeEntry, add: Add): void {
    const end = this.#space.reader.source.size;
    const cut = extents.find(({ offset, length }) => offset + length > end);
    if (cut) add({ code: 'directory-cut', offset: cut.offset, detail: { name } });
    if (size > MAX_DIRECTORY_BYTES) {
      add({ code: 'directory-too-long', detail: { name, limit: MAX_DIRECTORY_BYTES } });
    }
  }

  async #readEntry(identifier: FileIdentifier, parent: Place, add: Add): Promise<TreeEntry> {
    const { name, isDirectory, isHidden, icb, at } = identifier;
    if (isDeceptive(name)) add({ code: 'deceptive-name', detail: { name } });
    const found = await this.#space.readEntry(icb, add);
    const hidden = isHidden ? { isHidden } : {};
    const place = { identifier: `${parent.entryOffset ?? 0}:${at}`, depth: parent.depth + 1 };
    if (!found) {
      if (!this.#space.effort.isSpent) add({ code: 'udf-entry-damaged', detail: { name } });
      const kind = isDirectory ? 'directory' : 'file';
      return this.#setPlace({ name, kind, size: 0, extents: [], ...hidden }, place, undefined);
    }
    const content = await this.#space.readContent(found, add);
    const entry = describe(name, found, content);
    for (const finding of this.#checkContent(entry, found, content)) add(finding);
    const target = entry.kind === 'link' ? { target: await this.#readTarget(entry) } : {};
    return this.#setPlace({ ...entry, ...hidden, ...target }, place, found.offset);
  }

  #setPlace(
    entry: TreeEntry,
    place: Omit<Place, 'entryOffset'>,
    entryOffset: number | undefined,
  ): TreeEntry {
    this.#places.set(entry, entryOffset === undefined ? place : { ...place, entryOffset });
    return entry;
  }

  #checkContent(
    { name, size, extents }: TreeEntry,
    found: FoundEntry,
    content: Content,
  ): Finding[] {
    const { offset } = found;
    const end = this.#space.reader.source.size;
    const cut = extents.find((extent) => !extent.isHole && extent.offset + extent.length > end);
    const isShort = found.size === undefined || content.covered < size;
    const findings: Finding[] = [];
    if (content.problem === 'too-many') {
      findings.push({ code: 'too-many-extents', offset, detail: { name, limit: MAX_EXTENTS } });
    } else if (content.problem) {
      findings.push({ code: 'udf-extents-damaged', offset, detail: { name } });
    } else if (isShort) {
      const detail = { name, located: content.covered };
      findings.push({ code: 'udf-size-disagrees', offset, detail });
    }
    if (cut) findings.push({ code: 'extent-beyond-end', offset: cut.offset, detail: { name } });
    return findings;
  }

  async #readTarget(entry: TreeEntry): Promise<string> {
    const content = await this.#contentOf(entry).read(0, MAX_LINK_BYTES);
    return parseLinkTarget(content, decodeCompressedUnicode);
  }
}

/** A size that no file can have is that of what was located. */
function describe(name: string, found: FoundEntry, content: Content): TreeEntry {
  const { size = content.covered, modified } = found;
  return {
    name,
    kind: kindOf(found),
    size,
    extents: content.extents,
    ...(modified === undefined ? {} : { modified }),
  };
}

/** A name that would mean another place if it were used as a path, or end early. */
const isDeceptive = (name: string): boolean =>
  name === '' || name === '.' || name === '..' || /[/\0]/.test(name);

/** Where in the image the byte `at` of the content is. */
function offsetIn(extents: readonly Extent[], at: number): number | undefined {
  let start = 0;
  for (const { offset, length } of extents) {
    if (at < start + length) return offset + at - start;
    start += length;
  }
  return undefined;
}
