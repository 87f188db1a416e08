/** What an inspection of an image costs that was made to cost much: bytes and reads, not time. */
import { describe, expect, test } from 'vitest';
import { mapStructures } from '../../../src/core/image/map-structures.ts';
import { MAX_INSPECTION_BYTES } from '../../../src/core/image/read-image.ts';
import { MAX_FINDINGS_PER_KIND } from '../../../src/core/bytes/findings.ts';
import { inspectImage } from '../../../src/core/inspection/inspect-image.ts';
import { HOSTILE_IMAGES } from '../../support/hostile-inspections.ts';
import { recordingSource } from '../../support/recording-source.ts';

/** A read of a file costs a browser some 0.1 ms: as many take a second. */
const MAX_READS = 10_000;

/** Cut in the middle too: then the whole tree is gone through for what is missing. */
const SHARES = [1, 0.6];

async function inspect(image: Uint8Array) {
  const { reads, ...source } = recordingSource(image);
  const facts = await inspectImage({ name: 'x.iso', ...source });
  const bytes = reads.reduce((sum, { start, length }) => {
    return sum + Math.max(0, Math.min(length, image.length - start));
  }, 0);
  return { facts, bytes, reads: reads.length };
}

describe('an image with', () => {
  test.each(HOSTILE_IMAGES)('%s is inspected within its limits', async (_, make) => {
    const whole = make();
    for (const share of SHARES) {
      const before = process.cpuUsage();
      const { facts, bytes, reads } = await inspect(whole.subarray(0, whole.length * share));
      const { user } = process.cpuUsage(before);
      expect(bytes).toBeLessThanOrEqual(MAX_INSPECTION_BYTES);
      expect(reads).toBeLessThan(MAX_READS);
      expect(facts.findings.length).toBeLessThan(20 * MAX_FINDINGS_PER_KIND);
      expect(user).toBeLessThan(4_000_000); // microseconds; less than one on an idle machine
    }
  });

  test.each(HOSTILE_IMAGES)('%s is mapped to an end', async (_, make) => {
    const { structures } = await mapStructures(recordingSource(make()));
    expect(structures.every(({ start, end }) => start < end)).toBe(true);
  });
});
