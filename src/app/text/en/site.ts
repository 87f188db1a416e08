/** Site catalogues in English: making one, looking at one, using it. */
import type { SiteDifference, SiteOrder } from '../../../core/site-catalogue/compare.ts';
import type { SiteObstacle } from '../../../core/site-catalogue/draft.ts';
import { MAX_SITE_BYTES, MAX_SITE_ENTRIES } from '../../../core/site-catalogue/site-catalogue.ts';
import { formatCount, formatSize } from '../../format/number.ts';
import { quote } from '../quote.ts';
import { counted } from './words.ts';

const entries = (count: number): string => counted(count, 'entry', 'entries');
const LIMIT = formatSize(MAX_SITE_BYTES);
const numbered = (version: number): string => `version ${formatCount(version)}`;

/** A catalogue that was dropped. */
export const offer = {
  /** "22 November 2026" */
  about: (name: string, version: number, date: string) =>
    `It is called ${quote(name)}, ${numbered(version)}, saved on ${date} by the clock of the machine that made it.`,
  accepted: 'You accepted it: it vouches for the images that it lists.',
  notKept: 'It counts until this page is closed; drop it again at the next visit.',
  kept: 'This browser keeps it for the next visit.',
  /** Why it can only be compared. */
  compared: {
    framed: 'It can only be compared, not accepted: for that it must be a file by itself.',
    'too-long': `It can only be compared, not accepted: its file is longer than ${LIMIT}. Was it written anew by another program? Get the file that was saved.`,
    foreign:
      'It can only be compared, not accepted: it is not in UTF-8, so another program wrote it anew. Get the file that was saved.',
  },
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
  exchanged: (count: number) =>
    `Take care: ${entries(count)} of those changed now ${count === 1 ? 'stands' : 'stand'} for another file.`,
  /** `who`: made by `signer`. */
  lostSigner: (who: string) =>
    `Take care: the version in use is signed by ${who}, and this one is not. Ask for its signature before you accept it.`,
  namesake:
    'Take care: another catalogue of this name is in use, and this is no version of it. Both would be in use.',
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
  between: '; ',
  called: (fileName: string) => `was called ${quote(fileName)}`,
  differs: {
    file: 'now stands for another file',
    digests: 'other digests of the same file',
    said: 'title, asset number or notes',
    origin: 'when it was added, or with which verdict',
  } satisfies Record<Exclude<SiteDifference, 'name'>, string>,
};

/** On the card of an image. */
export const add = {
  more: 'Add to your catalogue',
  explain:
    'A catalogue of your own lists the images that you call good. Saved, signed and carried elsewhere, it recognises them there.',
  /** Which catalogue the entry goes to, if there is one. */
  to: (name: string) => `The image is added to ${quote(name)}.`,
  title: 'Title',
  asset: 'Asset number',
  notes: 'Notes',
  action: 'Add',
  replace: 'Replace the entry of this name',
  namesake:
    'Your catalogue has another file of this name. What you add takes its place; the change is shown before you save.',
  present: 'This image is in your catalogue.',
  doubtful:
    'This image is in your catalogue, although the verdict does not speak for it. Find out why before you save the catalogue; else remove the entry.',
  twin: 'Your catalogue has another file with one of these digests: somebody may have made one of the two to be taken for the other. It cannot be added. Find out which of them is right.',
  full: `Your catalogue has no more room: it may have ${formatCount(MAX_SITE_ENTRIES)} entries, and ${LIMIT} as a file. Remove entries, or save it and begin another one.`,
};

/** The catalogue that is being made. */
export const own = {
  heading: 'Your catalogue',
  /** What it is called before a person names it. */
  firstName: 'Site catalogue',
  name: 'Name',
  unsaved: (version: number, added: number, changed: number, removed: number) =>
    `Not saved yet: ${numbered(version)} adds ${entries(added)}, changes ${formatCount(changed)} and removes ${formatCount(removed)}. Save it before you close this page.`,
  saved: (version: number, count: number) =>
    `Version ${formatCount(version)} with ${entries(count)}.`,
  /** While nothing is known but this page. */
  onlyCopy: 'This page keeps no copy: the file that you saved is all there is of this version.',
  /** Why it cannot be saved. */
  obstacle: {
    empty: 'It has no entries. A catalogue without any cannot be saved.',
    'too-many': `It has more than ${formatCount(MAX_SITE_ENTRIES)} entries and cannot be saved: nobody could read it again. Remove some.`,
    'too-long': `As a file it would be longer than ${LIMIT} and cannot be saved: nobody could read it again. Remove entries.`,
    'last-version':
      'It has the highest version number that there is, so no change of it can be saved. Begin another catalogue.',
  } satisfies Record<SiteObstacle, string>,
  discard: 'Discard changes',
  lose: (added: number, changed: number, removed: number) =>
    `What is in no file yet is lost: ${entries(added)} added, ${formatCount(changed)} changed, ${formatCount(removed)} removed. This cannot be undone.`,
  loseNow: 'Discard them',
  another: 'Begin another catalogue',
  remove: 'Remove',
  removeNamed: (fileName: string) => `Remove ${quote(fileName)} from your catalogue`,
  save: 'Save as file',
  sign: 'Sign the file, so that it can be trusted elsewhere. This program holds no secret keys: use one of these where your key is, then carry both files.',
  copy: 'Copy',
  copyNamed: (tool: string) => `Copy the command for ${tool}`,
  copied: 'Copied',
  selected: 'Selected',
};
