/** Verdicts in English: the word, what it rests on, what it proves and what not. */
import type { FaultCode } from '../../../core/fault.ts';
import { formatCount } from '../../format/number.ts';
import { quote } from '../quote.ts';
import { bytes, counted, possessive } from './words.ts';

/** How far the reading came. Bytes. */
interface Portion {
  readonly read: number;
  readonly size: number;
}

interface KnownFile {
  readonly fileName: string;
  readonly publisher: string;
  /** "SHA-1" */
  readonly algorithm: string;
}

const of = ({ read, size }: Portion): string => `${formatCount(read)} of ${bytes(size)}`;

export const words = {
  verified: 'Verified',
  matches: 'Matches your reference',
  matchesListed: 'Matches one list',
  weakMatch: 'No accident found',
  mismatch: 'Not the same',
  unlisted: 'No verdict',
  incomplete: 'Not finished',
};

export const verified = {
  /** `signer`: as a sentence names him. */
  signed: (fileName: string, list: string, signer: string) =>
    `Genuine: every byte equals the file ${quote(fileName)}, in the list ${quote(list)} signed by ${signer}. The signing key came built into this program.`,
  signedItself: (signature: string, signer: string) =>
    `Genuine: every byte is what ${signer} signed in ${quote(signature)}. The signing key came built into this program. Such a signature does not say what the file is called.`,
  publisherSigned: ({ fileName, publisher }: KnownFile, date: string | undefined) =>
    date === undefined
      ? `Every byte equals the file ${quote(fileName)} in ${possessive(publisher)} own published list. The list’s signature was checked when it was collected for this catalogue.`
      : `Every byte equals the file ${quote(fileName)} in ${possessive(publisher)} own published list, as collected on ${date}. The list’s signature was checked when it was collected.`,
  publisher: ({ fileName, publisher }: KnownFile, date: string | undefined) =>
    date === undefined
      ? `Every byte equals the file ${quote(fileName)} in ${possessive(publisher)} own published list, as collected for this catalogue.`
      : `Every byte equals the file ${quote(fileName)} in ${possessive(publisher)} own published list, as collected on ${date}.`,
  publisherCopy: ({ fileName, publisher, algorithm }: KnownFile, month: string | undefined) =>
    month === undefined
      ? `This file has the ${algorithm} that ${publisher} listed for ${quote(fileName)}, according to one third-party copy of its catalogue.`
      : `This file has the ${algorithm} that ${publisher} listed for ${quote(fileName)}, according to one third-party copy of its catalogue from ${month}.`,
  corroborated: ({ fileName, algorithm }: KnownFile, lists: number) =>
    `This file has the ${algorithm} that ${counted(lists, 'separate list gives', 'separate lists give')} for ${quote(fileName)}. None of those lists is the publisher’s own.`,
};

export const matches = {
  ownSigned: (fileName: string, list: string, key: string) =>
    `Every byte equals ${quote(fileName)} in the list ${quote(list)}, as vouched for by the key ${key}, which you added. Who owns it, this program cannot know.`,
  ownCatalogue: (fileName: string, catalogue: string) =>
    `Every byte equals ${quote(fileName)}, as vouched for by the catalogue ${quote(catalogue)}, which you accepted. Who made it, this program cannot know.`,
  ownSignedItself: (signature: string, key: string) =>
    `Every byte is what was signed in ${quote(signature)}, as vouched for by the key ${key}, which you added. Who owns it, this program cannot know.`,
  listed: ({ fileName, algorithm }: KnownFile, lists: number) =>
    lists > 1
      ? `${counted(lists, 'third-party list gives', 'third-party lists give')} exactly this ${algorithm} for ${quote(fileName)}, but may have copied from one another. No independent list was found; ask the file’s supplier for a SHA-256 of its own.`
      : `One third-party list gives exactly this ${algorithm} for ${quote(fileName)}. No second list was found; ask the file’s supplier for a SHA-256 of its own.`,
  file: (reference: string) =>
    `Your file equals the one that ${quote(reference)} describes. If both came from the same place, this does not show who made it.`,
  pasted:
    'Your file equals the one that the pasted digest describes. If both came from the same place, this does not show who made it.',
};

