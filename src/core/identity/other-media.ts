/** Linux and BSD discs: small files in which they name themselves, and their labels. */
import { DISTRIBUTIONS, findByProduct, findDistribution, PUBLISHERS } from './distributions.ts';
import type { FactList } from './fact-list.ts';
import type { VolumeLabels } from '../image/labels.ts';
import type { IdentitySource } from './identity.ts';
import { parseIni } from './ini.ts';
import type { SmallFiles } from './small-files.ts';
import { findArchitecture } from './words.ts';

/** Of a line that is matched against the table: expressions see no more of hostile text. */
const MAX_LINE_CHARACTERS = 512;

type Reader = (facts: FactList, text: string) => void;

/** In the order in which they are believed. */
const FILES: readonly (readonly [string, Reader])[] = [
  ['.disk/info', readDiskInfo],
  ['.treeinfo', readTreeInfo],
  ['.discinfo', readDiscInfo],
  ['etc/os-release', readOsRelease],
  ['.cd-info', readCdInfo],
  [
    'arch/version',
    (facts, text) => addSystem(facts, `Arch Linux ${firstLine(text)}`, 'os-release'),
  ],
  ['.alpine-release', readAlpineRelease],
  [
    'sysresccd/version',
    (facts, text) => addSystem(facts, `SystemRescue ${firstLine(text)}`, 'os-release'),
  ],
  ['clonezilla-live-version', (facts, text) => addSystem(facts, firstLine(text), 'os-release')],
  ['bin/freebsd-version', readFreeBsdVersion],
];

export async function addOtherMedia(
  facts: FactList,
  files: SmallFiles | undefined,
  labels: VolumeLabels,
): Promise<void> {
  if (files !== undefined) await addFiles(facts, files);
  if (labels.volume !== undefined) addLabel(facts, labels.volume);
  addPublisher(facts, labels.publisher ?? '', 'publisher');
  addPublisher(facts, labels.application ?? '', 'application');
}

async function addFiles(facts: FactList, files: SmallFiles): Promise<void> {
  for (const [path, read] of FILES) {
    const text = await files.readText(path);
    if (text !== undefined) read(facts, text);
  }
}

function addPublisher(facts: FactList, text: string, source: IdentitySource): void {
  const product = PUBLISHERS.find(([pattern]) => pattern.test(text))?.[1];
  if (product === undefined) return;
  facts.addHint('vendor', findByProduct(product)?.vendor, source);
  facts.addHint('product', product, source);
}

function firstLine(text: string): string {
  const end = text.search(/[\r\n]/);
  return (end < 0 ? text : text.slice(0, end)).slice(0, MAX_LINE_CHARACTERS).trim();
}

const VERSION = /(?:^|[\s-])v?(\d+(?:\.\d+)*)/;

/** A name with a version somewhere behind it. `false` when the name is not known. */
function addSystem(facts: FactList, text: string, source: IdentitySource): boolean {
  const distribution = findDistribution(text);
  if (distribution === undefined) return false;
  facts.add('vendor', distribution.vendor, source);
  facts.add('product', distribution.product, source);
  const behind = text.replace(distribution.name, '');
  facts.add('version', VERSION.exec(behind)?.[1], source);
  return true;
}

const addArchitecture = (facts: FactList, words: string, source: IdentitySource): void => {
  for (const word of words.split(/[\s,]+/)) {
    facts.add('architecture', findArchitecture(word), source);
  }
};

/** What Debian's discs say behind the processor: the name of a kind, or DVD and CD. */
const DEBIAN_KIND = /\b(NETINST|BUSINESSCARD|DVD|CD|BD|DLBD)\b/i;

