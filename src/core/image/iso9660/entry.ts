/**
 * One file or directory of a tree, out of its directory record (or records, if it has several
 * sections: ECMA-119, 2nd edition, §6.5.1) and what Rock Ridge adds.
 */
import { decodeName, decodeUtf16be } from '../../bytes/text.ts';
import type { Finding } from '../../finding.ts';
import type { Extent, TreeEntry } from '../tree.ts';
import type { DirectoryRecord } from './directory-record.ts';
import type { PosixAttributes } from './rock-ridge/attributes.ts';

export interface IsoEntry extends TreeEntry {
  /** POSIX file mode, where Rock Ridge recorded one. */
  readonly mode?: number;
  /** The content is recorded in compressed form (zisofs): its length once unpacked, in bytes. */
  readonly unpackedSize?: number;
}

/** How the names of a tree are written. */
export type Naming = 'plain' | 'joliet' | 'enhanced' | 'rock-ridge';

/** A section holds up to 4 GiB: more than 65,536 of them no file system can hold. */
export const MAX_SECTIONS = 65_536;

/** What is known of an entry while its sections are gathered. */
export interface Draft {
  readonly record: DirectoryRecord;
  readonly attributes?: PosixAttributes;
  readonly extents: Extent[];
  size: number;
  isContinued: boolean;
}

/** A name in what the tree writes them in; the version (§7.5.1) and a dot before nothing removed. */
export function nameOf(identifier: Uint8Array, naming: Naming): string {
  const text = naming === 'joliet' ? decodeUtf16be(identifier) : decodeName(identifier);
  const unversioned = text.replace(/;\d{1,5}$/, '');
  const isPlain = naming === 'plain' || naming === 'rock-ridge';
  const name = isPlain ? unversioned.replace(/\.$/, '') : unversioned;
  return name === '' ? text : name;
}

export function entryOf(draft: Draft, naming: Naming): IsoEntry {
  const { record, attributes, extents, size } = draft;
  const modified = attributes?.modified ?? record.recorded;
  return {
    name: attributes?.name ?? nameOf(record.identifier, naming),
    kind: kindOf(record, attributes),
    size,
    extents,
    ...(modified === undefined ? {} : { modified }),
    ...(record.isHidden || record.isAssociated ? { isHidden: true } : {}),
    ...(attributes && posixPartOf(attributes)),
  };
}

function posixPartOf({ target, mode, unpackedLength }: PosixAttributes) {
  return {
    ...(target === undefined ? {} : { target }),
    ...(mode === undefined ? {} : { mode }),
    ...(unpackedLength === undefined ? {} : { unpackedSize: unpackedLength }),
  };
}

function kindOf(record: DirectoryRecord, attributes?: PosixAttributes): IsoEntry['kind'] {
  if (record.isDirectory || attributes?.childBlock !== undefined) return 'directory';
  if (record.isAssociated) return 'other';
  return attributes === undefined ? 'file' : kindOfMode(attributes);
}

/** `<sys/stat.h>`, as RRIP §4.1.1 has it. */
function kindOfMode({ mode = 0, target }: PosixAttributes): IsoEntry['kind'] {
  switch (mode & 0o170000) {
    case 0o120000:
      return 'link';
    case 0:
      return target === undefined ? 'file' : 'link';
    case 0o100000:
    case 0o040000: // ISO 9660 says that it is none: believed, for it decides how the extent is read
      return 'file';
    default:
      return 'other';
  }
}

/** A name that would mean another place if it were used as a path, or end early. */
export const isDeceptive = (name: string): boolean =>
  name === '' || name === '.' || name === '..' || /[/\0]/.test(name);

/** What is wrong with an entry's place and name. `imageBytes`: the size of the image. */
export function checkEntry(draft: Draft, entry: IsoEntry, imageBytes: number): readonly Finding[] {
  const { record, attributes } = draft;
  const { name } = entry;
  const findings: Finding[] = [];
  const report = (code: Finding['code'], detail: Finding['detail'] = { name }) =>
    findings.push({ code, offset: record.offset, detail });
  if (isDeceptive(name)) report('deceptive-name');
  if (record.isInterleaved) report('interleaved-file');
  if (draft.isContinued) report('unfinished-file');
  if (attributes?.cutAt !== undefined) report('overlong-name', { limit: attributes.cutAt });
  if (entry.extents.length === MAX_SECTIONS)
    report('too-many-extents', { name, limit: MAX_SECTIONS });
  // A directory is checked when it is read.
  const isBeyond = entry.extents.some(({ offset, length }) => offset + length > imageBytes);
  if (isBeyond && entry.kind !== 'directory') report('extent-beyond-end');
  return findings;
}
