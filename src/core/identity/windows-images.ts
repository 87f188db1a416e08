/** What the images inside a WIM file make of the disc that carries it. */
import type { WimImage } from '../image/wim/image-list.ts';
import type { FactList } from './fact-list.ts';
import { findServicePack, findWindows, type WindowsNumbers } from './windows-versions.ts';
import { findLanguage } from './words.ts';

const SOURCE = 'wim-xml';

/** Images of Windows itself: neither the one that Setup runs in nor a collection of files. */
export const installable = (images: readonly WimImage[]): readonly WimImage[] =>
  images.filter(
    ({ editionId, installationType, version }) =>
      editionId !== 'WindowsPE' &&
      installationType !== 'WindowsPE' &&
      (editionId !== undefined || version.major !== undefined),
  );

export function addWindowsImages(facts: FactList, images: readonly WimImage[]): void {
  for (const image of installable(images)) addImage(facts, image);
}

function addImage(facts: FactList, image: WimImage): void {
  const numbers = numbersOf(image);
  const edition = image.editionId ?? image.flags;
  facts.add('vendor', 'Microsoft', SOURCE);
  if (numbers !== undefined) addNumbers(facts, image, numbers);
  facts.add('edition', edition, SOURCE);
  facts.add('architecture', image.architecture, SOURCE);
  for (const language of image.languages) facts.add('language', findLanguage(language), SOURCE);
  if (edition !== undefined && /Eval$/i.test(edition)) facts.add('channel', 'Eval', SOURCE);
}

function addNumbers(facts: FactList, image: WimImage, numbers: WindowsNumbers): void {
  const name = findWindows(numbers, isServer(image));
  facts.add('product', name?.product ?? 'Windows', SOURCE);
  facts.add('version', name?.version, SOURCE);
  const { servicePack, servicePackBuild } = image.version;
  facts.add('servicePack', findServicePack(numbers, servicePack), SOURCE);
  const tail = servicePackBuild === undefined ? '' : `.${servicePackBuild}`;
  facts.add('build', `${numbers.build}${tail}`, SOURCE);
}

function numbersOf({ version }: WimImage): WindowsNumbers | undefined {
  const { major, minor, build } = version;
  if (major === undefined || minor === undefined || build === undefined) return undefined;
  return { major, minor, build };
}

const isServer = ({ productType, installationType }: WimImage): boolean =>
  installationType?.startsWith('Server') ?? (productType !== undefined && productType !== 'WinNT');

/** Of the image that Setup runs in: what it runs on, which the disc's own images confirm or not. */
export function addSetupImages(facts: FactList, images: readonly WimImage[]): void {
  for (const image of images) {
    facts.addHint('vendor', 'Microsoft', SOURCE);
    facts.addLastResort('product', 'Windows', SOURCE);
    facts.addHint('architecture', image.architecture, SOURCE);
    for (const language of image.languages) {
      facts.addHint('language', findLanguage(language), SOURCE);
    }
  }
}
