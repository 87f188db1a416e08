/** The page around the images, in English. */
import type { Notice, OfflineView } from '../../state/view.ts';
import { formatCount } from '../../format/number.ts';
import { quote } from '../quote.ts';
import { called, counted, listed } from './words.ts';

export { called };

export const letterhead = {
  name: 'Touchstone',
  what: 'ISO verifier',
  catalogue: 'Catalogue',
  knownImages: 'Look up a known image',
  selfTest: 'Self-test',
  offline: 'Offline',
  edition: 'Edition',
};

export const catalogue = {
  loading: 'loading',
  failed: 'could not be read',
  ready: (entries: number, date: string) => `${formatCount(entries)} images, ${date}`,
};

export const selfTest = {
  starting: 'running',
  ready: 'passed',
  failed: 'failed',
};

export const offline = {
  preparing: 'being prepared',
  ready: 'ready for offline use',
  portable: 'Portable edition: works from this file alone',
  unavailable: {
    'file-protocol':
      'not available: the page was opened from a file; touchstone.html is made for that',
    insecure: 'not available: the page came over an insecure connection',
    'no-service-worker': 'not available: this browser or this window keeps no pages',
    failed: 'not available: storing the page did not succeed; reload to try again',
    storage: 'not available: this browser has no room left to store the page',
  } satisfies Record<NonNullable<OfflineView['reason']>, string>,
  unavailableUnknown: 'not available',
};

export const update = {
  sentence: 'A newer version of Touchstone is ready. Updating reloads the page and empties it.',
  blocked:
    'Other windows still run the version from before, and a job may be running there. Close them, then try again.',
  action: 'Update now',
};

export const engineFailed = {
  title: 'No verdict can be given here',
  kernels: (names: readonly string[]) =>
    `The self-test of ${listed(names)} gave a wrong answer to a question whose answer is known. Nothing that this browser calculates can be trusted, so no verdict is given. Restart the browser; if it happens again, use another browser or another machine.`,
  noMemory:
    'This browser has no memory left for the background tasks that read and calculate, so no verdict is given. Close other tabs and programs, then reload the page.',
  noWorker:
    'This browser did not start the background tasks that read and calculate, so no verdict is given. Reload the page; if that does not help, restart the browser, or use Chrome or Edge 109, Firefox 115, Safari 16.4 or newer.',
};

export const catalogueFailed = {
  title: 'The built-in catalogue is not available',
  sentence:
    'Images are compared with your own references only, and each verdict says so. Reload the page to try again; if that does not help, get this program again.',
};

export const notLoaded = {
  title: 'A part of this program is missing',
  sentence:
    'It could not be loaded, so nothing can be shown of what you dropped. Reload the page; if that does not help, the server that it came from is out of reach.',
};

export const intake = {
  lead: 'Drop images and checksum files anywhere on this page',
  order: 'Together or one after the other, in any order.',
  privacy: 'Everything is computed on this machine. Nothing is sent anywhere.',
  chooseFiles: 'Choose files',
  chooseFolder: 'Choose a folder',
  dropNow: 'Drop to verify',
  expected: 'Expected digest or checksum text',
  optional: 'optional',
  placeholder: 'Paste it here, in any form',
};

/** What can be dropped: a sample, and a word on it. */
export const examples = {
  heading: 'For example',
  rows: [
    {
      sample: 'windows_7_professional_sp1_x64.iso',
      words: 'An image of any size. If the catalogue knows it, it is named.',
    },
    {
      sample: 'SHA256SUMS',
      words:
        'A checksum file, with its signature if there is one. It is compared with the images that it names.',
    },
    {
      sample: '0bcfc540 19ea175b 1ee51f6d …',
      words: 'A digest by itself, pasted. A known one names its image.',
    },
  ],
  noFile: 'No file at hand?',
  lookUp: 'Look up the digests of a known image',
};

export const images = {
  heading: 'Images',
  count: (count: number) => counted(count, 'image', 'images'),
  removed: (count: number) => `${formatCount(count)} taken off the page, and kept in the report`,
  saveReport: 'Save report',
  print: 'Print',
  clear: 'Clear all',
};

/** The name of a button for those who do not see which card or row it stands on. */
export const buttonOf = (words: string, called: string): string => `${words}: ${called}`;

export const notices = {
  heading: 'Notices',
  dismiss: 'Dismiss',
  sentence: (notice: Notice): string => {
    switch (notice.code) {
      case 'folder-without-images':
        return `There is no image in the folder ${quote(notice.name)}. Drop an .iso, .img or .wim file, or a folder that holds one.`;
      case 'folder-too-large':
        return `The folder ${quote(notice.name)} holds more than ${counted(notice.limit, 'file', 'files')}, so it was not searched to its end. Drop the images themselves.`;
      case 'not-a-reference':
        return `${quote(notice.name)} is neither an image nor a checksum text that this program can read. Drop an image, or a checksum file, or paste the digest.`;
      case 'unreadable':
        return `${quote(notice.name)} could not be read. Check that it still exists and that the drive is connected, then drop it again.`;
      case 'not-allowed':
        return `The browser does not let this page read ${quote(notice.name)} again, so its reading was not taken up. Press Resume and allow it, or drop the file here to start from its beginning.`;
      case 'not-found':
        return `${quote(notice.name)} was not found where it was, so its reading was not taken up. Check that its drive is connected, then press Resume; or drop the file here to start from its beginning.`;
      case 'key-built-in':
        return `The key in ${quote(notice.name)} is built in already. Trust this copy only to have it count for more than its project’s files.`;
      case 'key-unreadable':
        return `${quote(notice.name)} holds no public key that this program can read.`;
      case 'key-not-kept':
      case 'catalogue-not-kept':
        return `This browser could not keep what you did with ${quote(notice.name)}. It counts until this page is closed; do it again at the next visit.`;
      case 'place-not-kept':
        return `This browser has no room, or no permission, to keep the place in long readings. That of ${quote(notice.name)} goes on; if this page is closed, it has to start from its beginning.`;
      case 'part-missing':
        return 'A part of this program could not be loaded, so what you asked for was not done. Reload the page.';
    }
  },
};

export const footer = {
  version: (version: string, commit: string) => `Touchstone ${version} (${commit})`,
  own: (name: string, contact: string) =>
    `Own edition of ${name} (${contact}), which may have added images and keys of its own.`,
  licences: 'Licences',
  licencesWithin: 'Licences: at the end of this file, in a text editor.',
  portable: 'Portable edition: one file for a USB stick',
  needsNetwork: 'The download needs the server; afterwards it works by itself.',
};

export const print = {
  printedOn: (moment: string) => `Printed ${moment}, by the clock of this machine.`,
  checkedWith: (version: string, commit: string) =>
    `Computed with Touchstone ${version} (${commit}).`,
  signature: 'Checked by, date, signature',
};
