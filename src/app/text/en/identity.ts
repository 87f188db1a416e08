/** What an image says of itself, and where it says it, in English; as parts of a sentence. */
import type { IdentityField, IdentitySource } from '../../../core/identity/identity.ts';

export const identityField = {
  vendor: 'its maker',
  product: 'its product',
  version: 'its version',
  servicePack: 'its service pack',
  edition: 'its edition',
  architecture: 'its processor',
  language: 'its language',
  channel: 'its channel',
  build: 'its build',
  label: 'its label',
  madeWith: 'the program that made it',
  madeOn: 'the day on which it was made',
} satisfies Record<IdentityField, string>;

export const identitySource = {
  'wim-xml': 'the description of the system inside',
  'ei.cfg': 'the file ei.cfg',
  'setup-marker': 'a marker file',
  'cversion.ini': 'the file cversion.ini',
  'lang.ini': 'the file lang.ini',
  '.disk/info': 'the file .disk/info',
  '.treeinfo': 'the file .treeinfo',
  '.discinfo': 'the file .discinfo',
  'os-release': 'the file in which the system names itself',
  'file-name': 'the name of a file',
  label: 'the label',
  publisher: 'the publisher’s name',
  preparer: 'the preparer’s name',
  application: 'the name of the program that made it',
  'volume-date': 'the date of the volume',
} satisfies Record<IdentitySource, string>;
