/** What an image says it is, in English. */
import type { BootSign } from '../../../core/image/boot.ts';
import type { SizeWitness } from '../../../core/image/size.ts';
import type { IdentityField, IdentitySource } from '../../../core/identity/identity.ts';
import { bytes, counted, listed } from './words.ts';

export interface IdentityWords {
  readonly product: string;
  readonly version: string | undefined;
  readonly servicePack: string | undefined;
  /** The only one. */
  readonly edition: string | undefined;
  /** Several, in words. */
  readonly editions: string | undefined;
  readonly architectures: readonly string[];
  readonly languages: string | undefined;
}

/** Names of products that are their version: "Windows 7". */
const namesVersion = ({ product, version }: IdentityWords): boolean =>
  version === undefined || product.startsWith('Windows') || product.endsWith(` ${version}`);

export const line = (words: IdentityWords): string => {
  const { product, version = '', servicePack, edition, editions, architectures, languages } = words;
  const name = namesVersion(words) ? product : `${product} ${version}`;
  return [
    [name, edition, servicePack].filter((word) => word !== undefined).join(' '),
    editions,
    ...architectures,
    languages,
  ]
    .filter((word) => word !== undefined && word !== '')
    .join(', ');
};

export const editions = (count: number): string => counted(count, 'edition', 'editions');
export const languages = (count: number): string => counted(count, 'language', 'languages');

export const bits: Readonly<Record<string, string>> = {
  x86: '32-bit',
  x64: '64-bit',
  arm64: '64-bit ARM',
};

/** Before the line, where nothing has been compared yet. */
export const claims = 'Says it is';

export const field = {
  vendor: 'Vendor',
  product: 'Product',
  version: 'Version',
  servicePack: 'Service pack',
  edition: 'Edition',
  architecture: 'Processor',
  language: 'Language',
  channel: 'Channel',
  build: 'Build',
  label: 'Label',
  madeWith: 'Made with',
  madeOn: 'Made on',
} satisfies Record<IdentityField, string>;

/** Fields as parts of a sentence. */
export const part = {
  vendor: 'its maker',
  product: 'its product',
  version: 'its version',
  servicePack: 'its service pack',
  edition: 'its edition',
  architecture: 'its processor',
  language: 'its language',
  channel: 'its channel',
  build: 'its build',
  label: 'its label',
  madeWith: 'the program that made it',
  madeOn: 'the day on which it was made',
} satisfies Record<IdentityField, string>;

/** Where a fact stands, as part of a sentence. */
export const source = {
  'wim-xml': 'the description of the system inside',
  'ei.cfg': 'the file ei.cfg',
  'setup-marker': 'a marker file',
  'cversion.ini': 'the file cversion.ini',
  'lang.ini': 'the file lang.ini',
  '.disk/info': 'the file .disk/info',
  '.treeinfo': 'the file .treeinfo',
  '.discinfo': 'the file .discinfo',
  'os-release': 'the file in which the system names itself',
  'file-name': 'the name of a file',
  label: 'the label',
  publisher: 'the publisher’s name',
  preparer: 'the preparer’s name',
  application: 'the name of the program that made it',
  'volume-date': 'the date of the volume',
} satisfies Record<IdentitySource, string>;

export const starts = {
  bios: 'with BIOS',
  uefi: 'with UEFI',
  biosFromStick: 'with BIOS, also when copied to a stick byte for byte',
  uefiFromStick: 'with UEFI, also when copied to a stick byte for byte',
};

export const sign = {
  'el-torito-bios': 'boot catalog: PC',
  'el-torito-uefi': 'boot catalog: UEFI',
  'mbr-code': 'boot code in the master boot record',
  'system-partition': 'EFI system partition',
  'efi-boot-folder': 'EFI/BOOT folder',
} satisfies Record<BootSign, string>;

const WITNESSES = {
  iso9660: 'ISO 9660 volume',
  udf: 'UDF volume',
  'udf-end': 'end of the UDF volume',
  gpt: 'second GPT header',
  partition: 'last partition',
  'boot-image': 'last boot image',
  files: 'last file',
  wim: 'WIM tables',
} satisfies Record<SizeWitness, string>;

/** Beside the name of what is recorded. */
export const raw = {
  more: 'All that it records about itself',
  from: (words: string, sources: readonly string[]) => `${words} (${listed(sources)})`,
  volume: 'ISO 9660 label',
  udfVolume: 'UDF label',
  volumeSet: 'Volume set',
  publisher: 'Publisher',
  preparer: 'Data preparer',
  application: 'Application',
  system: 'System',
  created: 'Created',
  modified: 'Modified',
  boot: 'Starts a computer by',
  end: (by: SizeWitness) => `End by: ${WITNESSES[by]}`,
  bytes,
  selfChecked: 'Covered by its own MD5 (isomd5sum)',
};
