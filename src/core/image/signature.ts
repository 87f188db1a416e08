/**
 * Files that are something else than an image of a volume, told by their first bytes. Only what
 * people do download under the name of an image, or instead of it.
 */
import type { ContentKind } from './opening.ts';

const SIGNATURES: readonly (readonly [ContentKind, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b, 0x08]], // RFC 1952 §2.3.1, deflate
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]], // The .xz file format 1.1.0, §2.1.1.1
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]], // RFC 8878 §3.1.1
  ['zip', [0x50, 0x4b, 0x03, 0x04]], // PKWARE APPNOTE 4.3.7, local file header
  ['zip', [0x50, 0x4b, 0x05, 0x06]], // 4.3.16, end of central directory: an empty archive
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]], // 7zFormat.txt, signature header
  ['wim', [0x4d, 0x53, 0x57, 0x49, 0x4d, 0x00, 0x00, 0x00]], // 'MSWIM'
  ['wim', [0x57, 0x4c, 0x50, 0x57, 0x4d, 0x00, 0x00, 0x00]], // 'WLPWM', wimlib's pipable form
  ['vhd', [0x63, 0x6f, 0x6e, 0x65, 0x63, 0x74, 0x69, 0x78]], // 'conectix': a copy of the footer
  ['vhdx', [0x76, 0x68, 0x64, 0x78, 0x66, 0x69, 0x6c, 0x65]], // 'vhdxfile', [MS-VHDX] 2.2.1
  ['qcow2', [0x51, 0x46, 0x49, 0xfb]], // QEMU, docs/interop/qcow2.txt
];

/** What the signature at the file's start says; `undefined` when there is none that is known. */
export function findSignature(bytes: Uint8Array): ContentKind | undefined {
  if (isBzip2(bytes)) return 'bzip2';
  const rawSectorBytes = RAW_SECTOR_SIZES.find((step) => isRawSectors(bytes, step));
  if (rawSectorBytes !== undefined)
    return rawSectorBytes === RAW_SECTOR_BYTES ? 'raw-sectors' : 'mdf';
  return SIGNATURES.find(([, signature]) => startsWith(bytes, signature))?.[0];
}

function startsWith(bytes: Uint8Array, signature: readonly number[], at = 0): boolean {
  return signature.every((byte, i) => bytes[at + i] === byte);
}

const BZIP2_BLOCK = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]; // the digits of pi
const BZIP2_END = [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]; // of its square root: nothing compressed

/** 'BZh', the block size as a digit, and a block: three letters alone may begin a text. */
function isBzip2(bytes: Uint8Array): boolean {
  const level = bytes[3] ?? 0;
  if (!startsWith(bytes, [0x42, 0x5a, 0x68]) || level < 0x31 || level > 0x39) return false;
  return startsWith(bytes, BZIP2_BLOCK, 4) || startsWith(bytes, BZIP2_END, 4);
}

/** ECMA-130: the sync field, 12 bytes that open each sector of 2352. */
const SECTOR_SYNC = [0x00, ...Array<number>(10).fill(0xff), 0x00];
const RAW_SECTOR_BYTES = 2352;
/** With the 96 bytes of subchannel behind each (libcdio, `CDIO_CD_FRAMESIZE_RAW` and `_SUB`). */
const RAW_SECTOR_SIZES: readonly number[] = [RAW_SECTOR_BYTES, RAW_SECTOR_BYTES + 96];

function isRawSectors(bytes: Uint8Array, step: number): boolean {
  if (!startsWith(bytes, SECTOR_SYNC)) return false;
  return bytes.length < step + 12 || startsWith(bytes, SECTOR_SYNC, step);
}
