/** What was noticed in UDF volumes, in English. */
import type { Finding, FindingCode } from '../../../core/finding.ts';
import { quote } from '../quote.ts';
import { detail } from './detail.ts';

type UdfFindingCode = Extract<FindingCode, `udf-${string}`>;

const named = (finding: Finding): string => quote(detail(finding, 'name'));

const SEQUENCES: ReadonlyMap<string, string> = new Map([
  ['main', 'first'],
  ['reserve', 'second'],
]);

const DESCRIPTORS: ReadonlyMap<string, string> = new Map([
  ['logical', 'the volume'],
  ['partition', 'its partition'],
]);

const COPIES: ReadonlyMap<string, string> = new Map([
  ['file', 'first'],
  ['mirror', 'second'],
]);

export const udfFinding = {
  'udf-anchor-missing': (f) =>
    `The starting point in sector ${detail(f, 'sector')}, from which a UDF disc is read, is damaged. Another one was used; the file is damaged there.`,
  'udf-end-missing': () =>
    'The mark at the end of the UDF disc was not found. The end of the file is probably missing.',
  'udf-sequence-damaged': (f) =>
    `The ${SEQUENCES.get(detail(f, 'sequence')) ?? 'other'} of the two descriptions of the UDF volume is damaged here, or missing.`,
  'udf-sequences-disagree': (f) =>
    `The two descriptions of the UDF volume differ in what they say of ${DESCRIPTORS.get(detail(f, 'descriptor')) ?? 'it'}. The first was believed; the file may be damaged or altered.`,
  'udf-block-size': (f) =>
    `The size of a block is recorded as ${detail(f, 'value')} bytes, which no UDF disc has. Its files cannot be listed.`,
  'udf-maps-damaged': () =>
    'The UDF volume’s table of partitions is damaged. Some files may not be found.',
  'udf-map-unknown': (f) =>
    `The UDF volume uses a kind of partition that this program does not read: ${quote(detail(f, 'identifier'))}.`,
  'udf-partition-missing': (f) =>
    `The UDF volume uses partition ${detail(f, 'number')}, which is not described. The file may be damaged.`,
  'udf-sparing-missing': () =>
    'The UDF table of replaced sectors is missing. Some files may be read from the wrong place.',
  'udf-virtual-missing': () =>
    'The UDF table at the end of the disc, which says where its files are, is missing. The end of the file is probably missing.',
  'udf-metadata-damaged': (f) =>
    `The ${COPIES.get(detail(f, 'copy')) ?? 'other'} of the two copies of the UDF directories is damaged. The file is damaged there.`,
  'udf-mirror-used': () =>
    'A part of the UDF directories is damaged. It was read from its second copy.',
  'udf-file-set-missing': () =>
    'Nothing leads to the files of the UDF disc. The file is damaged there, or part of it is missing.',
  'udf-no-files': () => 'The files of the UDF disc cannot be listed.',
  'udf-too-much-work': () =>
    'The parts of the UDF volume refer to one another far too often. The rest was not listed.',
  'udf-integrity-missing': () =>
    'The UDF volume’s own record of whether it was finished is missing or damaged.',
  'udf-not-closed': () =>
    'The UDF volume says that its writing was not finished. It may have been changed after it was made.',
  'udf-tag-location': (f) =>
    `A part of the UDF directories was written for block ${detail(f, 'recorded')} and stands in block ${detail(f, 'expected')}. The image may have been put together wrongly.`,
  'udf-entry-chain': () =>
    'A file’s description leads to itself or on and on. What was found first was used.',
  'udf-entry-damaged': (f) =>
    `Of ${named(f)} only the name can be read. The file is damaged there, or part of it is missing.`,
  'udf-extents-damaged': (f) =>
    `The list of the places of ${named(f)} breaks off. Only its beginning was located.`,
  'udf-size-disagrees': (f) =>
    `The size that is recorded for ${named(f)} does not fit its content: ${detail(f, 'located')} bytes were located.`,
} satisfies Record<UdfFindingCode, (finding: Finding) => string>;
