/** Site catalogues in English: making one, looking at one, using it. */
import type { SiteOrder } from '../../../core/site-catalogue/compare.ts';
import { formatCount } from '../../format/number.ts';
import { quote } from '../quote.ts';
import { counted } from './words.ts';

const entries = (count: number): string => counted(count, 'entry', 'entries');
const numbered = (version: number): string => `version ${formatCount(version)}`;

/** A catalogue that was dropped. */
export const offer = {
  /** "22 November 2026" */
  about: (name: string, version: number, date: string) =>
    `It is called ${quote(name)}, ${numbered(version)}, saved on ${date} by the clock of the machine that made it.`,
  accepted: 'You accepted it: it vouches for the images that it lists.',
  notKept: 'It counts until this page is closed; drop it again at the next visit.',
  kept: 'This browser keeps it for the next visit.',
  unsound: 'It can only be compared, not accepted: for that it must be a file by itself.',
  refused: 'It cannot be accepted with a wrong signature, or one of a withdrawn key.',
  before:
    'Until you accept it, it is as trustworthy as where it came from. Accept it if you know who made it.',
  order: {
    new: () => '',
    newer: (used) => `It is newer than ${used}, which is in use and which it would replace.`,
    same: (used) => `It is the same as ${used}, which is in use already.`,
    twin: (used) =>
      `It has the same number as ${used}, which is in use, and says something else: one of them was not made from the other. Ask who makes this catalogue which one is right.`,
    older: (used) =>
      `It is older than ${used}, which is in use. What was corrected since then would be undone.`,
  } satisfies Record<SiteOrder, (used: string) => string>,
  numbered,
  effect: (added: number, changed: number, removed: number) =>
    `Accepting it adds ${entries(added)}, changes ${formatCount(changed)} and removes ${formatCount(removed)}.`,
  show: 'Show what it adds, changes and removes',
  hide: 'Hide what it adds, changes and removes',
  accept: {
    new: 'Use this catalogue',
    newer: 'Use this catalogue',
    same: 'Use this catalogue',
    twin: 'Use this one instead',
    older: 'Use this older version',
  } satisfies Record<SiteOrder, string>,
  edit: 'Edit',
  forget: 'Forget',
  forgetNamed: (reference: string) => `Forget the catalogue ${reference}`,
};

export const changes = {
  added: 'Added',
  changed: 'Changed',
  removed: 'Removed',
  more: (count: number) => `and ${formatCount(count)} more`,
};

/** On the card of an image. */
export const add = {
  more: 'Add to your catalogue',
  explain:
    'A catalogue of your own lists the images that you call good. Saved, signed and carried elsewhere, it recognises them there.',
  title: 'Title',
  asset: 'Asset number',
  notes: 'Notes',
  action: 'Add',
  replace: 'Replace the entry of this name',
  namesake:
    'Your catalogue has another file of this name. What you add takes its place; the change is shown before you save.',
  present: 'This image is in your catalogue.',
  full: 'Your catalogue has no more room. Remove entries, or begin another one on a page of its own.',
};

/** The catalogue that is being made. */
export const own = {
  heading: 'Your catalogue',
  name: 'Name',
  unsaved: (version: number, added: number, changed: number, removed: number) =>
    `Not saved yet: ${numbered(version)} adds ${entries(added)}, changes ${formatCount(changed)} and removes ${formatCount(removed)}. Save it before you close this page.`,
  saved: (version: number, count: number) =>
    `Version ${formatCount(version)} with ${entries(count)}.`,
  empty: 'It has no entries. A catalogue without any cannot be saved.',
  remove: 'Remove',
  removeNamed: (fileName: string) => `Remove ${quote(fileName)} from your catalogue`,
  save: 'Save as file',
  sign: 'Sign the file, so that it can be trusted elsewhere. This program holds no secret keys: use one of these where your key is, then carry both files.',
  copy: 'Copy',
  copyNamed: (tool: string) => `Copy the command for ${tool}`,
  copied: 'Copied',
  selected: 'Selected',
};
