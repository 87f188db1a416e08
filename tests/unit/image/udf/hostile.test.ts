import { describe, expect, test } from 'vitest';
import { BoundedSource } from '../../../../src/core/bytes/bounded-source.ts';
import { readUdf } from '../../../../src/core/image/udf/read.ts';
import { MAX_ENTRIES } from '../../../../src/core/image/udf/tree.ts';
import { memorySource } from '../../../support/file-source.ts';
import { HOSTILE_UDF } from '../../../support/hostile-udf.ts';
import { walkTree } from '../../../support/walk-tree.ts';

/** Lists the tree to its end. */
async function listAll(image: Uint8Array) {
  const source = new BoundedSource(memorySource(image));
  const volume = await readUdf(source);
  const walk = volume?.tree && (await walkTree(volume.tree));
  const findings = [...(volume?.findings ?? []), ...(walk?.findings ?? [])];
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  return { codes, entries: walk?.entries.length ?? 0, bytesRead: source.bytesRead };
}

describe('a volume with', () => {
  test.each(HOSTILE_UDF)('%s is listed to an end, and told', async (_, make, codes) => {
    const image = make().bytes;
    const before = process.cpuUsage();
    const listed = await listAll(image);
    const { user } = process.cpuUsage(before);
    expect(listed.codes.join(' ')).toBe(codes);
    expect(listed.entries).toBeLessThanOrEqual(MAX_ENTRIES);
    expect(listed.bytesRead).toBeLessThan(64 << 20);
    expect(user).toBeLessThan(4_000_000); // microseconds; a second on an idle machine
  });
});
