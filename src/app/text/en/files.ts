/** The files inside an image, in English. */
import { quote } from '../quote.ts';
import { bytes, counted } from './words.ts';

export const heading = 'Files inside';
export const show = 'Show the files inside';
export const hide = 'Hide the files inside';
export const showIn = (image: string): string => `Show the files inside ${image}`;
export const hideIn = (image: string): string => `Hide the files inside ${image}`;
export const caution =
  'Read from the image as it lies there. A file that is saved from here has not been checked by itself: it is as good as the verdict on the whole image.';
export const loading = 'Reading the directory';
export const failed = 'The directory could not be read. Close it and open it again.';
export const empty = 'Nothing in it.';
export const size = bytes;
export const link = (target: string): string => `link to ${quote(target)}`;
export const special = 'device or pipe';
export const more = (count: number): string =>
  `Show ${counted(count, 'more entry', 'more entries')}`;
export const save = 'Save';
/** `folder`: its path inside the image, empty for the root. */
export const saveNamed = (name: string, folder: string): string =>
  folder === ''
    ? `Save the file ${quote(name)}`
    : `Save the file ${quote(name)} from ${quote(folder)}`;
export const folder = (name: string): string => `Folder ${quote(name)}`;

export const outcome = {
  saved: (name: string) => `Handed to the browser to save: ${quote(name)}.`,
  packed: (name: string) =>
    `Handed to the browser to save, packed as it lies in the image (zisofs): ${quote(name)}.`,
  cut: (name: string) =>
    `Not saved: not all of ${quote(name)} lies within this file. The image is probably cut off.`,
  missing: (name: string) => `Not saved: ${quote(name)} could not be found in the image.`,
  failed: (name: string) =>
    `Not saved: ${quote(name)} could not be read. Check the drive, then try again.`,
};
