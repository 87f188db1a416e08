import { describe, expect, test } from 'vitest';
import { ALGORITHMS } from '../../../src/core/digest/algorithm.ts';
import { composeStages, MIN_CHAIN_BYTES } from '../../../src/engine/shared/stages.ts';

const large = 5e9;
const all = ALGORITHMS.map(({ id }) => id);

describe('stages', () => {
  test('of the default plan are one for each digest on two cores', () => {
    expect(composeStages(['sha256', 'sha1'], { cores: 2, size: large })).toEqual([
      ['sha256'],
      ['sha1'],
    ]);
  });

  test('of four digests on two cores are as even as their costs allow', () => {
    const stages = composeStages(['sha256', 'sha1', 'md5', 'crc32'], { cores: 2, size: large });
    expect(stages).toEqual([
      ['sha256', 'crc32'],
      ['sha1', 'md5'],
    ]);
  });

  test('are no more than needed for the slowest', () => {
    const stages = composeStages(['sha256', 'crc32', 'sha1'], { cores: 16, size: large });
    expect(stages).toEqual([['sha256'], ['sha1', 'crc32']]);
  });

  test('are none on one core', () => {
    expect(composeStages(all, { cores: 1, size: large })).toEqual([]);
  });

  test('are none for a small file, and some from a certain size on', () => {
    const plan = ['sha256', 'sha1'] as const;
    expect(composeStages(plan, { cores: 2, size: MIN_CHAIN_BYTES - 1 })).toEqual([]);
    expect(composeStages(plan, { cores: 2, size: MIN_CHAIN_BYTES })).toHaveLength(2);
  });

  test.each([2, 3, 4, 8, 14, 64])('on %i cores hold every algorithm once', (cores) => {
    const stages = composeStages(all, { cores, size: large });
    expect(stages.flat().sort()).toEqual([...all].sort());
    expect(stages.length).toBeLessThanOrEqual(cores);
  });

  test('of one digest are one, which a reader feeds', () => {
    expect(composeStages(['sha256'], { cores: 8, size: large })).toEqual([['sha256']]);
  });
});
