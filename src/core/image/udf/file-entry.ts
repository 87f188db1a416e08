/**
 * File entries (ECMA-167, 3rd edition, 4/14.9) and extended ones (4/14.17): what a file is and the
 * descriptors of where its content is.
 */
import { uint16le, uint32le, uint64le, uint8 } from '../../bytes/fields.ts';
import { TAG } from './tag.ts';
import { parseTimestamp } from './text.ts';

/** 4/14.6.6 and UDF 2.60, 2.2.8, 2.2.13. */
export const FILE_TYPE = { directory: 4, link: 12, virtualTable: 248 } as const;

/** 4/14.6.8: how the content is described. */
export type AllocationForm = 'short' | 'long' | 'extended' | 'embedded';

const FORMS: readonly AllocationForm[] = ['short', 'long', 'extended', 'embedded'];

/** 4/14.6.6: what holds a file as files on hard disks are. */
const PLAIN_TYPES: readonly number[] = [0, 5, 249];

export interface FileEntry {
  readonly type: number;
  /** Bytes of content as recorded; `undefined` when no file can be as long. */
  readonly size: number | undefined;
  /** ISO 8601. */
  readonly modified: string | undefined;
  readonly form: AllocationForm;
  /** The allocation descriptors, or the content itself when it is embedded. */
  readonly allocation: Uint8Array;
  /** Where these bytes begin in the entry. */
  readonly allocationStart: number;
  /** 4/14.6.2: 4 for one entry, 4096 for a chain of them. */
  readonly strategy: number;
}

/** Where the fields of the two kinds stand, in bytes. */
const LAYOUTS: ReadonlyMap<number, { readonly modified: number; readonly lengths: number }> =
  new Map([
    [TAG.file, { modified: 84, lengths: 168 }],
    [TAG.extendedFile, { modified: 92, lengths: 208 }],
  ]);

/** `identifier` is the tag's. `undefined` when it is another descriptor, or its lengths cannot be. */
export function parseFileEntry(bytes: Uint8Array, identifier: number): FileEntry | undefined {
  const layout = LAYOUTS.get(identifier);
  if (!layout) return undefined;
  const start = layout.lengths + 8 + uint32le(bytes, layout.lengths); // behind extended attributes
  const end = start + uint32le(bytes, layout.lengths + 4);
  const form = FORMS[uint16le(bytes, 34) & 0x7];
  if (end > bytes.length || form === undefined) return undefined;
  return {
    type: uint8(bytes, 27),
    size: uint64le(bytes, 56),
    modified: parseTimestamp(bytes, layout.modified),
    form,
    allocation: bytes.subarray(start, end),
    allocationStart: start,
    strategy: uint16le(bytes, 20),
  };
}

export function kindOf({ type }: FileEntry): 'directory' | 'file' | 'link' | 'other' {
  if (type === FILE_TYPE.directory) return 'directory';
  if (type === FILE_TYPE.link) return 'link';
  return PLAIN_TYPES.includes(type) ? 'file' : 'other';
}

/**
 * 4/14.16.1: where a link points, from the components that are its content. Steps to the root, up
 * and here are written as POSIX does.
 */
export function parseLinkTarget(content: Uint8Array, decode: (name: Uint8Array) => string): string {
  const parts: string[] = [];
  for (let at = 0; at + 4 <= content.length;) {
    const length = uint8(content, at + 1);
    const type = uint8(content, at);
    if (type === 2) parts.splice(0, parts.length, '');
    else if (type === 3) parts.push('..');
    else if (type === 4) parts.push('.');
    else if (type === 5) parts.push(decode(content.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return parts.length === 1 && parts[0] === '' ? '/' : parts.join('/');
}
