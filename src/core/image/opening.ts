/**
 * What the first sectors of an image tell before anything is hashed. All of it is a hint: it may
 * make a diagnosis, never a verdict.
 */
import type { Finding } from '../finding.ts';

/** What kind of thing the file's first bytes are. */
export const CONTENT_KINDS = [
  'iso9660',
  'udf',
  'udf-bridge', // both trees in one image, as on Windows media
  'empty',
  'zeros', // as far as it was read, nothing but zero bytes
  'text', // plain text
  'html', // a web page saved under an image's name
  'gzip',
  'xz',
  'zstd',
  'bzip2',
  'zip',
  '7z',
  'wim',
  'raw-sectors', // 2352-byte sectors (.bin)
  'disk', // a partition table and no volume descriptor
  'checksum-file', // a list of digests
  'nrg', // Nero's own form of a disc's image
  'mdf', // sectors of 2352 bytes, each with 96 of subchannel: what Alcohol 120% and others write
  'dmg', // Apple's disk image
  'vhd', // virtual disks of Microsoft, the older and the newer form
  'vhdx',
  'qcow2', // a virtual disk of QEMU
  'unrecognised',
] as const;
export type ContentKind = (typeof CONTENT_KINDS)[number];

export interface Opening {
  readonly kind: ContentKind;
  /** Volume identifier as recorded, trailing padding removed; untrusted text. */
  readonly label?: string;
  /** Bytes that the volume says it occupies. */
  readonly expectedSize?: number;
  readonly findings: readonly Finding[];
}
