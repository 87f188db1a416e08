/** What was noticed in references and images, in English. */
import type { Finding, FindingCode } from '../../../core/finding.ts';
import { quote } from '../quote.ts';
import { detail } from './detail.ts';
import { imageFinding } from './image-findings.ts';
import { udfFinding } from './udf.ts';
import { wimFinding } from './wim.ts';
import { xmlFinding } from './xml.ts';

/** What was noticed, without its place. Texts from the input are quoted. */
export const finding = {
  'malformed-line': (f) => `Not a digest line, so it was left out: ${quote(detail(f, 'text'))}.`,
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
  'cut-name': (f) =>
    `The file name ${quote(detail(f, 'name'))} was cut off where it was shown, so it is not known which file is meant. Use “apply” if it is yours.`,
  'shasum-mark': (f) =>
    `${quote(detail(f, 'name'))} begins with a mark of shasum: its digest is then one of bits, or of a text with other line ends, and not of the file. Make it anew with shasum and no such option.`,
  'pieces-not-used': (f) =>
    `It also has digests of pieces (${detail(f, 'count')}), which this version does not use.`,
  'no-claims': () => 'No digest was found in it.',
  'catalogue-unsound': (f) =>
    detail(f, 'problem') === 'twice'
      ? 'This catalogue states something twice, so that it can be read in two ways: nothing of it is used. Get it again from whoever made it.'
      : unsoundCatalogue(detail(f, 'member')),
  'too-many-lines': (f) =>
    `It speaks of more files than the ${detail(f, 'limit')} that this program keeps: ${detail(f, 'skipped')} digests were left out. Take the lines that you need into a list of their own.`,
  ...imageFinding,
  ...udfFinding,
  ...wimFinding,
  ...xmlFinding,
} satisfies Record<FindingCode, (finding: Finding) => string>;

const unsoundCatalogue = (member: string): string =>
  member === ''
    ? 'This catalogue was cut off, is too long or was damaged: nothing of it is used. Get it again from whoever made it.'
    : `This catalogue was altered or damaged, or a newer version of this program made it: ${quote(member)} cannot be so. Nothing of it is used; get it again from whoever made it.`;
