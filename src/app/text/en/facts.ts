/** What an image says of itself, its progress and its digests, in English. */
import type { ContentKind } from '../../../core/image/opening.ts';
import type { IdentityField } from '../../../core/identity/identity.ts';
import { formatCount } from '../../format/number.ts';
import { field as identityField } from './identity.ts';
import { bytes, listed } from './words.ts';

/** The contract's `data-field` names. */
export type FieldName = IdentityField | 'expectedSize' | 'format' | 'bootable';

export const field = {
  ...identityField,
  expectedSize: 'Size',
  format: 'Format',
  bootable: 'Starts a PC',
} satisfies Record<FieldName, string>;

export const format = {
  iso9660: 'ISO 9660',
  udf: 'UDF',
  'udf-bridge': 'UDF and ISO 9660 in one (UDF bridge)',
  empty: 'empty file',
  zeros: 'nothing but zeros, as far as it was looked at',
  text: 'plain text',
  html: 'web page (HTML)',
  gzip: 'gzip archive',
  xz: 'xz archive',
  zstd: 'Zstandard archive',
  bzip2: 'bzip2 archive',
  zip: 'ZIP archive',
  '7z': '7-Zip archive',
  wim: 'Windows image (WIM)',
  'raw-sectors': 'raw sectors of 2,352 bytes',
  disk: 'disk with a partition table',
  'checksum-file': 'list of digests',
  nrg: 'Nero disc image (NRG)',
  mdf: 'raw sectors with subchannel (MDF)',
  dmg: 'Apple disk image (DMG)',
  vhd: 'virtual disk (VHD)',
  vhdx: 'virtual disk (VHDX)',
  qcow2: 'virtual disk (QCOW2)',
  unrecognised: 'not recognised',
} satisfies Record<ContentKind, string>;

/** The archive's own name, for a sentence. */
export const archive = (kind: ContentKind): string => {
  const names: Partial<Record<ContentKind, string>> = {
    gzip: 'gzip',
    xz: 'xz',
    zstd: 'Zstandard',
    bzip2: 'bzip2',
    zip: 'ZIP',
    '7z': '7-Zip',
  };
  return names[kind] ?? format[kind];
};

export const architecture: Readonly<Record<string, string>> = {
  x86: '32-bit PC (x86)',
  x64: '64-bit PC (x64)',
  arm64: '64-bit ARM',
  ia64: 'Itanium',
};

export const recorded = 'Recorded in the image';
export const hinted = 'Hints, such as its label';
export const inferred = 'Inferred from the known image’s name';

export const size = {
  exact: (expected: number) => `${bytes(expected)} by its own account; the file has exactly that`,
  short: (expected: number, missing: number) =>
    `${bytes(expected)} by its own account; the file is ${bytes(missing)} shorter`,
  padded: (expected: number, extra: number) =>
    `${bytes(expected)} by its own account; ${bytes(extra)} of zeros follow`,
  paddedAsFarAsSeen: (expected: number, extra: number) =>
    `${bytes(expected)} by its own account; ${bytes(extra)} follow, of zeros as far as they were looked at`,
  long: (expected: number, extra: number) =>
    `${bytes(expected)} by its own account; the file is ${bytes(extra)} longer`,
};

export const heading = 'What it says it is';

export const digestsHeading = 'Digests';
export const copy = 'Copy';
export const copied = 'Copied';
export const selected = 'Selected: press Ctrl+C';
export const copyOf = (algorithm: string, image: string): string =>
  `Copy the ${algorithm} of ${image}`;
export const copiedOf = (algorithm: string): string => `The ${algorithm} was copied.`;
export const selectedOf = (algorithm: string): string =>
  `The clipboard is closed to this page. The ${algorithm} is selected: copy it with the keyboard.`;

export const progress = {
  queued: 'Waiting for its turn',
  inspecting: 'Looking at what it is',
  reading: 'Reading',
  paused: 'Paused',
  label: (image: string) => `Progress of ${image}`,
  read: 'Read',
  of: (done: number, total: number) => `${formatCount(done)} of ${bytes(total)}`,
  rate: 'Rate',
  left: 'Time left',
  about: (duration: string) => `about ${duration}`,
  unknown: 'not known yet',
  percent: (percent: number) => `${formatCount(percent)} %`,
  interrupted:
    'Its reading ended with the page that it was on. Press Resume to go on from where it stood; that is possible as long as the file has not changed.',
  again: (algorithms: readonly string[]) =>
    `Read a second time, because a reference needs ${listed(algorithms)}. All digests are computed anew, so that they come from one and the same reading.`,
};
