/**
 * The place of an entry among others, by what is inferred of it: what people look for most often
 * comes first. For lists that people read; nothing is decided by it.
 */
import { findArchitecture } from '../identity/words.ts';
import type { EntryTraits } from './catalogue.ts';
import type { Rank } from './ranks.ts';

const placeIn = (list: readonly (string | undefined)[], value: string | undefined): number => {
  const place = list.indexOf(value);
  return place < 0 ? list.length : place;
};

/** Each part of a version counts for a thousand of the next; dates stand alone. */
const VERSION_PARTS = 3;
const LEADING_DIGITS = /^\d+/;
const versionNumber = (version: string): number =>
  version
    .split(/[^\p{L}\p{N}]+/u)
    .slice(0, VERSION_PARTS)
    .reduce(
      (sum, part, place) => sum + (Number(LEADING_DIGITS.exec(part)?.[0]) || 0) / 1000 ** place,
      0,
    );

/** Of the Windows versions that have no number, or one that does not tell their place. */
const NAMED_VERSIONS: ReadonlyMap<string, number> = new Map([
  ['95', 4],
  ['98', 4.1],
  ['ME', 4.9],
  ['2000', 5],
  ['XP', 5.1],
  ['VISTA', 6],
]);

/** `Windows Server, version 20H2`, between the servers of 2019 and 2022. */
const DATED_SERVER = /^Windows Server, version (\w+)$/;
const WINDOWS = /^Windows (?:Server )?([\w.]+)/;

/** The larger the newer, within one family; Windows says in its name which it is. */
export function versionOf({ product, version }: EntryTraits): number {
  if (version !== undefined) return versionNumber(version);
  const dated = DATED_SERVER.exec(product)?.[1];
  if (dated !== undefined) return 2000 + releaseMonth(dated) / 100;
  const word = WINDOWS.exec(product)?.[1] ?? '';
  const named = NAMED_VERSIONS.get(word.toUpperCase()) ?? versionNumber(word);
  return / R2$/.test(product) ? named + 0.5 : named;
}

const CLIENT = /^Windows (?:\d[\d.]*|XP|Vista|ME|NT \d[\d.]*)$/;
const SERVER = /^Windows Server (?:\d{4}(?: R2)?)$/;
/** Asked for more often than the others, which follow in the order of their names. */
const KNOWN_BEST = ['Ubuntu', 'Linux Mint', 'Debian', 'Fedora', 'Arch Linux', 'Kali Linux'];

/** Families of products, each from the newest version on. */
export function productRank(entry: EntryTraits): Rank {
  const { product, version = '' } = entry;
  const isServer = SERVER.test(product) || DATED_SERVER.test(product);
  const isWindows = isServer || CLIENT.test(product);
  const family = isServer ? 1 : isWindows ? 0 : 2 + placeIn(KNOWN_BEST, product);
  const name = product.toLowerCase();
  return [family, isWindows ? '' : name, -versionOf(entry), name, version];
}

/** Releases that are named by their build, in the order of their months. */
const MONTH_OF_BUILD: ReadonlyMap<string, number> = new Map([
  ['10240', 1507],
  ['10586', 1511],
  ['14393', 1607],
  ['15063', 1703],
  ['16299', 1709],
  ['17134', 1803],
  ['17763', 1809],
  ['18362', 1903],
  ['18363', 1909],
  ['19041', 2004],
  ['19042', 2010],
  ['19043', 2104],
  ['19044', 2110],
  ['19045', 2210],
  ['22000', 2110],
  ['22621', 2210],
  ['22631', 2310],
  ['26100', 2410],
  ['26200', 2510],
]);

const RELEASE = /^(\d\d)(?:(\d\d)|h([12]))(?!\d)/i;
/** Of what is made anew every week. */
const DAY = /^\d{8}(?:\.\d)?$/;
const BUILD = /^(\d{5})\b/;
const UPDATED = /updated ([a-z]{3})[a-z]* (\d{4})/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `1909` is of September 2019; `22H2` came in autumn. Year and month in four digits, or 0. */
function releaseMonth(release: string): number {
  const build = BUILD.exec(release)?.[1];
  if (build !== undefined) return MONTH_OF_BUILD.get(build) ?? 0;
  const [, year, month, half] = RELEASE.exec(release) ?? [];
  if (year === undefined) return 0;
  return Number(year) * 100 + (month === undefined ? Number(half) * 6 - 2 : Number(month));
}

/** The newest first, each from its last refresh on. */
export function releaseRank({ release = '' }: EntryTraits): Rank {
  const [, month = '', year = '0'] = UPDATED.exec(release) ?? [];
  const updated = Number(year) * 12 + MONTHS.indexOf(month.toLowerCase());
  return [-Number(DAY.exec(release)?.[0] ?? 0), -releaseMonth(release), -updated, release];
}

/** What is asked for by its name alone is usually the plain retail image. */
const CHANNELS = ['Retail', undefined, 'Volume', 'Eval', 'OEM'];
export const channelRank = ({ channel }: EntryTraits): Rank => [placeIn(CHANNELS, channel)];

export const servicePackRank = ({ servicePack = '' }: EntryTraits): Rank => [
  -Number(/^SP(\d)/.exec(servicePack)?.[1] ?? 0),
];

/** Editions without the media player, for Europe and Korea; some say it in their names alone. */
const VARIANT = / (?:N|K|KN)$/;
const VARIANT_IN_NAME = /_(?:n|k|kn)_/i;
/** Beside the system of that name. */
const ADDITION = /_(?:hpc|installation_kit|language_pack|locpack|mui|component|repair|restore)_/i;

export type Kind = 'plain' | 'variant' | 'addition';

export function kindOf({ vendor, edition = '', fileName }: EntryTraits): Kind {
  if (vendor !== 'Microsoft') return 'plain';
  if (ADDITION.test(fileName)) return 'addition';
  return VARIANT.test(edition) || VARIANT_IN_NAME.test(fileName) ? 'variant' : 'plain';
}

const KINDS: readonly Kind[] = ['plain', 'variant', 'addition'];
export const kindRank = (entry: EntryTraits): Rank => [KINDS.indexOf(kindOf(entry))];

/** Most people's first. */
const EDITIONS = [
  'Consumer editions',
  'Multiple editions (Home/Pro)',
  'Core/Pro',
  'Pro',
  'Professional',
  'Ultimate',
  'Home Premium',
  'Home',
  undefined,
  'desktop',
  'Workstation',
  'netinst',
];
export const editionRank = ({ edition }: EntryTraits): Rank => [
  placeIn(EDITIONS, edition),
  edition?.toLowerCase() ?? '',
];

export const isEnglishRank = ({ language }: EntryTraits): Rank => [
  language === undefined || language === 'en-US' ? 0 : 1,
];
export const languageRank = ({ language = '' }: EntryTraits): Rank => [
  language === 'en-US' ? 0 : 1,
  language.toLowerCase(),
];

const ARCHITECTURES = ['x64', 'arm64', 'x86'];
export const architectureRank = ({ architecture = '' }: EntryTraits): Rank => [
  placeIn(ARCHITECTURES, findArchitecture(architecture)),
  architecture,
];
