/**
 * What Rock Ridge (IEEE P1282, RRIP 1.12) says of one directory record: its POSIX name, mode,
 * dates, where a link points, and how deep directories were moved.
 */
import { uint32le, uint8 } from '../../../bytes/fields.ts';
import { decodeName } from '../../../bytes/text.ts';
import { LONG_DATE_BYTES, parseLongDate, parseShortDate, SHORT_DATE_BYTES } from '../dates.ts';
import type { SystemUseEntry } from './system-use.ts';

export interface PosixAttributes {
  /** Absent without `NM`: the ISO 9660 name counts. */
  readonly name?: string;
  /** POSIX file mode, type bits included. */
  readonly mode?: number;
  /** ISO 8601. */
  readonly modified?: string;
  /** Of a symbolic link: where it points. */
  readonly target?: string;
  /** Logical block of the directory that this record stands for (§4.1.5.1). */
  readonly childBlock?: number;
  /** A moved directory, which is listed elsewhere (§4.1.5.3). */
  readonly isMoved: boolean;
  /** zisofs: bytes of the content once unpacked. */
  readonly unpackedLength?: number;
  /** The limit, in bytes, that the name or the target was longer than, and is cut to. */
  readonly cutAt?: number;
}

/** POSIX NAME_MAX is 255 on the systems that read this; four times that, for a name in UTF-8. */
export const MAX_NAME_BYTES = 1024;

/** PATH_MAX of Linux. */
export const MAX_TARGET_BYTES = 4096;

export function parseAttributes(entries: readonly SystemUseEntry[]): PosixAttributes {
  const name = joinName(entries);
  const target = joinTarget(entries);
  const mode = findNumber(entries, 'PX'); // §4.1.1
  const childBlock = findNumber(entries, 'CL'); // §4.1.5.1
  const modified = findModified(entries);
  const unpackedLength = findUnpackedLength(entries);
  return {
    ...(name.text === '' ? {} : { name: name.text }),
    ...(target.text === '' ? {} : { target: target.text }),
    ...(mode === undefined ? {} : { mode }),
    ...(childBlock === undefined ? {} : { childBlock }),
    ...(modified === undefined ? {} : { modified }),
    ...(unpackedLength === undefined ? {} : { unpackedLength }),
    isMoved: entries.some(({ signature }) => signature === 'RE'),
    ...(target.isCut ? { cutAt: MAX_TARGET_BYTES } : {}),
    ...(name.isCut ? { cutAt: MAX_NAME_BYTES } : {}),
  };
}

/** Collects bytes up to a limit. */
class TextBuilder {
  readonly #limit: number;
  readonly #bytes: number[] = [];
  isCut = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get length(): number {
    return this.#bytes.length;
  }

  append(bytes: Iterable<number>): void {
    for (const byte of bytes) {
      this.isCut ||= this.#bytes.length >= this.#limit;
      if (this.isCut) return;
      this.#bytes.push(byte);
    }
  }

  finish(): { readonly text: string; readonly isCut: boolean } {
    return { text: decodeName(Uint8Array.from(this.#bytes)), isCut: this.isCut };
  }
}

const DOT = [0x2e];
const DOT_DOT = [0x2e, 0x2e];
const SLASH = [0x2f];

/** §4.1.4: flags and a part of the name; bit 0: the next entry goes on with it. */
function joinName(entries: readonly SystemUseEntry[]) {
  const name = new TextBuilder(MAX_NAME_BYTES);
  for (const { signature, data } of entries) {
    if (signature !== 'NM') continue;
    const flags = uint8(data, 0);
    if ((flags & 2) !== 0) name.append(DOT);
    else if ((flags & 4) !== 0) name.append(DOT_DOT);
    else name.append(data.subarray(1));
    if ((flags & 1) === 0 || name.isCut) break;
  }
  return name.finish();
}

/** §4.1.3.1: flags of a component of a link's target. */
const COMPONENT_CONTINUES = 1;
const CURRENT = 2;
const PARENT = 4;
const ROOT = 8;

/** §4.1.3: components, each with flags and length; they go on over several entries. */
function joinTarget(entries: readonly SystemUseEntry[]) {
  const target = new TextBuilder(MAX_TARGET_BYTES);
  let isWithinComponent = false;
  let isAfterRoot = false;
  for (const { signature, data } of entries) {
    if (signature !== 'SL') continue;
    for (let at = 1; at + 2 <= data.length; at += 2 + uint8(data, at + 1)) {
      const flags = uint8(data, at);
      if (!isWithinComponent && !isAfterRoot && target.length > 0) target.append(SLASH);
      target.append(componentBytes(flags, data.subarray(at + 2, at + 2 + uint8(data, at + 1))));
      isWithinComponent = (flags & COMPONENT_CONTINUES) !== 0;
      isAfterRoot = (flags & ROOT) !== 0;
    }
    if ((uint8(data, 0) & 1) === 0 || target.isCut) break;
  }
  return target.finish();
}

function componentBytes(flags: number, text: Uint8Array): Iterable<number> {
  if ((flags & CURRENT) !== 0) return DOT;
  if ((flags & PARENT) !== 0) return DOT_DOT;
  return (flags & ROOT) !== 0 ? SLASH : text;
}

/** The first number of an entry that begins with one in both byte orders. */
function findNumber(entries: readonly SystemUseEntry[], wanted: 'PX' | 'CL'): number | undefined {
  const found = entries.find(({ signature, data }) => signature === wanted && data.length >= 8);
  return found && uint32le(found.data, 0);
}

/** §4.1.6: the stamps that the flags name, in the order of the bits; bit 7: the long form. */
function findModified(entries: readonly SystemUseEntry[]): string | undefined {
  for (const { signature, data } of entries) {
    const flags = uint8(data, 0);
    if (signature !== 'TF' || (flags & 2) === 0) continue; // bit 1: modification
    const isLong = (flags & 0x80) !== 0;
    const stampBytes = isLong ? LONG_DATE_BYTES : SHORT_DATE_BYTES;
    const start = 1 + ((flags & 1) !== 0 ? stampBytes : 0); // bit 0: creation, in front of it
    const stamp = data.subarray(start, start + stampBytes);
    if (stamp.length === stampBytes) return isLong ? parseLongDate(stamp) : parseShortDate(stamp);
  }
  return undefined;
}

/** zisofs (H. P. Anvin's `ZF`): algorithm `pz`, header length, block size, length in both orders. */
function findUnpackedLength(entries: readonly SystemUseEntry[]): number | undefined {
  const found = entries.find(({ signature, data }) => signature === 'ZF' && data.length >= 12);
  return found && uint32le(found.data, 4);
}