const ONLY_MD5 =
  'Only this old check could be compared, so it does not prove the file is genuine; ask its supplier for a SHA-256.';
const ONLY_CRC =
  'Anyone can alter a file and keep its CRC-32, so this does not prove the file is genuine; ask its supplier for a SHA-256.';

export const weakMatch = {
  weak: {
    file: (reference: string) =>
      `No accidental damage found: the MD5 agrees with the one in ${quote(reference)}. ${ONLY_MD5}`,
    pasted: `No accidental damage found: the MD5 agrees with the pasted one. ${ONLY_MD5}`,
    catalogue: (fileName: string) =>
      `No accidental damage found: the MD5 agrees with the one that the catalogue has for ${quote(fileName)}. ${ONLY_MD5}`,
  },
  errorDetecting: {
    file: (reference: string) =>
      `No accidental damage found: the CRC-32 agrees with the one in ${quote(reference)}. ${ONLY_CRC}`,
    pasted: `No accidental damage found: the CRC-32 agrees with the pasted one. ${ONLY_CRC}`,
    catalogue: (fileName: string) =>
      `No accidental damage found: the CRC-32 agrees with the one that the catalogue has for ${quote(fileName)}. ${ONLY_CRC}`,
  },
};

export const mismatch = {
  file: (reference: string) =>
    `This is not the file that ${quote(reference)} describes. Do not install it until you know why.`,
  fileAndPath: (reference: string, path: string) =>
    `This is not the file that ${quote(reference)} describes as ${quote(path)}. Do not install it until you know why.`,
  pasted:
    'This is not the file that the pasted digest describes. Do not install it until you know why.',
  signedItself: (signature: string, signer: string) =>
    `These are not the bytes that ${signer} signed in ${quote(signature)}. Do not install it until you know why.`,
  catalogue: (fileName: string) =>
    `This is not the file that the catalogue knows by the name ${quote(fileName)}. Do not install it until you know why.`,
  reasonBelow: 'The likely reason is below.',
  noReason:
    'At least one byte differs; the digests do not tell which, or why. Get the file again from its supplier. If it differs in the same way, check that the reference is meant for this very edition, language and release.',
  contradicted:
    'Something else on this page agrees with the file. Both cannot be about the same file: one difference outweighs any number of agreements, until you know which is right.',
};

export const unlisted = {
  nothing:
    'There is nothing here to compare this file with. That is neither good nor bad news; ask its supplier for a SHA-256.',
  notComparable:
    'Nothing here that speaks of this file could be compared with it. That is neither good nor bad news; ask its supplier for a SHA-256.',
  othersOnly:
    'What is here speaks of other files, not of this one. That is neither good nor bad news; ask its supplier for a SHA-256.',
  flawedReference:
    'What this file was to be compared with has a flaw of its own, so it was not compared: see below. That says nothing for or against the file.',
  notWhole:
    'Nothing here could be compared with this file, and by its own account it is not whole: see below what is missing.',
  noImage:
    'Nothing here could be compared with this file, and it does not look like an image: see below what it seems to be.',
  knownStart:
    'As a whole, the file equals nothing that is known here. But it begins with a file that is: see below what that is, and what came behind it.',
  notInCatalogue: (entries: number) =>
    `None of the ${formatCount(entries)} images in the catalogue has its digests.`,
};

