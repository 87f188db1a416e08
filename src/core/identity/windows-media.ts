/**
 * Windows discs: the WIM files in `sources` since Vista, the folders and marker files before it. A
 * product key that a disc may carry (`pid.txt`, `winnt.sif`) is never read.
 */
import type { WimImageList } from '../image/wim/image-list.ts';
import { readWimImages } from '../image/wim/read.ts';
import type { FactList } from './fact-list.ts';
import type { VolumeLabels } from '../image/labels.ts';
import { parseIni } from './ini.ts';
import type { SmallFiles } from './small-files.ts';
import { addSetupImages, addWindowsImages, installable } from './windows-images.ts';
import { addWindowsLabel, addXpLabel } from './windows-label.ts';
import { addOldMedia } from './windows-old-media.ts';
import { findLanguage } from './words.ts';

/** The last two are for the discs that carry both processors. */
const FOLDERS: readonly string[] = ['sources', 'x64/sources', 'x86/sources'];

/** Of one WIM file, of which a disc may have six; the longest in use have 100 KB. */
const MAX_SYSTEM_XML_BYTES = 2 ** 20;

type Images = WimImageList['images'];

const SYSTEM_FILES: readonly string[] = ['install.wim', 'install.esd', 'install.swm'];

export async function addWindowsMedia(
  facts: FactList,
  files: SmallFiles | undefined,
  labels: VolumeLabels,
): Promise<void> {
  if (files !== undefined) {
    for (const folder of FOLDERS) await addSources(facts, files, folder);
    const isOld = await addOldMedia(facts, files);
    if (isOld && labels.volume !== undefined) addXpLabel(facts, labels.volume);
  }
  if (labels.volume !== undefined) addWindowsLabel(facts, labels.volume);
  if (/^microsoft corporation/i.test(labels.publisher ?? '')) {
    facts.addHint('vendor', 'Microsoft', 'publisher');
  }
}

async function addSources(facts: FactList, files: SmallFiles, folder: string): Promise<void> {
  if ((await files.find(folder)) === undefined) return;
  await addEditionFile(facts, files, folder); // first: of all editions it names the one that is set up
  const images = await addSystem(facts, files, folder);
  await checkHostBuild(facts, files, { folder, images });
  await addLanguages(facts, files, folder);
  if ((await files.find(`${folder}/setup.exe`)) || (await files.find('bootmgr'))) {
    facts.addHint('vendor', 'Microsoft', 'file-name');
    facts.addLastResort('product', 'Windows', 'file-name');
  }
}

/** The images of the system; none when it is not there or nothing can be installed from it. */
async function addSystem(facts: FactList, files: SmallFiles, folder: string): Promise<Images> {
  const list = await readSystem(files, folder);
  if (list !== undefined) {
    facts.note(list.findings);
    addWindowsImages(facts, list.images);
    if (installable(list.images).length > 0) return list.images;
  }
  const setup = await readImages(files, `${folder}/boot.wim`);
  if (setup !== undefined) addSetupImages(facts, setup.images);
  return [];
}

/** The first of them that is there: no disc has two. */
async function readSystem(files: SmallFiles, folder: string): Promise<WimImageList | undefined> {
  for (const name of SYSTEM_FILES) {
    const list = await readImages(files, `${folder}/${name}`);
    if (list !== undefined) return list;
  }
  return undefined;
}

async function readImages(files: SmallFiles, path: string): Promise<WimImageList | undefined> {
  const file = await files.find(path);
  return file?.kind === 'file' ? readWimImages(files.open(file), MAX_SYSTEM_XML_BYTES) : undefined;
}

const CHANNELS: ReadonlyMap<string, string> = new Map([
  ['retail', 'Retail'],
  ['oem', 'OEM'],
  ['volume', 'Volume'],
]);

/** Microsoft, "Windows Setup Edition Configuration and Product ID Files". */
async function addEditionFile(facts: FactList, files: SmallFiles, folder: string): Promise<void> {
  const text = await files.readText(`${folder}/ei.cfg`);
  if (text === undefined) return;
  const ini = parseIni(text);
  const [edition = ''] = ini.section('EditionID').lines;
  const [channel = ''] = ini.section('Channel').lines;
  const [volume = ''] = ini.section('VL').lines;
  if (edition !== '_Default') facts.add('edition', edition, 'ei.cfg');
  const known = CHANNELS.get(channel.toLowerCase());
  facts.add('channel', known ?? (volume === '1' ? 'Volume' : undefined), 'ei.cfg');
}

interface Host {
  readonly folder: string;
  readonly images: Images;
}

/**
 * The lowest build that may be upgraded, which is not the disc's own; but a disc older than what it
 * upgrades was put together from two.
 */
async function checkHostBuild(
  facts: FactList,
  files: SmallFiles,
  { folder, images }: Host,
): Promise<void> {
  const text = await files.readText(`${folder}/cversion.ini`);
  const lowest = /^\d+/.exec(parseIni(text ?? '').value('HostBuild', 'MinClient') ?? '')?.[0];
  const own = installable(images).find(({ version }) => version.build !== undefined)?.version.build;
  if (lowest === undefined || own === undefined || Number(lowest) <= own) return;
  const detail = {
    ...{ field: 'build', said: String(own), source: 'wim-xml' },
    ...{ other: lowest, otherSource: 'cversion.ini' },
  };
  facts.note([{ code: 'identity-disagrees', detail }]);
}

/** The languages of Setup: those of the system, or more. */
async function addLanguages(facts: FactList, files: SmallFiles, folder: string): Promise<void> {
  const text = await files.readText(`${folder}/lang.ini`);
  if (text === undefined) return;
  const { values } = parseIni(text).section('Available UI Languages');
  for (const language of values.keys()) {
    facts.addHint('language', findLanguage(language), 'lang.ini');
  }
}
