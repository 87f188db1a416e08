/** Likely reasons in English, each with what to do. */
import type { ContentKind } from '../../../core/image/opening.ts';
import type { LostContent, SizeWitness } from '../../../core/image/size.ts';
import { formatCount } from '../../format/number.ts';
import type { NameDifference } from '../../../core/text/names.ts';
import { quote } from '../quote.ts';
import { differenceWords } from './names.ts';
import { bytes, counted, listed } from './words.ts';

export interface Sizes {
  /** Bytes that it should have, and that it has. */
  readonly expected: number;
  readonly size: number;
}

const missing = ({ expected, size }: Sizes): string =>
  counted(expected - size, 'byte is missing', 'bytes are missing');
const extra = ({ expected, size }: Sizes): string => bytes(size - expected);

const CUT_OFF = 'The download or the copy was probably cut off: get the file again.';
const TOO_LONG =
  'Something was added to it, or it is another release: get the file again from its supplier.';

/** What in the image says how long it should be. */
const WITNESSES = {
  iso9660: 'the volume inside',
  udf: 'the volume inside',
  'udf-end': 'the volume inside',
  gpt: 'its partition table',
  partition: 'its partition table',
  'boot-image': 'its boot catalog',
  files: 'its directory of files',
  wim: 'its own table of contents',
} satisfies Record<SizeWitness, string>;

const MAX_NAMED = 3;

/** References by their names. */
function several(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMED).map((name) => quote(name));
  const rest = names.length - shown.length;
  return listed(rest > 0 ? [...shown, counted(rest, 'other', 'others')] : shown);
}

/** What went with the bytes that are missing. */
const lostWords = ({ paths, files, bootImages, isPartial }: LostContent): string => {
  const rest = files - Math.min(paths.length, MAX_NAMED);
  const named = paths.slice(0, MAX_NAMED).map((path) => quote(path));
  if (rest > 0) named.push(counted(rest, 'other file', 'other files'));
  if (bootImages > 0) named.push(counted(bootImages, 'boot program', 'boot programs'));
  if (named.length > 0) return ` Lost with them, wholly or in part: ${listed(named)}.`;
  return isPartial ? '' : ' No file of it lies there, but no digest of the whole can match.';
};

export const truncated = {
  volume: (s: Sizes, by: SizeWitness, lost: LostContent) =>
    `${missing(s)} at the end: ${WITNESSES[by]} claims ${bytes(s.expected)}, the file holds ${bytes(s.size)}.${lostWords(lost)} ${CUT_OFF}`,
  claim: (s: Sizes) =>
    `${missing(s)}: the reference states ${bytes(s.expected)}, the file holds ${bytes(s.size)}. ${CUT_OFF}`,
  catalogue: (s: Sizes) =>
    `${missing(s)}: the catalogue states ${bytes(s.expected)}, the file holds ${bytes(s.size)}. ${CUT_OFF}`,
};

export const oversize = {
  volume: (s: Sizes, by: SizeWitness) =>
    `The file goes on for ${extra(s)} behind the ${bytes(s.expected)} that ${WITNESSES[by]} claims, with something that belongs to no known part of it. A published digest may be that of the file without them.`,
  claim: (s: Sizes) =>
    `The file is ${extra(s)} longer than the ${bytes(s.expected)} that the reference states. ${TOO_LONG}`,
  catalogue: (s: Sizes) =>
    `The file is ${extra(s)} longer than the ${bytes(s.expected)} that the catalogue states. ${TOO_LONG}`,
};

export const padded = (s: Sizes, by: SizeWitness, isSampled: boolean): string =>
  `Behind the ${bytes(s.expected)} that ${WITNESSES[by]} claims, ${extra(s)} of zeros follow${isSampled ? ', as far as they were looked at' : ''}. That is harmless, but a digest of the file without them is a different one.`;

/** What a file begins with, as far as it is a file that is known. */
const startNames = {
  catalogue: (fileName: string, product: string) =>
    `${quote(fileName)} (going by that name: ${product})`,
  named: (path: string, reference: string) => `what ${quote(reference)} calls ${quote(path)}`,
  file: (reference: string) => `what the digest in ${quote(reference)} is of`,
  pastedNamed: (path: string) => `what the pasted text calls ${quote(path)}`,
  pasted: 'what the pasted digest is of',
};

