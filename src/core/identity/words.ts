/**
 * One word for one thing. Images, their labels and the catalogue's collections of names each have
 * their own words for processors, editions and languages; they meet here and nowhere else.
 */

const ARCHITECTURES: ReadonlyMap<string, readonly string[]> = new Map([
  ['x86', ['x86', 'i386', 'i486', 'i586', 'i686', 'ia32', '32-bit', '32bit', 'x86_32']],
  ['x64', ['x64', 'x86_64', 'x86-64', 'amd64', '64-bit', '64bit']],
  ['arm64', ['arm64', 'aarch64', 'a64']],
  ['arm', ['arm', 'armhf', 'armhfp', 'armv7', 'armv7l', 'armv7hl', 'armel']],
  ['ia64', ['ia64', 'itanium']],
  ['ppc64le', ['ppc64le', 'ppc64el', 'powerpc64le']],
  ['ppc64', ['ppc64', 'powerpc64']],
  ['ppc', ['ppc', 'powerpc']],
  ['s390x', ['s390x']],
  ['riscv64', ['riscv64']],
  ['loong64', ['loong64', 'loongarch64']],
  ['sparc64', ['sparc64']],
  ['mips', ['mips', 'mipsel', 'mips64el']],
]);

const ARCHITECTURE_OF: ReadonlyMap<string, string> = new Map(
  [...ARCHITECTURES].flatMap(([code, words]) => words.map((word) => [word, code] as const)),
);

/** The code of a processor by any of its names, in any letter case. */
export const findArchitecture = (word: string): string | undefined =>
  ARCHITECTURE_OF.get(word.toLowerCase());

/** Codes of a catalogue entry's word: `x86+x64` is both. A word not known stands for itself. */
export const architecturesOf = (word: string): readonly string[] =>
  word.split('+').map((part) => findArchitecture(part) ?? part);

/** Tags that Windows writes and BCP 47 has since given another form. */
const RENAMED_LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['sr-latn-cs', 'sr-Latn-RS'],
  ['sr-cyrl-cs', 'sr-Cyrl-RS'],
  ['no', 'nb'],
  ['no-no', 'nb-NO'],
]);

const LANGUAGE = /^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?$/i;

/** A language tag in the letter case of BCP 47; `undefined` for what is none. */
export function findLanguage(tag: string): string | undefined {
  const [, language, script, region] = LANGUAGE.exec(tag.trim()) ?? [];
  if (language === undefined) return undefined;
  const parts = [
    language.toLowerCase(),
    ...(script === undefined
      ? []
      : [script.slice(0, 1).toUpperCase() + script.slice(1).toLowerCase()]),
    ...(region === undefined ? [] : [region.toUpperCase()]),
  ];
  const found = parts.join('-');
  return RENAMED_LANGUAGES.get(found.toLowerCase()) ?? found;
}

/** The same language, or one of them does not say of which country. */
export function agreeOnLanguage(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a === b || a.startsWith(`${b}-`) || b.startsWith(`${a}-`);
}

/** The same version, or one of them says fewer of its numbers: 12 and 12.2.0. */
export function agreeOnVersion(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}

/**
 * Words of the catalogue for editions of Windows, and the EDITIONIDs that an image of that edition
 * holds. An image of several editions has them all.
 */
const EDITIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Starter', ['Starter']],
  ['Home Basic', ['HomeBasic']],
  ['Home Premium', ['HomePremium']],
  ['Professional', ['Professional']],
  ['Pro', ['Professional']],
  ['Ultimate', ['Ultimate']],
  ['Enterprise', ['Enterprise']],
  ['Business', ['Business']],
  ['Core/Pro', ['Core', 'Professional']],
  ['Home', ['Core']],
  ['Education', ['Education']],
  ['Multiple editions (Home/Pro)', ['Core', 'Professional']],
]);

/** Europe's N, Korea's K and KN: the same names with these letters at the end. */
const VARIANT = /^(.+?) (N|K|KN)$/;

/** In file names of images of which the word for the edition does not tell the variant. */
const VARIANT_IN_NAME = /_(n|k|kn)_/i;

/** EDITIONIDs in which a catalogue entry consists; `undefined` when that is not known. */
export function findEditions(word: string, fileName: string): readonly string[] | undefined {
  const [, plain = word, variant = variantIn(word, fileName)] = VARIANT.exec(word) ?? [];
  return EDITIONS.get(plain)?.map((edition) => edition + variant);
}

function variantIn(word: string, fileName: string): string {
  if (!word.includes('/')) return '';
  return VARIANT_IN_NAME.exec(fileName)?.[1]?.toUpperCase() ?? '';
}

/** `SP1` of `SP1 (media refresh, May 2011)`. */
export const servicePackOf = (word: string): string => word.split(' ')[0] ?? word;

/** Products that images and the catalogue name differently. */
const PRODUCTS: ReadonlyMap<string, string> = new Map([
  ['Proxmox VE', 'Proxmox'],
  ['Memtest86+', 'memtest86+'],
  ['TrueNAS', 'TrueNAS/FreeNAS'],
  ['FreeNAS', 'TrueNAS/FreeNAS'],
]);

/** The catalogue's word for a product of an identity. */
export const catalogueProduct = (product: string): string => PRODUCTS.get(product) ?? product;
