import { describe, expect, test } from 'vitest';
import { BoundedSource } from '../../../../src/core/bytes/bounded-source.ts';
import { Findings } from '../../../../src/core/bytes/findings.ts';
import type { FindingCode } from '../../../../src/core/finding.ts';
import { MAX_DEPTH, MAX_ENTRIES } from '../../../../src/core/image/iso9660/iso-tree.ts';
import { readIsoVolume } from '../../../../src/core/image/iso9660/volume.ts';
import { memorySource } from '../../../support/file-source.ts';
import { HOSTILE_VOLUMES } from '../../../support/hostile-images.ts';
import { walkTree } from '../../../support/walk-tree.ts';

/** Lists every tree of the volume to its end. */
async function listAll(image: Uint8Array) {
  const source = new BoundedSource(memorySource(image));
  const findings = new Findings();
  const volume = await readIsoVolume(source);
  findings.addAll(volume?.findings ?? []);
  let entries = 0;
  for (const { tree } of volume?.trees ?? []) {
    const walk = await walkTree(tree);
    findings.addAll(walk.findings);
    entries += walk.entries.length;
  }
  const codes = new Set(findings.finish().map(({ code }) => code));
  return { codes: [...codes].sort(), entries, bytesRead: source.bytesRead };
}

/** What is told of each; nothing of lengths that are not needed for listing. */
const TOLD: Readonly<Record<string, readonly FindingCode[]>> = {
  'a directory that contains itself': ['directory-listed-before'],
  '30 levels that list the next one twice': ['directory-listed-before'],
  '3,000 levels': ['directory-too-deep'],
  'directories that overlap': ['directory-cut', 'directory-listed-before', 'too-many-entries'],
  'a file at 2^43 of 4 GiB': ['extent-beyond-end'],
  'a file longer than the image': ['extent-beyond-end'],
  'a record of length 1': ['damaged-record'],
  'a record of length 33': ['damaged-record'],
  'a name longer than its record': ['damaged-record'],
  'a file without a name': ['damaged-record'],
  'names of other places': ['deceptive-name'],
  'a file of 40 sections without a last one': ['extent-beyond-end', 'unfinished-file'],
  'a directory without an extent': ['directory-missing'],
  'a directory in the middle of a file': ['damaged-record', 'directory-missing'],
  'a root directory of 4 GiB': ['damaged-record', 'directory-cut', 'directory-too-long'],
  'a root directory behind the end': ['directory-cut', 'directory-missing'],
  'a root directory of nothing': ['directory-missing'],
  'a path table of 4 GiB': [],
  '2^32 - 1 blocks': [],
  'no blocks': [],
  'blocks of 0 bytes': ['impossible-block-size'],
  'blocks of 1 bytes': ['impossible-block-size'],
  'blocks of 3 bytes': ['impossible-block-size'],
  'blocks of 32768 bytes': ['impossible-block-size'],
  '1,500 descriptors and no end': ['damaged-record', 'directory-missing', 'too-many-descriptors'],
  'a descriptor of nothing but FF': ['damaged-record', 'impossible-block-size', 'impossible-date'],
  'a continuation that continues in itself': ['damaged-continuation'],
  'a name that never ends': ['damaged-continuation'],
  'a continuation behind the end': ['damaged-continuation'],
  'a continuation across the end of its block': ['damaged-continuation'],
  'a System Use entry of length 0': ['damaged-system-use'],
  'a child link to the root': ['directory-listed-before'],
  'a child link behind the end': ['directory-missing'],
  'continuations in a circle of 32 blocks': ['damaged-continuation', 'too-much-system-use'],
  'a link of components without an end': [],
};

describe('a volume with', () => {
  test.each(HOSTILE_VOLUMES)('%s is listed to an end, and told', async (name, builder) => {
    const image = builder.build();
    const before = process.cpuUsage();
    const { codes, entries, bytesRead } = await listAll(image);
    const { user } = process.cpuUsage(before);
    expect(codes).toEqual(TOLD[name]);
    expect(entries).toBeLessThanOrEqual(MAX_ENTRIES);
    expect(bytesRead).toBeLessThan(64 << 20);
    expect(user).toBeLessThan(3_000_000); // microseconds; a second on an idle machine
  });

  test('3,000 levels is listed as deep as the limit', async () => {
    const [, builder] = HOSTILE_VOLUMES.find(([name]) => name === '3,000 levels') ?? [];
    const { entries } = await listAll(builder?.build() ?? new Uint8Array(0));
    expect(entries).toBe(MAX_DEPTH + 1);
  });
});