/** What is behind that. */
const behind = {
  zeros: (s: Sizes) => `${follow(s)}, all zeros`,
  sampledZeros: (s: Sizes) => `${follow(s)}, all zeros as far as they were looked at`,
  other: (s: Sizes) => `${follow(s)} that are no part of it`,
};

const follow = ({ expected, size }: Sizes): string =>
  counted(size - expected, 'byte follows', 'bytes follow');

export const knownStart = {
  names: startNames,
  behind,
  sentence: (s: Sizes, name: string, tail: string) =>
    `The first ${bytes(s.expected)} are exactly ${name}; behind them ${tail}. Cut to that length, the file is that one.`,
  listed:
    'Only one third-party list in the catalogue gives that file this digest: look for a second source.',
};

const WRAPPED = (format: string): string => `This is a disc in another program’s form (${format}).`;
const UNWRAP =
  'A digest of an ISO cannot match it: look for a digest of this very file, or for the ISO itself.';
const VIRTUAL_DISK =
  'This is a virtual disk, not an installation image. A digest of an ISO cannot match it: check that it is the file you meant, or look for a digest of this very file.';

export const notAnImage = {
  empty: 'The file is empty: it has no bytes at all, and is never a match. Get it again.',
  zeros:
    'As far as it was looked at, the file holds nothing but zeros: room was made for a download that never filled it. Get it again.',
  text: 'This is a text, not an image. If it is a checksum file, paste its text into the box for the expected digest.',
  html: 'This is a web page saved under an image’s name: the server probably answered with an error or a log-in form. Get the image again from its download page.',
  'checksum-file':
    'This is a list of digests, not an image, and was not read as one. If its name ends like an image’s, give it another and drop it again. Otherwise paste the line that you need into the box for the expected digest.',
  'raw-sectors': `${WRAPPED('raw sectors, .bin')} ${UNWRAP}`,
  mdf: `${WRAPPED('raw sectors, .mdf')} ${UNWRAP}`,
  nrg: `${WRAPPED('Nero, .nrg')} ${UNWRAP}`,
  dmg: `${WRAPPED('Apple disk image, .dmg')} ${UNWRAP}`,
  vhd: VIRTUAL_DISK,
  vhdx: VIRTUAL_DISK,
  qcow2: VIRTUAL_DISK,
  other: 'This does not look like an image of a disc. Check that it is the file you meant.',
} satisfies Partial<Record<ContentKind | 'other', string>>;

export const compressedImage = (format: string): string =>
  `The file is compressed (${format}). A digest of the image inside cannot match it: look for a digest of the compressed file itself, or unpack it and drop what was inside.`;

export const unpackedImage =
  'It was unpacked from an image. A published digest of the ISO cannot check it, because the bytes of the ISO are no longer there. Drop the ISO file that it was made from.';

export const otherKnownImage = (fileName: string, product: string): string =>
  `Byte for byte, it is another known image: ${quote(fileName)} (going by that name: ${product}). Check whether that is the one you want, and find the reference that belongs to it.`;

export const differsFromKnown = (product: string, count: number): string =>
  count === 1
    ? `Be careful: it calls itself ${product}, but is not the one such image known here. It may be altered, or simply unlisted.`
    : `Be careful: it calls itself ${product}, but equals none of the ${formatCount(count)} such images known here. It may be altered, or simply unlisted.`;

export const listDisagrees = (fileName: string): string =>
  `One third-party list in the catalogue gives ${quote(fileName)} a different digest. One such list may well be wrong, so it does not count against your file; look for a second source.`;

export interface NearMissFacts {
  /** "SHA-256" */
  readonly algorithm: string;
  readonly characters: number;
}

const characters = (count: number): string => counted(count, 'character', 'characters');

export const garbled = {
  file: (near: NearMissFacts, reference: string) =>
    `The ${near.algorithm} in ${quote(reference)} differs from this file’s by only ${characters(near.characters)}. That is a damaged text, not another file, and it was not compared: get the reference again from its source.`,
  pasted: (near: NearMissFacts) =>
    `The pasted ${near.algorithm} differs from this file’s by only ${characters(near.characters)}. That is a damaged text, not another file, and it was not compared: copy it again from its source.`,
};

export const cutShort = {
  file: (near: NearMissFacts, reference: string) =>
    `The ${near.algorithm} in ${quote(reference)} lacks ${characters(near.characters)}; the rest is like this file’s. A part proves nothing, so it was not compared: get the whole of it from its source.`,
  pasted: (near: NearMissFacts) =>
    `The pasted ${near.algorithm} lacks ${characters(near.characters)}; the rest is like this file’s. A part proves nothing, so it was not compared: copy the whole of it from its source.`,
};

