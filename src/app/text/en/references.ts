/** References, in English. What is noticed in them is in `findings.ts`. */
import type { ReferenceFormat } from '../../../core/reference/reference.ts';
import type { Grade } from '../../../core/catalogue/catalogue.ts';
import { formatCount } from '../../format/number.ts';
import { quote } from '../quote.ts';
import { counted, listed, possessive } from './words.ts';

export const heading = 'References';
export const pastedName = 'Pasted text';
export const remove = 'Remove';
export const removeNamed = (reference: string): string => `Remove the reference ${reference}`;
export const removePasted = 'Remove the pasted text';

const files = (claims: number): string => counted(claims, 'file', 'files');

/** What it holds, by its format. */
export const holds = {
  gnu: (claims) => `Checksum list with digests of ${files(claims)}.`,
  bsd: (claims) => `Checksum list, each line tagged with its algorithm, for ${files(claims)}.`,
  bare: (claims) => `${counted(claims, 'digest', 'digests')} without a file name.`,
  sri: (claims) =>
    `Integrity metadata of web pages: ${counted(claims, 'digest', 'digests')} without a file name.`,
  page: (claims) => `Text of a page with ${counted(claims, 'digest', 'digests')} in its lines.`,
  signature: () => 'A signature, kept in a file of its own.',
  metalink: (claims) => `Metalink with digests of ${files(claims)}.`,
  logiqx: (claims) => `Logiqx DAT file with digests of ${files(claims)}.`,
  certutil: (claims) => `What certutil of Windows printed of ${files(claims)}.`,
  hashdeep: (claims) => `List of hashdeep with digests and sizes of ${files(claims)}.`,
  '7-zip': (claims) => `What 7-Zip printed of ${files(claims)}.`,
  fields: (claims) => `Named values, one on each line, of ${files(claims)}.`,
  rhash: (claims) => `List of RHash with several digests of ${files(claims)}.`,
  sfv: (claims) => `SFV list with the CRC-32 of ${files(claims)}.`,
  bagit: (claims) => `Manifest of a BagIt bag with digests of ${files(claims)}.`,
  spdx: (claims) => `SPDX bill of materials with digests of ${files(claims)}.`,
  cyclonedx: (claims) => `CycloneDX bill of materials with digests of ${files(claims)}.`,
  electron: (claims) => `Update description of electron-builder with digests of ${files(claims)}.`,
  touchstone: (claims) => `Reference made by Touchstone with digests of ${files(claims)}.`,
  'site-catalogue': (claims) => `Site catalogue with digests of ${files(claims)}.`,
  torrent: (claims) =>
    `Torrent with names, sizes and digests of pieces of ${files(claims)}. Most torrents have no digest of a whole file, so look for a SHA-256 too.`,
  zsync: (claims) => `zsync control file with the SHA-1 of ${files(claims)}.`,
  'block-map': () => 'Map of the blocks of a good copy, with the SHA-256 of the whole of it.',
  powershell: (claims) => `What PowerShell’s Get-FileHash printed of ${files(claims)}.`,
} satisfies Record<ReferenceFormat, (claims: number) => string>;

export const holdsNothing = 'Nothing in it can be compared.';

/** At most this many images are named in a sentence. */
const MAX_NAMED = 3;

const several = (images: readonly string[]): string => {
  const shown = images.slice(0, MAX_NAMED).map((image) => quote(image));
  const rest = images.length - shown.length;
  return listed(rest > 0 ? [...shown, counted(rest, 'other image', 'other images')] : shown);
};

export const speaksOf = (images: readonly string[]): string => `It speaks of ${several(images)}.`;
/** Of digests without a file name. */
export const comparedWith = (images: readonly string[]): string =>
  `Compared with ${several(images)}.`;

export const dropImage = 'Drop the image too, and it is compared.';
export const speaksOfNone = 'It speaks of none of the images on this page.';
/** Of digests without a file name. */
export const fitsNone = 'It fits none of the images on this page.';

export interface NamedImage {
  /** "SHA-1" */
  readonly algorithm: string;
  readonly fileName: string;
  readonly publisher: string;
  readonly copiedIn: string | undefined;
  readonly lists: number;
}

/** A digest alone names a known image. */
export const names = {
  'publisher-signed': ({ algorithm, fileName, publisher }) =>
    `This ${algorithm} is that of ${quote(fileName)}, according to ${possessive(publisher)} own signed list.`,
  publisher: ({ algorithm, fileName, publisher }) =>
    `This ${algorithm} is that of ${quote(fileName)}, according to ${possessive(publisher)} own published list.`,
  'publisher-copy': ({ algorithm, fileName, publisher, copiedIn }) =>
    copiedIn === undefined
      ? `This ${algorithm} is that of ${quote(fileName)}, according to one third-party copy of ${possessive(publisher)} own list.`
      : `This ${algorithm} is that of ${quote(fileName)}, according to one third-party copy of ${possessive(publisher)} own list from ${copiedIn}.`,
  corroborated: ({ algorithm, fileName, lists }) =>
    `This ${algorithm} is that of ${quote(fileName)}, according to ${counted(lists, 'separate list', 'separate lists')}, none of them the publisher’s own.`,
  listed: ({ algorithm, fileName, lists }) =>
    lists > 1
      ? `This ${algorithm} is that of ${quote(fileName)}, according to ${counted(lists, 'third-party list', 'third-party lists')} that may have copied from one another; no independent list was found.`
      : `This ${algorithm} is that of ${quote(fileName)}, according to one third-party list; no second list was found.`,
} satisfies Record<Grade, (named: NamedImage) => string>;

export const knownOf = (fileName: string): string => `All that is known of ${quote(fileName)}`;
export const goingByItsName = (product: string): string => `Going by that name: ${product}.`;

export const atLine = (line: number, sentence: string): string =>
  `Line ${formatCount(line)}: ${sentence}`;
export const atOffset = (offset: number, sentence: string): string =>
  `Byte ${formatCount(offset)}: ${sentence}`;
export const andMore = (sentence: string, more: number): string =>
  `${sentence} The same goes for ${counted(more, 'more line', 'more lines')}.`;
export const andMorePlaces = (sentence: string, more: number): string =>
  `${sentence} The same goes for ${counted(more, 'more place', 'more places')}.`;
export const moreFindings = (count: number): string =>
  `Show ${counted(count, 'more remark', 'more remarks')}`;
