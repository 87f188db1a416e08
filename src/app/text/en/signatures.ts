/** Signatures and keys in English: who signed, what that is worth, what to do about it. */
import type { SignatureWeakness, UnsupportedReason } from '../../../core/signature/signature.ts';
import { quote } from '../quote.ts';
import { either, listed } from './words.ts';

/** Who signed, as a sentence names him. */
export const signer = {
  builtIn: (project: string) => project,
  /** By the name that the person gave the key. */
  own: (name: string) => quote(name),
  unnamed: 'somebody',
};

export interface SignedBy {
  /** Made by `signer`. */
  readonly who: string;
  /** "22 November 2026", as the signature claims. */
  readonly date: string | undefined;
}

const on = (date: string | undefined): string => (date === undefined ? '' : ` on ${date}`);

export const good = {
  builtIn: ({ who, date }: SignedBy) =>
    `Its signature is good: signed by ${who}${on(date)}. The signing key came built into this program.`,
  own: ({ who, date }: SignedBy) =>
    `Its signature is good: signed${on(date)} with ${who}, a key that you added. Who owns it, this program cannot know.`,
};

export const expired = {
  builtIn: ({ who, date }: SignedBy) =>
    `Its signature is good: signed by ${who}${on(date)}, while the key was valid. The key has expired since then. It came built into this program.`,
  own: ({ who, date }: SignedBy) =>
    `Its signature is good: signed${on(date)} with ${who}, a key that you added, while the key was valid. The key has expired since then.`,
};

const WEAKNESSES: Readonly<Record<SignatureWeakness, string>> = {
  md5: 'MD5',
  sha1: 'SHA-1',
  ripemd160: 'RIPEMD-160',
  'short-rsa': 'a short RSA key',
  'short-dsa': 'a short DSA key',
};

export const weak = (who: string, weaknesses: readonly SignatureWeakness[]): string =>
  `Signed by ${who} with ${listed(weaknesses.map((one) => WEAKNESSES[one]))}, which others may be able to forge. It counts as unsigned.`;

export const revoked = (who: string): string =>
  `Signed with a key of ${who} that was revoked, which means withdrawn. It counts as unsigned.`;

export const bad = (who: string): string =>
  `Its signature is wrong: these are not the bytes that ${who} signed. They were altered or damaged. Get them again from their source, and the signature too.`;
export const damaged =
  'The signature is damaged and cannot be checked. Get it again from its source.';

/** Of the list, or the signature over the image, on which a verdict rests. */
export const underVerdict = {
  bad: (list: string, who: string) =>
    `Do not rely on ${quote(list)}: its signature is wrong, so it was altered or damaged after ${who} signed it. Get the list and its signature again from their source.`,
  damaged: (list: string) =>
    `The signature of ${quote(list)} is damaged, so nobody vouches for that list. Get the signature again from its source.`,
  revoked: (list: string, who: string) =>
    `Do not rely on the signature of ${quote(list)}: the key of ${who} that made it was revoked, which means withdrawn.`,
  weak: (list: string, who: string) =>
    `The signature of ${quote(list)}, by ${who}, is of a kind that others may be able to forge, so it counts as none.`,
  expired: (list: string, date: string | undefined) =>
    `The key that signed ${quote(list)} has expired. The signature says that it was made${on(date)}, while the key was valid.`,
};

const ASK_FOR_KEY = 'It counts as unsigned. If you have the key and know whose it is, drop it too.';
const NOT_AT_HAND =
  'Its signature is by a key that this program does not have, so it could not be checked.';
export const unknownKey = (issuer: string | undefined): string =>
  issuer === undefined
    ? `${NOT_AT_HAND} ${ASK_FOR_KEY}`
    : `${NOT_AT_HAND} It names the key ${issuer}. ${ASK_FOR_KEY}`;
/** The signature names a key that is on the page. */
export const offeredKey = {
  untrusted:
    'Its signature names a key that you dropped and have not trusted. Until you do so below, it counts as unsigned.',
  revoked:
    'Its signature names a key that you dropped, and that its owner has withdrawn. It counts as unsigned.',
};
/** The key is built in, but speaks for other files. */
export const outOfScope = (who: string): string =>
  `Signed by ${who}, but none of the files that it names is known to be theirs. It counts as unsigned.`;