/** One line: `Debian GNU/Linux 12.2.0 "Bookworm" - Official amd64 NETINST with firmware 2023...`. */
function readDiskInfo(facts: FactList, text: string): void {
  const line = firstLine(text);
  if (!addSystem(facts, line.replace(/"[^"]*"/g, ' '), '.disk/info')) return;
  const behind = line.slice(line.indexOf(' - ') + 1);
  addArchitecture(facts, behind, '.disk/info');
  facts.add('edition', DEBIAN_KIND.exec(behind)?.[1]?.toLowerCase(), '.disk/info');
  if (/^\S+-Server\b/i.test(line)) facts.add('edition', 'Server', '.disk/info');
}

/** Productmd and Anaconda: `[general]` of all versions, `[release]` of the newer ones. */
function readTreeInfo(facts: FactList, text: string): void {
  const ini = parseIni(text);
  const family = ini.value('release', 'name') ?? ini.value('general', 'family');
  const version = ini.value('release', 'version') ?? ini.value('general', 'version');
  if (family === undefined || !addSystem(facts, family, '.treeinfo')) return;
  facts.add('version', version, '.treeinfo');
  const architecture = ini.value('tree', 'arch') ?? ini.value('general', 'arch');
  facts.add('architecture', findArchitecture(architecture ?? ''), '.treeinfo');
  facts.add('edition', ini.value('general', 'variant'), '.treeinfo');
}

/** Time, name, processor, each on its line. */
function readDiscInfo(facts: FactList, text: string): void {
  const [, name = '', architecture = ''] = text.slice(0, MAX_LINE_CHARACTERS).split(/\r?\n/);
  if (addSystem(facts, name, '.discinfo')) addArchitecture(facts, architecture, '.discinfo');
}

/** os-release(5) */
function readOsRelease(facts: FactList, text: string): void {
  const { values } = parseIni(text).section('');
  const name = values.get('name') ?? values.get('id') ?? '';
  if (!addSystem(facts, name, 'os-release')) return;
  facts.add('version', values.get('version_id'), 'os-release');
  facts.add('edition', values.get('variant'), 'os-release');
}

/** Proxmox: shell variables. */
function readCdInfo(facts: FactList, text: string): void {
  const { values } = parseIni(text).section('');
  if (!addSystem(facts, values.get('product') ?? '', 'os-release')) return;
  facts.add('version', values.get('release'), 'os-release');
}

/** `alpine-standard-3.18.4 231002`: the kind, the version, the date. */
function readAlpineRelease(facts: FactList, text: string): void {
  const [, edition, version] = /^alpine-([a-z]+)-(\d+(?:\.\d+)*)/.exec(firstLine(text)) ?? [];
  addSystem(facts, version === undefined ? 'Alpine' : `Alpine ${version}`, 'os-release');
  facts.add('edition', edition, 'os-release');
}

/** A shell script that begins with its own answer. */
function readFreeBsdVersion(facts: FactList, text: string): void {
  const version = /^USERLAND_VERSION="(\d+\.\d+)/m.exec(text)?.[1];
  if (version !== undefined) addSystem(facts, `FreeBSD ${version}`, 'os-release');
}

/** `9-2` is 9.2, and `202311` is 2023.11. */
const labelVersion = (text: string): string =>
  text.replace(/[-_]/g, '.').replace(/^(\d{4})(\d\d)$/, '$1.$2');

/** Letters in labels; all other editions are written out. */
const EDITIONS: ReadonlyMap<string, string> = new Map([
  ['WS', 'Workstation'],
  ['S', 'Server'],
  ['E', 'Everything'],
  ['CINN', 'Cinnamon'],
  ['SB', 'Silverblue'],
  ['BO', 'bootonly'],
]);

function addLabel(facts: FactList, label: string): void {
  for (const { vendor, product, labels } of DISTRIBUTIONS) {
    const found = labels.map((pattern) => pattern.exec(label)).find((match) => match !== null);
    if (!found) continue;
    const { version, edition, architecture } = found.groups ?? {};
    facts.addHint('vendor', vendor, 'label');
    facts.addHint('product', product, 'label');
    facts.addHint('version', version && labelVersion(version), 'label');
    const word = edition && (EDITIONS.get(edition.toUpperCase()) ?? edition);
    if (!facts.has('edition')) facts.addHint('edition', word, 'label');
    facts.addHint('architecture', findArchitecture(architecture ?? ''), 'label');
    return;
  }
}
