import { describe, expect, test } from 'vitest';
import {
  collectSizeClaims,
  judgeEnd,
  MAX_CYLINDER_BYTES,
  type SizeEvidence,
} from '../../../src/core/image/size-claims.ts';
import type { Partition } from '../../../src/core/image/system-area/partition.ts';

const MIB = 1 << 20;

const partition = (offset: number, end: number, type = '17', scheme: Partition['scheme'] = 'mbr') =>
  ({ scheme, number: 1, offset, length: end - offset, type }) as const;
const tables = (...partitions: readonly Partition[]) => ({ systemArea: { partitions } });
const gptAt = (claimedSize: number) => ({
  systemArea: {
    partitions: [],
    gpt: { blockBytes: 512, diskGuid: '', partitions: [], claimedSize, findings: [] },
  },
});
const boot = (offset: number, length: number) => ({ bootEntries: [{ image: { offset, length } }] });

/** A file of 10 MiB, what its structures say, and what follows. */
const ROWS: readonly (readonly [string, Partial<SizeEvidence>, string])[] = [
  ['nothing said', {}, 'unknown'],
  ['a volume of its size', { volumeBytes: 10 * MIB }, 'exact iso9660 10'],
  ['a longer volume', { volumeBytes: 12 * MIB }, 'short iso9660 12'],
  ['a shorter volume', { volumeBytes: 8 * MIB }, 'long iso9660 8'],
  ['a volume of no size', { volumeBytes: 0 }, 'unknown'],
  [
    'UDF that ends with ISO 9660',
    { volumeBytes: 10 * MIB, udf: { neededSize: 9 * MIB, provenSize: 10 * MIB } },
    'exact iso9660 10',
  ],
  [
    'UDF that goes on behind ISO 9660',
    { volumeBytes: 8 * MIB, udf: { neededSize: 12 * MIB, provenSize: undefined } },
    'short udf 12',
  ],
  [
    'UDF whose last anchor stands before the end',
    { udf: { neededSize: 8 * MIB, provenSize: 9 * MIB } },
    'long udf-end 9',
  ],
  [
    'UDF that needs less, and whose end was not found',
    { udf: { neededSize: 8 * MIB, provenSize: undefined }, filesEnd: 7 * MIB },
    'unknown',
  ],
  [
    'UDF that needs all of it, and whose end was not found',
    { udf: { neededSize: 10 * MIB, provenSize: undefined } },
    'exact udf 10',
  ],
  ['a second GPT header at its end', { volumeBytes: 8 * MIB, ...gptAt(10 * MIB) }, 'exact gpt 10'],
  [
    'a second GPT header behind its end',
    { volumeBytes: 8 * MIB, ...gptAt(11 * MIB) },
    'short gpt 11',
  ],
  [
    'a partition around the volume, up to its end',
    { volumeBytes: 8 * MIB, ...tables(partition(0, 10 * MIB)) },
    'exact partition 10',
  ],
  [
    'a partition around the volume, rounded up by a cylinder',
    { volumeBytes: 10 * MIB, ...tables(partition(0, 10 * MIB + MAX_CYLINDER_BYTES)) },
    'exact iso9660 10',
  ],
  [
    'a partition around the volume, a sector longer than that',
    { volumeBytes: 10 * MIB, ...tables(partition(0, 10 * MIB + MAX_CYLINDER_BYTES + 512)) },
    'short partition 18',
  ],
  [
    'a partition around a volume that is cut itself',
    { volumeBytes: 12 * MIB, ...tables(partition(0, 13 * MIB)) },
    'short partition 13',
  ],
  [
    'a partition behind the volume, cut',
    { volumeBytes: 8 * MIB, ...tables(partition(8 * MIB, 11 * MIB, 'ef')) },
    'short partition 11',
  ],
  ['a cut disk without a volume', tables(partition(MIB, 11 * MIB, '83')), 'short partition 11'],
  [
    'a partition that guards a GPT',
    { volumeBytes: 10 * MIB, ...tables(partition(512, 2 ** 41, 'ee')) },
    'exact iso9660 10',
  ],
  [
    'an Apple partition behind its end',
    { volumeBytes: 10 * MIB, ...tables(partition(0, 99 * MIB, 'Apple_HFS', 'apm')) },
    'exact iso9660 10',
  ],
  [
    'a boot image behind the volume',
    { volumeBytes: 8 * MIB, ...boot(8 * MIB, 2 * MIB) },
    'exact boot-image 10',
  ],
  [
    'a boot image that ends behind the file',
    { volumeBytes: 10 * MIB, ...boot(9 * MIB, 2 * MIB) },
    'exact iso9660 10',
  ],
  ['files alone', { filesEnd: 11 * MIB }, 'short files 11'],
  ['files behind a volume', { volumeBytes: 10 * MIB, filesEnd: 99 * MIB }, 'exact iso9660 10'],
  ['files beside a boot image', { filesEnd: 10 * MIB, ...boot(0, MIB) }, 'exact files 10'],
  ['tables of a WIM file behind its end', { wimBytes: 11 * MIB }, 'short wim 11'],
];

describe('a file of 10 MiB with', () => {
  test.each(ROWS)('%s', (_what, evidence, expected) => {
    const size = 10 * MIB;
    const end = judgeEnd(size, collectSizeClaims({ size, ...evidence }));
    const words =
      end.kind === 'unknown'
        ? end.kind
        : `${end.kind} ${end.by} ${String(Math.round(end.expected / MIB))}`;
    expect(words).toBe(expected);
  });
});

test('who says what is told once each, in one order', () => {
  const claims = collectSizeClaims({
    size: 100,
    wimBytes: 1,
    volumeBytes: 2,
    udf: { neededSize: 3, provenSize: 4 },
    ...gptAt(5),
    ...boot(0, 6),
    filesEnd: 7,
  });
  expect(claims.map(({ by, bytes }) => [by, bytes])).toEqual([
    ['iso9660', 2],
    ['udf', 3],
    ['udf-end', 4],
    ['gpt', 5],
    ['boot-image', 6],
    ['files', 7],
    ['wim', 1],
  ]);
});
