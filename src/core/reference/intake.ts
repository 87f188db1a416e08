/** Which files are images without a look inside. */
import { baseName } from '../text/names.ts';
import { MAX_REFERENCE_BYTES } from './limits.ts';

/**
 * Images of discs and disks, parts of Windows set-up media, virtual disks, and compressed forms
 * in which images are published: none of them is ever a list of digests.
 */
const IMAGE_EXTENSIONS = new Set([
  ...['iso', 'img', 'bin', 'ima', 'udf', 'nrg', 'mdf', 'isz', 'raw', 'dd', 'dmg', 'toast'],
  ...['wim', 'esd', 'swm', 'ffu', 'cab', 'exe', 'msu'],
  ...['vhd', 'vhdx', 'vmdk', 'vdi', 'qcow2', 'ova'],
  ...['xz', 'gz', 'zst', 'bz2', 'zip', '7z', 'rar'],
]);

/**
 * True when a file is a job whatever it holds: by its name, because it is larger than any
 * reference, or because it is empty and nothing can be read from it. `size` in bytes.
 */
export function isAlwaysImage(name: string, size: number): boolean {
  if (size === 0 || size > MAX_REFERENCE_BYTES) return true;
  const base = baseName(name).trim();
  const dot = base.lastIndexOf('.');
  return dot !== -1 && IMAGE_EXTENSIONS.has(base.slice(dot + 1).toLowerCase());
}
