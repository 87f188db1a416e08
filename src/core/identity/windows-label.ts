/**
 * The labels of Microsoft's discs. The grammar was never published; it is known from the discs
 * themselves, and what it says is a hint: Windows Server 2008 R2 with SP1 keeps the label without
 * SP1, and some discs of Windows 7 Ultimate bear the N of another edition.
 */
import type { FactList } from './fact-list.ts';
import { findArchitecture, findLanguage } from './words.ts';

const SOURCE = 'label';

/** Line of products, service pack, client or server, N, edition, processor, channel, language. */
const SINCE_VISTA =
  /^([LFKGH])(SP\d)?RM([CS])(N?)(ST|HB|HP|PR|EN|UL|H)?(X|IAI)?(FRER|FREO|VOL|CHK|EVAL)_([A-Z]{2,4})_DVD$/;

const SINCE_8 =
  /^(?:(HB1|HRM|IRM|IR\d|J)_)?([A-Z]{3,8})_(X86|X64|A64)(?:FRE|CHK)([RVEO]?)_([A-Z]{2,3}-[A-Z]{2}|[A-Z]{2,3}-[A-Z]{4}-[A-Z]{2})_DV\d$/i;

/** Pro or Home, channel, language. Only believed beside an I386 folder. */
const XP = /^[A-Z\d]{2,4}([PH])(VOL|FPP|CCP|OEM)_([A-Z]{2})$/;

const CLIENT_LINES: ReadonlyMap<string, string> = new Map([
  ['L', 'Windows Vista'],
  ['F', 'Windows Vista'],
  ['G', 'Windows 7'],
  ['H', 'Windows 8'],
  ['I', 'Windows 8.1'],
  ['J', 'Windows 10'],
]);

const SERVER_LINES: ReadonlyMap<string, string> = new Map([
  ['K', 'Windows Server 2008'],
  ['G', 'Windows Server 2008 R2'],
  ['H', 'Windows Server 2012'],
  ['I', 'Windows Server 2012 R2'],
]);

const EDITIONS: ReadonlyMap<string, string> = new Map([
  ['ST', 'Starter'],
  ['HB', 'HomeBasic'],
  ['HP', 'HomePremium'],
  ['PR', 'Professional'],
  ['EN', 'Enterprise'],
  ['UL', 'Ultimate'],
]);

const CHANNELS: ReadonlyMap<string, string> = new Map([
  ['FRER', 'Retail'],
  ['FREO', 'OEM'],
  ['VOL', 'Volume'],
  ['EVAL', 'Eval'],
  ['FPP', 'Retail'],
  ['CCP', 'Retail'], // the upgrade
  ['OEM', 'OEM'],
  ['R', 'Retail'],
  ['V', 'Volume'],
  ['E', 'Eval'],
  ['O', 'OEM'],
]);

/** Only those that are sure: what other letters stand for is not known well enough. */
const EDITIONS_SINCE_8: ReadonlyMap<string, readonly string[]> = new Map([
  ['CCSA', ['Core', 'Professional']],
  ['CCSNA', ['CoreN', 'ProfessionalN']],
  ['CPRA', ['Professional']],
  ['CPRNA', ['ProfessionalN']],
  ['CENA', ['Enterprise']],
  ['CENNA', ['EnterpriseN']],
  ['CEDA', ['Education']],
  ['CEDNA', ['EducationN']],
  ['CES', ['EnterpriseS']],
  ['CESNN', ['EnterpriseSN']],
]);

/** Labels name Chinese and Brazilian Portuguese by the country. */
const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['CN', 'zh-CN'],
  ['TW', 'zh-TW'],
  ['HK', 'zh-HK'],
  ['BR', 'pt-BR'],
  ['NO', 'nb'],
]);

/** The languages in which Windows was published: two other letters may be anything. */
const PLAIN_LANGUAGES: ReadonlySet<string> = new Set(
  'AR BG CS DA DE EL EN ES ET FI FR HE HR HU IT JA KO LT LV NB NL PL PT RO RU SK SL SR SV TH TR UK'.split(
    ' ',
  ),
);

/** Nothing is added for a label that does not follow the grammar. */
export function addWindowsLabel(facts: FactList, label: string): void {
  const vista = SINCE_VISTA.exec(label);
  if (vista) addSinceVista(facts, vista);
  const eight = SINCE_8.exec(label);
  if (eight) addSince8(facts, eight);
}

function addSinceVista(facts: FactList, found: RegExpExecArray): void {
  const [, line = '', servicePack, kind, variant = '', edition = '', ...rest] = found;
  const [processor, channel = '', language = ''] = rest;
  const lines = kind === 'C' ? CLIENT_LINES : SERVER_LINES;
  const name = EDITIONS.get(edition);
  facts.addHint('vendor', 'Microsoft', SOURCE);
  facts.addHint('product', lines.get(line), SOURCE);
  facts.addHint('servicePack', servicePack, SOURCE);
  facts.addHint('edition', name && name + variant, SOURCE);
  facts.addHint('architecture', PROCESSORS.get(processor ?? ''), SOURCE);
  facts.addHint('channel', CHANNELS.get(channel), SOURCE);
  facts.addHint('language', languageOf(language), SOURCE);
}

const PROCESSORS: ReadonlyMap<string, string> = new Map([
  ['', 'x86'],
  ['X', 'x64'],
  ['IAI', 'ia64'],
]);

function addSince8(facts: FactList, found: RegExpExecArray): void {
  const [, line = '', edition = '', processor = '', channel = '', language = ''] = found;
  const lines = /^C/i.test(edition) ? CLIENT_LINES : SERVER_LINES;
  facts.addHint('vendor', 'Microsoft', SOURCE);
  facts.addHint('product', lines.get(line.slice(0, 1).toUpperCase()), SOURCE);
  for (const name of EDITIONS_SINCE_8.get(edition.toUpperCase()) ?? []) {
    facts.addHint('edition', name, SOURCE);
  }
  facts.addHint('architecture', findArchitecture(processor), SOURCE);
  facts.addHint('channel', CHANNELS.get(channel.toUpperCase()), SOURCE);
  facts.addHint('language', findLanguage(language), SOURCE);
}

/** Of a disc that is known to be of Windows XP. */
export function addXpLabel(facts: FactList, label: string): void {
  const [, edition, channel = '', language = ''] = XP.exec(label) ?? [];
  if (edition === undefined) return;
  facts.addHint('edition', edition === 'P' ? 'Professional' : 'Home', SOURCE);
  facts.addHint('channel', CHANNELS.get(channel), SOURCE);
  facts.addHint('language', languageOf(language), SOURCE);
}

function languageOf(letters: string): string | undefined {
  const known = LANGUAGES.get(letters);
  return known ?? (PLAIN_LANGUAGES.has(letters) ? findLanguage(letters) : undefined);
}