export const incomplete = {
  running: (p: Portion) => `No verdict yet: ${of(p)} have been read.`,
  byFault: {
    'read.failed': (p) =>
      `No verdict: only ${of(p)} could be read. The system refused the rest. Check that the stick, disc or drive is still connected and that no other program holds the file, then press Retry.`,
    'read.denied': () =>
      'No verdict: the browser does not let this page read the file. Drop it here again.',
    'read.changed': (p) =>
      `No verdict: the file was changed while it was read; the reading stopped after ${of(p)}. Wait until nothing writes to it any more, such as a download, then drop it here again.`,
    'read.short': (p) =>
      `No verdict: only ${of(p)} could be read; the file ended before its stated size. The drive may have been pulled out or may be failing. Copy the file again, then drop it here again.`,
    'worker.start': () =>
      'No verdict: this browser did not start the background task that reads the file. Reload the page; if that does not help, restart the browser.',
    'worker.died': (p) =>
      `No verdict: the background task ended by itself after ${of(p)}. Usually the machine was short of memory. Close other programs, then press Retry.`,
    'worker.memory': (p) =>
      `No verdict: the browser had no memory left to go on; the reading stopped after ${of(p)}. Your file is not to blame. Close other tabs and programs, then press Retry; if that does not help, reload the page and drop the file again.`,
    'worker.protocol': (p) =>
      `No verdict: two parts of this program do not fit together; the reading stopped after ${of(p)}. Reload the page, so that both come from the same version, then drop the file again.`,
    'kernel.self-test': () =>
      'No verdict: this browser calculated a wrong answer to a question whose answer is known, so no digest that it calculates can be trusted. Restart it, or use another browser or another machine.',
    'kernel.misuse': (p) =>
      `No verdict: this program made a mistake of its own after ${of(p)}. Your file is not to blame. Reload the page, then drop the file again.`,
    'kernel.state': (p) =>
      `No verdict: a stored state of the reading could not be taken up again after ${of(p)}. Press Retry to read the file from its start.`,
    'catalogue.unreadable': () =>
      'No verdict: the built-in catalogue is damaged. Reload the page, then drop the file again.',
    cancelled: (p) =>
      `No verdict: you stopped the reading after ${of(p)}. Press Retry to read the file from its start.`,
    'input.folder': () => 'This is a folder, and only the bytes of one image file can be compared.',
    'job.illegal': (p) =>
      `No verdict: this program lost track of the reading after ${of(p)}. Your file is not to blame. Press Retry to read it from its start.`,
  } satisfies Record<FaultCode, (portion: Portion) => string>,
};

/** Under what the catalogue was asked for. */
export const catalogueDate = {
  /** The verdict is the catalogue's. */
  by: (date: string) => `By the built-in catalogue of ${date}.`,
  /** It is the word of something else, or of nothing. */
  asked: (date: string) => `Looked up in the built-in catalogue of ${date}.`,
  old: (months: number) =>
    `It is ${formatCount(months)} months old by this machine’s clock: newer images are not known to it. A newer edition of this program knows more.`,
};

/** Of an entry on which the sources of the catalogue do not agree. */
export const disputed = {
  /** `algorithms`: of which another value was seen. */
  decisive: (fileName: string, algorithms: string) =>
    `The lists do not agree on ${quote(fileName)}: at least one gives another ${algorithms}. What is said here rests on the value of the lists that are named as its sources.`,
  aside: (fileName: string, algorithms: string, compared: string) =>
    `The lists do not agree on ${quote(fileName)}: at least one gives another ${algorithms}. What is said here rests on its ${compared}, for which no other value was seen.`,
  images: (fileName: string, algorithms: string) =>
    `The lists do not agree on ${quote(fileName)}: at least one gives exactly the ${algorithms} of your file for it. Either that list is wrong, or the publisher made the file anew under the same name; ask its supplier for a SHA-256.`,
};

export const care = {
  aged: 'Checked with SHA-1, an older method. No known attack alters an existing file unnoticed; only the original’s maker could have prepared a double.',
  suitable:
    'Genuine does not mean suitable: check edition, language and licence, and ask your equipment’s maker before installing.',
  sittings: (count: number) =>
    `Read in ${formatCount(count)} sittings: the reading was paused or interrupted, and went on where it stood. Had the part already read been altered in between, with the file’s size and date kept, this would not have been noticed; to be sure, read it again without a pause.`,
  catalogueNotConsulted:
    'The built-in catalogue could not be consulted; it may know this file. Reload the page to try again.',
  otherName: (own: string) =>
    `Your copy bears another name, ${quote(own)}. A name is not part of what is compared.`,
  otherSignedName: (own: string, signed: string) =>
    `Your copy is called ${quote(own)}, but what was signed is called ${quote(signed)}. So it is that one, whatever its name says: an older release under a newer one’s name would look the same.`,
};
