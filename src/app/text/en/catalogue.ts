/** The page of known images, in English. */
import type { CatalogueEntry, Grade, SourceAuthority } from '../../../core/catalogue/catalogue.ts';
import { formatCount } from '../../format/number.ts';
import { quote } from '../quote.ts';
import { bytes, counted, listed } from './words.ts';

export const heading = 'Known images';
export const back = 'Back to your images';
export const backToList = 'Back to the list';

export const about = (entries: number, date: string): string =>
  `${formatCount(entries)} images, as collected on ${date}. The list came with this program; what you look for is not sent anywhere.`;
export const seal = 'SHA-256 of the catalogue';

export const old = (months: number): string =>
  `The catalogue is ${formatCount(months)} months old by this machine’s clock: newer images are not known to it. A newer edition of this program knows more.`;
export const clockWrong = (date: string): string =>
  `This machine’s clock stands before ${date}, the day on which the catalogue was collected: the clock looks wrong.`;

export const loading = 'The catalogue is being loaded.';
export const failed = {
  title: 'The built-in catalogue is not available',
  sentence:
    'It could not be read, or it is damaged, so nothing of it is used. Reload the page to try again; if that does not help, get this program again.',
};

export const search = {
  label: 'Search by words, file name, digest or size',
  placeholder: 'windows 7 professional sp1 x64 german',
  examples: 'For example',
  /** What is typed, and why one would. */
  samples: [
    'windows 7 professional sp1 x64 german',
    'win10 22h2 64-bit français',
    'debian netinst amd64',
    '0bcfc54019ea175b1ee51f6d2b207a3d14dd2b58',
    '3320903680',
    'xp mode',
  ],
  found: (total: number) => counted(total, 'image', 'images'),
  foundOf: (total: number, all: number) =>
    `${formatCount(total)} of ${counted(all, 'image', 'images')}`,
  /** Of a word that was mistyped. */
  taken: (asked: string, as: string) =>
    `No image has ${quote(asked, 60)}: it was taken as ${quote(as, 60)}.`,
  listLabel: 'Known images found',
  row: 'Loading',
  keys: 'Arrow keys go through the list, Escape comes back here.',
};

export const nothing = {
  words: (text: string) => `No known image has all of this: ${quote(text, 60)}.`,
  digest: 'No known image has this digest, or one that begins so.',
  advice:
    'Leave a word out, or write it in English. An image that is not listed may be genuine all the same: ask its supplier for a SHA-256.',
};

/** Who stands behind a digest, in a few words. */
export const grade = {
  'publisher-signed': 'Publisher’s signed list',
  publisher: 'Publisher’s own list',
  'publisher-copy': 'Copy of the publisher’s list',
  corroborated: 'Separate lists agree',
  listed: 'One lineage of lists only',
} satisfies Record<Grade, string>;

export const mark = {
  disputed: 'disputed',
  onlyWeak: (algorithms: readonly string[]) => `${listed(algorithms)} only`,
};

export const detail = {
  inferred: (product: string) => `Going by its name: ${product}`,
  digests: 'Digests',
  file: 'The file',
  words: 'Going by its name',
  wordsNote: 'Inferred from the file’s name and title, not stated by any list.',
  support: 'Support',
  sources: 'Sources',
  sourcesNote: 'Addresses are for copying: this page opens none of them.',
  print: 'Print',
  missing: {
    title: 'There is no such image',
    sentence:
      'The catalogue of this edition has no entry of that address. Another edition of this program may have one.',
  },
};

export const field = {
  fileName: 'File name',
  size: 'Size',
  volumeLabel: 'Label',
  title: 'Title',
  aliases: 'Also called',
  id: 'Entry',
};

export const size = bytes;
export const noSize = 'not known';

/** What the words about the product are called. */
export const words = {
  vendor: 'Vendor',
  product: 'Product',
  version: 'Version',
  release: 'Release',
  edition: 'Edition',
  servicePack: 'Service pack',
  architecture: 'Processor',
  language: 'Language',
  channel: 'Channel',
} satisfies Partial<Record<keyof CatalogueEntry, string>>;

/** What to bear in mind of an entry. */
export const care = {
  listed:
    'Only lists of one lineage state these digests; they may have copied from one another. An image that has them matches a list, and is not verified.',
  onlyWeak: (algorithms: readonly string[]) =>
    `Only ${listed(algorithms)} is known of this file. That shows accidents, and no alteration on purpose: an image that has it is not verified.`,
  disputed: (algorithms: readonly string[]) =>
    `The sources do not agree: at least one of those seen gave another ${listed(algorithms)} for this file. Shown is the value of the sources below.`,
};

export const weakDigest = 'An old check: it shows accidents, and no alteration on purpose.';
export const agedDigest = 'An older method: no known attack alters an existing file unnoticed.';
export const disputedDigest = (values: readonly string[]): string =>
  values.length === 0
    ? 'Disputed: a source gave another value.'
    : `Disputed: a source gave another value, ${values.join(', ')}.`;

export const authority = {
  'publisher-signed': 'The publisher’s own list; its signature was checked at collection',
  publisher: 'The publisher’s own list',
  'publisher-copy': 'Someone else’s copy of the publisher’s list',
  'third-party': 'Third party',
  untraceable: 'Cannot be traced; counts for nothing',
} satisfies Record<SourceAuthority, string>;

export const source = {
  owner: 'Owner',
  family: 'Lineage',
  note: 'Note',
  signedBy: 'Signed by',
  states: 'States',
};

/** On paper. */
export const printed = (entries: number, date: string, sha256: string): string =>
  `From the catalogue of ${date} with ${counted(entries, 'image', 'images')}, SHA-256 ${sha256}.`;
