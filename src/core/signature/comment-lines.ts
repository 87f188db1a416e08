/** What minisign and signify have in common: a line of comment, then a line of base64. */
import { parseBase64 } from '../bytes/base64.ts';
import { decodeName } from '../bytes/text.ts';

const LF = 0x0a;
const CR = 0x0d;

export interface ByteLine {
  /** Without LF or CR LF. */
  readonly bytes: Uint8Array;
  /** Where the next line begins; the length of the file where none does. */
  readonly next: number;
}

/** The first `count` lines, or fewer. */
export function firstLines(file: Uint8Array, count: number): readonly ByteLine[] {
  const lines: ByteLine[] = [];
  for (let start = 0; start < file.length && lines.length < count;) {
    const found = file.indexOf(LF, start);
    const end = found === -1 ? file.length : found;
    const next = found === -1 ? end : found + 1;
    const stop = end > start && file[end - 1] === CR ? end - 1 : end;
    lines.push({ bytes: file.subarray(start, stop), next });
    start = next;
  }
  return lines;
}

/** Whether nothing but ends of lines follows: what stands behind would pass for a part of it. */
export const isLastLine = (file: Uint8Array, { next }: ByteLine): boolean =>
  file.subarray(next).every((byte) => byte === LF || byte === CR);

/** What follows `label` on a line that begins with it. */
export function findLabelled(line: ByteLine | undefined, label: string): Uint8Array | undefined {
  if (line === undefined) return undefined;
  for (let i = 0; i < label.length; i++) {
    if (line.bytes[i] !== label.charCodeAt(i)) return undefined;
  }
  return line.bytes.subarray(label.length);
}

/** The bytes of a line of base64 that has exactly `length` of them. */
export function base64Line(line: ByteLine | undefined, length: number): Uint8Array | undefined {
  if (line === undefined || line.bytes.length > 4 * Math.ceil(length / 3)) return undefined;
  const bytes = parseBase64(decodeName(line.bytes));
  return bytes?.length === length ? bytes : undefined;
}

export const UNTRUSTED_COMMENT = 'untrusted comment: ';
