/**
 * The words by which an entry is found, and those of a question: brought to one form, with the
 * names that people have for the same thing.
 */
import { architecturesOf } from '../identity/words.ts';
import type { EntryTraits } from './catalogue.ts';
import { languageNames } from './language-words.ts';

/** Names that consist of two words are made one: `x86_64`, `64-bit`, `SHA-256`. */
const JOINED: readonly (readonly [RegExp, string])[] = [
  [/(?<![a-z\d])x86[_-](?=64?(?!\d))/g, 'x86'],
  [/(?<![a-z\d])(32|64)[\s_-]?bit/g, '$1bit'],
  [/(?<![a-z\d])sha-(?=\d)/g, 'sha'],
];

/** A version is one word: `22.04.3`. */
const WORD = /[\p{L}\p{N}]+(?:\.\d+)*/gu;
/** The same for what is ASCII, as nearly all names are: several times as fast. */
const ASCII_WORD = /[a-z\d]+(?:\.\d+)*/g;

/** The fewest digits of a part of a version that are a word of their own: builds, dates. */
const MIN_PART_DIGITS = 4;

const ASCII = /^[\0-\x7f]*$/;

/** Lower case, without accents. */
const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** What `JOINED` might change. */
const MAY_JOIN = /x86[_-]6|bit|sha-/;

const join = (text: string): string =>
  MAY_JOIN.test(text)
    ? JOINED.reduce((whole, [pattern, one]) => whole.replace(pattern, one), text)
    : text;

/** In the order of the text; a word may come twice. */
export const splitWords = (text: string): readonly string[] =>
  (ASCII.test(text)
    ? join(text.toLowerCase()).match(ASCII_WORD)
    : join(fold(text)).match(WORD)) ?? [];

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

interface SharedWords {
  readonly valueOf: (entry: EntryTraits) => string | undefined;
  readonly textOf?: (value: string) => string;
}

interface Shared extends SharedWords {
  /** By value. */
  readonly known: Map<string, readonly number[]>;
}

/** What many entries have in common, and the words for it. */
const SHARED: readonly SharedWords[] = [
  { valueOf: ({ vendor }) => vendor },
  { valueOf: ({ product }) => product, textOf: productNames },
  { valueOf: ({ version }) => version },
  { valueOf: ({ release }) => release },
  { valueOf: ({ edition }) => edition, textOf: editionNames },
  { valueOf: ({ servicePack }) => servicePack, textOf: packNames },
  { valueOf: ({ architecture }) => architecture, textOf: architectureNames },
  { valueOf: ({ language }) => language, textOf: languageNames },
  { valueOf: ({ channel }) => channel, textOf: (name) => `${name} ${CHANNELS.get(name) ?? ''}` },
  { valueOf: ({ volumeLabel }) => volumeLabel },
];

/** Visits the words of entries as numbers. What many entries share is split once. */
export class EntryWords {
  readonly #shared: readonly Shared[] = SHARED.map((one) => ({ ...one, known: new Map() }));
  readonly #numberOf: (word: string) => number;

  constructor(numberOf: (word: string) => number) {
    this.#numberOf = numberOf;
  }

  /** A word may come twice. `also`: more by which the entry is found. */
  visit(entry: EntryTraits, also: readonly string[], take: (number: number) => void): void {
    for (const shared of this.#shared) {
      const value = shared.valueOf(entry);
      if (value !== undefined) this.#numbersOf(value, shared).forEach(take);
    }
    const own = [entry.fileName, entry.title ?? '', entry.size?.toString() ?? '', ...also];
    for (const text of own) this.#split(text).forEach(take);
  }

  #numbersOf(value: string, { textOf = String, known }: Shared): readonly number[] {
    const numbers = known.get(value) ?? this.#split(textOf(value));
    known.set(value, numbers);
    return numbers;
  }

  #split(text: string): readonly number[] {
    const numbers: number[] = [];
    for (const word of splitWords(text)) {
      numbers.push(this.#numberOf(word));
      if (!word.includes('.')) continue;
      for (const part of partsOf(word)) numbers.push(this.#numberOf(part));
    }
    return numbers;
  }
}
