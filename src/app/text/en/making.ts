/** Making references and checking with other programs, in English. */
import type { CheckCommand } from '../../../core/reference/write/commands.ts';
import { bytes } from './words.ts';

export const heading = 'Save a reference, or check with other tools';
/** `image`, here and below: what it is called, quoted already. */
export const show = (image: string): string => `${heading}: ${image}`;
export const what =
  'A reference says what this very file is like, so that copies of it can be checked later. It is worth as much as the verdict above: it does not make a file genuine.';

export const formats = {
  gnu: 'Checksum list',
  bsd: 'Tagged list',
  hashdeep: 'hashdeep',
  metalink: 'Metalink',
  touchstone: 'Touchstone (JSON)',
} as const;
export const saveAs = (format: string, image: string): string =>
  `Save a reference of ${image}: ${format}`;

export const makeMap = 'Make a block map';
export const makeMapOf = (image: string): string => `Make a block map of ${image}`;
export const aboutMap =
  'A block map holds a digest of every MiB, so that damage in a later copy can be located. For it the file is read once more. References that are saved after that have these digests too, where their form has room for them.';
export const mapping = (read: number, size: number): string =>
  `Read ${bytes(read)} of ${bytes(size)}`;
export const cancel = 'Cancel';
export const cancelOf = (image: string): string => `Cancel the block map of ${image}`;

export const mapOutcome = {
  saved: 'Block map handed to the browser to save.',
  changed:
    'No block map was made: the file is not the one that was checked, it has changed since. Check it again.',
  missing: 'No block map was made: the file is not at hand any more. Drop it again.',
  failed: 'No block map was made: the file could not be read. Check the drive, then try again.',
  cancelled: 'No block map was made.',
} as const;

export const commands =
  'Other programs can check the same file. Open a terminal in its folder, and paste one of these commands.';
export const shells = {
  sha256sum: 'sha256sum (Linux)',
  shasum: 'shasum (macOS, Linux)',
  openssl: 'OpenSSL',
  certutil: 'certutil (Windows)',
  'Get-FileHash': 'PowerShell (Windows)',
  gpg: 'GnuPG',
} satisfies Record<CheckCommand['tool'], string>;
export const answers = {
  'says-so': 'It says whether the file is the same.',
  compare: 'It prints a digest: compare it with the one above.',
} satisfies Record<CheckCommand['answer'], string>;
export const copyOf = (tool: string, image: string): string =>
  `Copy the command for ${tool} about ${image}`;
export const copied = 'Command copied.';
export const selected = 'Command selected: copy it with the keyboard.';
