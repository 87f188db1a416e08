/** What was noticed inside an image, in English. Texts out of the image are quoted. */
import type { Finding } from '../../../core/finding.ts';
import { quote } from '../quote.ts';
import { detail } from './detail.ts';
import { part as identityPart, source as identitySource } from './identity.ts';

type Words = (finding: Finding) => string;

const named = (finding: Finding, key = 'name'): string => quote(detail(finding, key));

const hex = (finding: Finding, key: string): string =>
  Number(finding.detail?.[key] ?? 0)
    .toString(16)
    .padStart(8, '0');

const tree = {
  'unreadable-part': () =>
    'The drive did not give all parts that were looked at. What it says it is may lack something.',
  'directory-cut': (f) =>
    `The folder ${named(f)} goes on behind the end of the file. Part of the file is probably missing.`,
  'directory-missing': (f) =>
    `Where the folder ${named(f)} should begin, there is no folder. The file is damaged there, or part of it is missing.`,
  'directory-listed-before': (f) =>
    `The folder ${named(f)} is a folder that is listed elsewhere already. It was not listed again.`,
  'directory-too-deep': (f) =>
    `The folder ${named(f)} lies more than ${detail(f, 'limit')} levels deep. It was not read.`,
  'directory-too-long': (f) =>
    `The folder ${named(f)} is recorded as longer than ${detail(f, 'limit')} bytes. What comes after was not read.`,
  'too-many-entries': (f) =>
    `It holds more than ${detail(f, 'limit')} files and folders. The rest was not listed.`,
  'too-much-structure': (f) =>
    `Its folders take more than ${detail(f, 'limit')} bytes. The rest was not read.`,
  'extent-beyond-end': (f) =>
    `The content of ${named(f)} lies, wholly or in part, behind the end of the file. Part of the file is probably missing.`,
  'too-many-extents': (f) =>
    `${named(f)} is recorded in more than ${detail(f, 'limit')} pieces. The rest was not located.`,
  'deceptive-name': (f) =>
    `A name is recorded as ${named(f)}, which no file or folder can have. Another program may put it somewhere unexpected.`,
  'impossible-date': (f) =>
    `The date in the field ${quote(detail(f, 'field'))} cannot be: ${quote(detail(f, 'text'))}.`,
} satisfies Partial<Record<Finding['code'], Words>>;

const iso9660 = {
  'both-byte-mismatch': (f) =>
    `The field ${quote(detail(f, 'field'))} is recorded twice, with different values: ${detail(f, 'le')} and ${detail(f, 'be')}. Discs are not made so; the file may be damaged.`,
  'descriptor-cut': () =>
    'The file ends within the description of its own volume. Nearly all of it is missing.',
  'primary-descriptor-missing': () =>
    'The main description of the volume is missing. The file is damaged there, or was never a complete disc.',
  'terminator-missing': () =>
    'The descriptions of the volume break off without their end mark. The file may be damaged there.',
  'too-many-descriptors': (f) =>
    `It has more than ${detail(f, 'limit')} volume descriptions. The rest was not read.`,
  'impossible-block-size': (f) =>
    `The size of a block is recorded as ${detail(f, 'value')} bytes, which no disc has. It was read with blocks of 2,048 bytes.`,
  'damaged-record': () =>
    'An entry of a folder is damaged. Entries that come after it may be missing from the list.',
  'unfinished-file': (f) =>
    `${named(f)} is recorded in several pieces, and the last one is missing.`,
  'interleaved-file': (f) =>
    `The content of ${named(f)} alternates with that of other files. This program does not locate such content.`,
  'damaged-system-use': () =>
    'The additional data of an entry (Rock Ridge) are damaged. Its name or date may be wrong.',
  'damaged-continuation': () =>
    'The additional data of an entry (Rock Ridge) go on at an impossible place. Its name or date may be wrong.',
  'too-much-system-use': (f) =>
    `The additional data of its entries (Rock Ridge) take more than ${detail(f, 'limit')} bytes. The rest was not read; names may be wrong.`,
  'overlong-name': (f) =>
    `A name or a link is longer than ${detail(f, 'limit')} bytes. It was cut.`,
} satisfies Partial<Record<Finding['code'], Words>>;

