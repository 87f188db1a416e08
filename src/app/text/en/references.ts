/** References and what was noticed in them, in English. */
import type { Finding, FindingCode } from '../../../core/finding.ts';
import type { ReferenceFormat, SignatureState } from '../../../core/reference/reference.ts';
import type { Grade } from '../../../core/catalogue/catalogue.ts';
import { formatCount } from '../../format/number.ts';
import { quote } from '../quote.ts';
import { detail } from './detail.ts';
import { imageFinding } from './image-findings.ts';
import { counted, listed, possessive } from './words.ts';
import { udfFinding } from './udf.ts';
import { wimFinding } from './wim.ts';
import { xmlFinding } from './xml.ts';

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

export const signature = {
  none: undefined,
  checking: 'Its signature is being checked.',
  good: 'Its signature is good.',
  weak: 'Its signature uses a method that can be forged; it counts as unsigned.',
  expired: 'Its signing key had expired on the date that the signature claims.',
  revoked: 'Its signing key was revoked by its owner; it counts as unsigned.',
  bad: 'Its signature is wrong: the text was altered after it was signed. Get it again from its source.',
  'unknown-key':
    'It is signed by a key that this program does not know; it counts as your own reference.',
  unsupported: 'Signed; not checked by this version. It counts as your own reference.',
} satisfies Record<SignatureState, string | undefined>;

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

export const goingByItsName = (product: string): string => `Going by that name: ${product}.`;

/** What was noticed, without its place. Texts from the input are quoted. */
export const finding = {
  'malformed-line': (f) =>
    `Not a digest line, and not a comment: ${quote(detail(f, 'text'))}. It was left out; check it against the original.`,
  'impossible-length': (f) =>
    `${detail(f, 'length')} hex characters: no algorithm has digests of this length. Check whether characters were lost when it was copied.`,
  'unsupported-algorithm': (f) =>
    `The algorithm ${quote(detail(f, 'tag'))} is not one that this program compares. Look for a SHA-256.`,
  'length-disagrees': (f) =>
    `A digest tagged ${quote(detail(f, 'tag'))} cannot have ${detail(f, 'length')} hex characters. It was not compared; get the reference again.`,
  'contradictory-lines': (f) =>
    `Two lines give ${quote(detail(f, 'name'))} different digests of one algorithm. At least one is wrong; get the reference again.`,
  'unsigned-text': (f) =>
    `Text outside the signed part was left out (digest lines there: ${detail(f, 'count')}). Anyone could have added it.`,
  'openpgp-fingerprint': () =>
    'This is the fingerprint of an OpenPGP key, not a digest of a file. Look for the SHA-256 of the image.',
  'torrent-info-hash': () =>
    'This is the info-hash of a torrent, not a digest of a file. Look for the SHA-256 of the image.',
  'unlabelled-crc32': () =>
    'Eight hex characters may be a CRC-32 or something else. If it is one, write crc32: in front of it.',
  'damaged-digest': (f) =>
    `Nearly a digest, but damaged: ${quote(detail(f, 'text'))}. It was not compared; copy it again from its source.`,
  'encoding-guessed': () =>
    'Neither UTF-8 nor UTF-16: it was read byte by byte, and letters beyond ASCII in file names may be wrong.',
  'pasted-too-long': (f) =>
    `The pasted text is longer than ${detail(f, 'limit')} characters and was not read. Save it as a file and drop that.`,
  'no-claims': () => 'No digest was found in it.',
  'too-many-lines': (f) =>
    `It speaks of more files than the ${detail(f, 'limit')} that this program keeps: ${detail(f, 'skipped')} digests were left out. Take the lines that you need into a list of their own.`,
  ...imageFinding,
  ...udfFinding,
  ...wimFinding,
  ...xmlFinding,
} satisfies Record<FindingCode, (finding: Finding) => string>;

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