export const unsupported: Readonly<Record<UnsupportedReason | 'unavailable', string>> = {
  'no-webcrypto':
    'Signed; not checked, since this page was opened in a way that keeps the browser’s cryptography from it. Open it by https, from localhost or as the portable file.',
  method: 'Signed in a way that this program does not check. It counts as unsigned.',
  'too-large':
    'Signed in a way that cannot be checked over so many bytes here. It counts as unsigned.',
  'image-changed':
    'Signed in a way for which the image has to be read once more, and then it was not the same or could not be read. It counts as unsigned. Drop the image again.',
  'too-many': 'It has too many signatures to check them all. It counts as unsigned.',
  'several-keys':
    'Its parts are signed with different keys, and none of them speaks for all of it. It counts as unsigned.',
  future:
    'Signed on a day that lies ahead, by the clock of this machine, so it was not believed. Check the clock.',
  'signature-expired':
    'The signature says of itself that it was good for a time, which is over. It counts as unsigned.',
  'outside-key-dates':
    'The signature bears a date on which its key was not valid. It counts as unsigned.',
  unavailable:
    'Signed; not checked, since that part of the program could not be loaded. It counts as unsigned.',
};

export const checking = 'Its signature is being checked.';
/** A list that has none. */
export const dropSignature = (list: string, endings: readonly string[]): string =>
  `It is not signed. If its signature lies beside it, called ${quote(`${list}.${endings[0] ?? ''}`)} or ending in ${either(endings.slice(1).map((ending) => `.${ending}`))}, drop that too.`;

/** Of a file of signatures. */
export const over = (file: string): string => `It is over ${quote(file)}.`;
export const toldThere = (lists: readonly string[]): string =>
  `What it is worth is said at ${listed(lists.map((list) => quote(list)))}.`;
export const dropSubject = (file: string): string =>
  `It seems to be over a file called ${quote(file)}. Drop that too, and it is checked.`;
export const dropSomething = 'Drop the file that it is over too, and it is checked.';
export const comment = (text: string): string => `The signed comment says: ${quote(text)}.`;

export const keys = {
  heading: 'Your keys',
  explain:
    'Anybody can make a key in any name. Before you trust one, compare what is printed large below with what its owner says in another place: on paper, by telephone, on a site that you know. What a trusted key has signed counts as vouched for by a key that you added, never as verified.',
  fromFile: (file: string) => `From ${quote(file)}.`,
  claims: (names: readonly string[]) =>
    names.length === 0
      ? 'It names nobody.'
      : `It says of itself: ${listed(names.map((one) => quote(one)))}.`,
  made: (method: string, created: string | undefined) =>
    created === undefined ? `${method}.` : `${method}, made on ${created}.`,
  expired: (date: string) => `Valid until ${date}.`,
  builtIn: (project: string) =>
    `It is built in too, as a key of ${project}: for the files of that project it needs no trust of yours.`,
  revoked: 'Its owner has revoked it: nothing that it signed is believed.',
  weak: (weaknesses: readonly SignatureWeakness[]) =>
    `It uses ${listed(weaknesses.map((one) => WEAKNESSES[one]))}, which others may be able to forge: what it signs counts as unsigned.`,
  fingerprint: 'Fingerprint',
  keyId: 'Key ID: too short to tell keys apart',
  keyText: 'Public key: compare all of it',
  name: 'Your name for it',
  trust: 'Trust this key',
  trustNamed: (name: string) => `Trust this key: ${quote(name)}`,
  standing: { trusted: 'Trusted', notTrusted: 'Not trusted', revoked: 'Revoked' },
  forget: 'Forget',
  forgetNamed: (name: string) => `Forget the key ${quote(name)}`,
  kept: 'Trusted keys stay in this browser until you forget them.',
  notKept: 'Keys are forgotten when this page is closed: the portable edition keeps none.',
};