const boot = {
  'boot-catalog-missing': () =>
    'It is recorded as bootable, but its boot catalog is missing. The file is damaged there, or part of it is missing.',
  'boot-catalog-checksum': () =>
    'The check value of its boot catalog does not fit. The file may be damaged there, and may not start a computer.',
  'boot-catalog-damaged': () =>
    'An entry of its boot catalog is damaged. What comes after it was not read.',
  'boot-catalog-too-long': (f) =>
    `Its boot catalog has more than ${detail(f, 'limit')} entries. The rest was not read.`,
  'boot-image-beyond-end': (f) =>
    `Boot program ${detail(f, 'number')} lies, wholly or in part, behind the end of the file. Part of the file is probably missing.`,
  'boot-image-size-unknown': (f) =>
    `How long boot program ${detail(f, 'number')} is, is not recorded.`,
  'boot-info-mismatch': (f) =>
    `Boot program ${detail(f, 'number')} carries a check value of itself, ${hex(f, 'recorded')}, but comes to ${hex(f, 'computed')}. It was changed after the image was made, or is damaged.`,
} satisfies Partial<Record<Finding['code'], Words>>;

const part = (finding: Finding): string => {
  const parts = new Map([
    ['primary', 'the partition table (GPT)'],
    ['backup', 'the second copy of the partition table (GPT)'],
    ['primary-entries', 'the list of partitions (GPT)'],
    ['backup-entries', 'the second copy of the list of partitions (GPT)'],
  ]);
  return parts.get(detail(finding, 'part')) ?? 'the partition table (GPT)';
};

const systemArea = {
  'gpt-checksum': (f) =>
    `The check value of ${part(f)} does not fit: ${hex(f, 'recorded')} is recorded, ${hex(f, 'computed')} was computed. The file may be damaged there.`,
  'gpt-malformed': (f) =>
    `A field of ${part(f)} cannot be: ${quote(detail(f, 'field'))}. It was not used.`,
  'gpt-backup-missing': (f) =>
    `The second copy of the partition table (GPT) is not at byte ${detail(f, 'place')}, where the first says. Part of the file may be missing, or it may be longer than it was made.`,
  'gpt-headers-disagree': (f) =>
    `The two copies of the partition table (GPT) disagree in the field ${quote(detail(f, 'field'))}.`,
  'apm-malformed': () => 'The Apple partition map is damaged. The rest of it was not read.',
  'extended-partition-damaged': () =>
    'The chain of logical partitions breaks off or runs in a circle. The rest was not read.',
  'too-many-partitions': (f) =>
    `It has more than ${detail(f, 'limit')} partitions. The rest was not read.`,
  'partition-beyond-end': (f) =>
    `Partition ${detail(f, 'number')} (${detail(f, 'scheme').toUpperCase()}) ends behind the end of the file. Part of the file may be missing.`,
} satisfies Partial<Record<Finding['code'], Words>>;

const implanted = {
  'implanted-text-malformed': (f) =>
    `A part of the image’s own MD5 check (isomd5sum) cannot be read: ${quote(detail(f, 'field'))} is ${quote(detail(f, 'text'))}.`,
  'implanted-text-incomplete': (f) =>
    `The image’s own MD5 check (isomd5sum) lacks the part ${quote(detail(f, 'field'))}.`,
} satisfies Partial<Record<Finding['code'], Words>>;

const SOURCES: ReadonlyMap<string, string> = new Map(Object.entries(identitySource));
const FIELDS: ReadonlyMap<string, string> = new Map(Object.entries(identityPart));

const source = (finding: Finding, key: string): string =>
  SOURCES.get(detail(finding, key)) ?? 'a file';

const identity = {
  'identity-disagrees': (f) =>
    `It contradicts itself about ${FIELDS.get(detail(f, 'field')) ?? 'itself'}: ${source(f, 'source')} says ${named(f, 'said')}, ${source(f, 'otherSource')} says ${named(f, 'other')}. It may have been put together from several images, or altered.`,
} satisfies Partial<Record<Finding['code'], Words>>;

export const imageFinding = {
  ...tree,
  ...iso9660,
  ...boot,
  ...systemArea,
  ...implanted,
  ...identity,
};
