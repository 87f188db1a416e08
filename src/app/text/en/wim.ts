/** What was noticed in WIM files, in English. */
import type { Finding, FindingCode } from '../../../core/finding.ts';
import { quote } from '../quote.ts';
import { detail } from './detail.ts';
import { counted } from './words.ts';

type WimFindingCode = Extract<FindingCode, `wim-${string}`>;

const RESOURCES: ReadonlyMap<string, string> = new Map([
  ['lookup', 'table of contents'],
  ['xml', 'description'],
  ['bootMetadata', 'boot image’s directory'],
  ['integrity', 'integrity table'],
]);

const pieces = ({ detail: values }: Finding): string => {
  const count = values?.['count'];
  return counted(typeof count === 'number' ? count : 0, 'piece', 'pieces');
};

export const wimFinding = {
  'wim-header-damaged': (f) =>
    `The WIM header’s field ${quote(detail(f, 'field'))} holds ${detail(f, 'value')}, which cannot be. The file may be damaged.`,
  'wim-unfinished': () =>
    'The WIM file says that its writer never finished it. Get it again from its source.',
  'wim-end-missing': () =>
    'The end of the WIM file, where its header is repeated, is missing. The file was probably cut.',
  'wim-beyond-end': (f) =>
    `The WIM file’s ${RESOURCES.get(detail(f, 'resource')) ?? 'table'} lies behind the end of the file. The file was probably cut.`,
  'wim-data-beyond-end': (f) =>
    `${pieces(f)} of the WIM file’s data should lie behind the end of the file. It was probably cut.`,
  'wim-xml-missing': () => 'The WIM file has no description of its images.',
  'wim-xml-unreadable': () =>
    'The WIM file’s description of its images is not the text that it should be. The file may be damaged.',
  'wim-xml-too-long': (f) =>
    `The WIM file’s description of its images is longer than ${detail(f, 'limit')} bytes and was not read.`,
  'wim-image-number': (f) =>
    `The WIM file describes an image by the number ${quote(detail(f, 'text'))}, which is none or is taken. It was left out.`,
  'wim-too-many-images': (f) =>
    `The WIM file describes more than ${detail(f, 'limit')} images. The rest was left out.`,
  'wim-images-disagree': (f) =>
    `The WIM file’s header counts images to ${detail(f, 'header')}, its description to ${detail(f, 'xml')}. The file may have been altered.`,
  'wim-lookup-damaged': () =>
    'The WIM file’s table of contents is not made of whole rows. The file may be damaged.',
  'wim-lookup-too-long': (f) =>
    `The WIM file’s table of contents is longer than the ${detail(f, 'limit')} bytes that this program reads.`,
  'wim-integrity-damaged': (f) =>
    `The WIM file’s integrity table has ${detail(f, 'value')} as its ${quote(detail(f, 'field'))}, which does not fit the file. It was not used.`,
} satisfies Record<WimFindingCode, (finding: Finding) => string>;
