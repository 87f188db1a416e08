/**
 * The words by which an entry is found, and those of a question: brought to one form, with the
 * names that people have for the same thing.
 */
import { architecturesOf } from '../identity/words.ts';
import type { EntrySummary } from './catalogue.ts';
import { languageNames } from './language-words.ts';

/** Names that consist of two words are made one: `x86_64`, `64-bit`, `SHA-256`. */
const JOINED: readonly (readonly [RegExp, string])[] = [
  [/(?<![a-z\d])x86[_-](?=64?(?!\d))/g, 'x86'],
  [/(?<![a-z\d])(32|64)[\s_-]?bit/g, '$1bit'],
  [/(?<![a-z\d])sha-(?=\d)/g, 'sha'],
];

/** A version is one word: `22.04.3`. */
const WORD = /[\p{L}\p{N}]+(?:\.\d+)*/gu;

/** The fewest digits of a part of a version that are a word of their own: builds, dates. */
const MIN_PART_DIGITS = 4;

const ASCII = /^[\0-\x7f]*$/;

/** Lower case, without accents. Nearly all names have none, and normalising takes its time. */
const fold = (text: string): string =>
  ASCII.test(text)
    ? text.toLowerCase()
    : text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** What `JOINED` might change. */
const MAY_JOIN = /x86|bit|sha-/;

const join = (text: string): string =>
  MAY_JOIN.test(text)
    ? JOINED.reduce((whole, [pattern, one]) => whole.replace(pattern, one), text)
    : text;

/** In the order of the text; a word may come twice. */
export const splitWords = (text: string): readonly string[] => join(fold(text)).match(WORD) ?? [];

/** `180801` of `7601.24214.180801`: people search for builds without what stands before them. */
const partsOf = (word: string): readonly string[] =>
  word.split('.').slice(1).filter((part) => part.length >= MIN_PART_DIGITS);

const ARCHITECTURES: ReadonlyMap<string, string> = new Map([
  // The bare number before the other: else `JOINED` makes one word of it and of `bit`.
  ['x86', 'x86 i386 i686 ia32 32 32bit'],
  ['x64', 'x64 x8664 amd64 64 64bit'],
  ['arm64', 'arm64 aarch64'],
  ['ia64', 'ia64 itanium'],
]);

const EDITIONS: ReadonlyMap<string, string> = new Map([
  ['pro', 'professional'],
  ['professional', 'pro'],
  ['core', 'home'],
  ['consumer', 'home pro professional education'],
  ['business', 'pro professional enterprise education'],
]);

const CHANNELS: ReadonlyMap<string, string> = new Map([
  ['Volume', 'vl'],
  ['Eval', 'evaluation trial'],
]);

/** What is called by a number and that alone: `win7`, `windows7`, `w7`. */
const NUMBERED = /^Windows (?:Server )?(?<number>[\d.]+(?: R2)?|XP|Vista)/;

function productNames(product: string): string {
  const number = NUMBERED.exec(product)?.groups?.['number']?.replace(' ', '');
  if (number === undefined) return product;
  return `${product} win${number} windows${number} w${number} ${number}`;
}

const editionNames = (edition: string): string =>
  [edition, ...splitWords(edition).map((word) => EDITIONS.get(word) ?? '')].join(' ');

const packNames = (servicePack: string): string =>
  servicePack.replace(/^SP(\d)/, 'SP$1 service pack $1');

const architectureNames = (word: string): string =>
  [word, ...architecturesOf(word).map((code) => ARCHITECTURES.get(code) ?? code)].join(' ');

/** Texts that many entries have in common. */
function sharedTexts(entry: EntrySummary): readonly string[] {
  const { vendor, version, release, channel, volumeLabel } = entry;
  const { edition = '', servicePack = '', architecture, language } = entry;
  return [
    ...[vendor, version, release, channel, volumeLabel].filter((text) => text !== undefined),
    productNames(entry.product),
    editionNames(edition),
    packNames(servicePack),
    ...(architecture === undefined ? [] : [architectureNames(architecture)]),
    ...(language === undefined ? [] : [languageNames(language)]),
    CHANNELS.get(channel ?? '') ?? '',
  ];
}

/** What many entries share is split once. */
export class EntryWords {
  readonly #known = new Map<string, readonly string[]>();

  /** Each word once. `also`: more by which it is found. */
  of(entry: EntrySummary, also: readonly string[]): ReadonlySet<string> {
    const own = [entry.fileName, entry.title ?? '', entry.size?.toString() ?? '', ...also];
    const words = new Set(own.flatMap(splitWords));
    for (const text of sharedTexts(entry)) for (const word of this.#wordsOf(text)) words.add(word);
    for (const word of [...words]) for (const part of partsOf(word)) words.add(part);
    return words;
  }

  #wordsOf(text: string): readonly string[] {
    const known = this.#known.get(text) ?? splitWords(text);
    this.#known.set(text, known);
    return known;
  }
}
