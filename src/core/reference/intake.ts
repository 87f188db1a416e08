/** Which files are images without a look inside. */
import { baseName } from '../text/names.ts';
import { MAX_REFERENCE_BYTES } from './limits.ts';
import { tagOfName } from './sidecar.ts';

/** What an image of a disc, or an installation image, is called when it lies among other files. */
const DISC_EXTENSIONS = ['iso', 'img', 'udf', 'nrg', 'mdf', 'isz', 'toast', 'wim', 'esd'];

/**
 * Images of discs and disks, parts of Windows set-up media, virtual disks, and compressed forms
 * in which images are published: none of them is ever a list of digests.
 */
const IMAGE_EXTENSIONS = new Set([
  ...DISC_EXTENSIONS,
  ...['bin', 'ima', 'raw', 'dd', 'dmg'],
  ...['swm', 'ffu', 'cab', 'exe', 'msu'],
  ...['vhd', 'vhdx', 'vmdk', 'vdi', 'qcow2', 'ova'],
  ...['xz', 'gz', 'zst', 'bz2', 'zip', '7z', 'rar'],
]);

/**
 * True when a file is a job whatever it holds: by its name, because it is larger than any
 * reference, or because it is empty and nothing can be read from it. `size` in bytes.
 */
export function isAlwaysImage(name: string, size: number): boolean {
  if (size === 0 || size > MAX_REFERENCE_BYTES) return true;
  return IMAGE_EXTENSIONS.has(extensionOf(name));
}

/** Of the files of a folder: is this one an image that was put there to be used as such? */
export function isDiscImageName(name: string): boolean {
  return DISC_EXTENSIONS.includes(extensionOf(name));
}

/** As site catalogues are saved, and the signatures beside them. */
const SITE_CATALOGUE_NAME = /\.touchstone\.json(?:\.\w{1,16})?$/i;

/** Does the name promise a checksum file or a catalogue, whatever the file holds? */
export function isReferenceName(name: string): boolean {
  if (SITE_CATALOGUE_NAME.test(name)) return true;
  const words = baseName(name)
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return tagOfName(name) !== undefined || words.some((word) => GENERIC_WORDS.has(word));
}

const GENERIC_WORDS = new Set(['checksum', 'checksums', 'digest', 'digests', 'hashes']);

/** What follows the last dot, lower-case; empty for a name without one, such as `iso`. */
function extensionOf(name: string): string {
  const base = baseName(name).trim();
  const dot = base.lastIndexOf('.');
  return dot === -1 ? '' : base.slice(dot + 1).toLowerCase();
}