/** The value is right, the name in front of it is not. */
export const mislabelled = {
  file: ({ algorithm }: NearMissFacts, reference: string) =>
    `What ${quote(reference)} gives under the name of another algorithm is this file’s ${algorithm}. Its label is wrong, so it was not compared: look at the source, or paste the value without the label.`,
  pasted: ({ algorithm }: NearMissFacts) =>
    `What was pasted under the name of another algorithm is this file’s ${algorithm}. The label is wrong, so it was not compared: paste the value without it.`,
};

export const isTheInput = {
  file: (reference: string, input: string) =>
    `The digest in ${quote(reference)} is that of ${quote(input)} itself: somebody hashed the checksum file instead of the image. Compare with what stands in ${quote(input)}.`,
  pasted: (input: string) =>
    `The pasted digest is that of ${quote(input)} itself: the checksum file was hashed instead of the image. Empty the box: what to compare with stands in that file.`,
};

/** Whose digest it is instead. */
export const otherFile = {
  image: (list: string, path: string) =>
    `This file’s digest stands in ${quote(list)} beside another name, ${quote(path)}: it is that file, under this one’s name, or the two were mixed up.`,
  digest: (list: string, path: string) =>
    `The digest that it was compared with is the one that ${quote(list)} gives for ${quote(path)}: the wrong line was copied, or the wrong file chosen.`,
  compressed: (list: string, path: string) =>
    `${quote(list)} is about ${quote(path)}, this image in compressed form. Its digest cannot match what was unpacked: compare the compressed file, or look for a digest of the image itself.`,
  unpacked: (list: string, path: string) =>
    `${quote(list)} is about ${quote(path)}, what this file unpacks to. Its digest cannot match the compressed file: unpack it and drop that, or look for a digest of the compressed file.`,
  marked: (list: string, path: string) =>
    `${quote(list)} has ${quote(path)} behind one blank. If shasum wrote that, with -U, -p or -0, its first character is a mark, and the digest is of other bytes than this file’s: it is not compared with it. Look for a plain digest of this file.`,
};

const LOOK_FURTHER = 'If that is another file, find the digest that belongs to this one.';

/** It counted against the image by a name that is not written like the image's. */
export const namedOtherwise = {
  file: (path: string, differences: readonly NameDifference[], reference: string) =>
    `${quote(reference)} names ${quote(path)}. It was taken for this file, because names that differ only in ${differenceWords(differences)} count as the same. ${LOOK_FURTHER}`,
  pasted: (path: string, differences: readonly NameDifference[]) =>
    `The pasted text names ${quote(path)}. It was taken for this file, because names that differ only in ${differenceWords(differences)} count as the same. ${LOOK_FURTHER}`,
  sidecar: (reference: string, differences: readonly NameDifference[]) =>
    `${quote(reference)} has no file name inside and was taken for this file’s by its own, because names that differ only in ${differenceWords(differences)} count as the same. ${LOOK_FURTHER}`,
};

export const contradictsItself = {
  file: (reference: string) =>
    `${quote(reference)} contradicts itself: of the digests it gives for one file, one is equal to this file’s and another is not. Get it again from its source.`,
  pasted:
    'The pasted text contradicts itself: of the digests it gives for one file, one is equal to this file’s and another is not. Copy it again from its source.',
  catalogue: (fileName: string) =>
    `The catalogue contradicts itself about ${quote(fileName)}: one of its digests is equal to this file’s and another is not. Look for the publisher’s own list.`,
};

export const forOtherFile = {
  named: (references: readonly string[]) =>
    references.length === 1
      ? `${several(references)} speaks of other files only. If one of its lines is meant for this file, use the button beside that line.`
      : `${several(references)} speak of other files only. If one of their lines is meant for this file, use the button beside that line.`,
  bare: (references: readonly string[]) =>
    references.length === 1
      ? `${several(references)} does not say which file its digest is about. If it is meant for this file, use the button beside it.`
      : `${several(references)} do not say which files their digests are about. If one of them is meant for this file, use the button beside it.`,
  pasted:
    'The pasted text speaks of other files only. If one of its lines is meant for this file, use the button beside that line.',
};
