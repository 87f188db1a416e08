import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CatalogueEntry } from '../../../src/core/catalogue/catalogue.ts';
import type { SizeConclusion } from '../../../src/core/image/size.ts';
import type { Image, PageReference, Pointing } from '../../../src/core/verdict/claims.ts';
import { planPrefixes } from '../../../src/core/verdict/plan-prefixes.ts';
import { factsOfSize } from '../../support/image-facts.ts';
import { claim, entry, fake, image, reference, stated } from '../../support/page-builder.ts';

const SIZE = 10_000;
const sized = (size: number): CatalogueEntry =>
  entry(`${size}.iso`, [['sha1', fake('sha1', 'b'), 'publisher']], { size });
const long = (parts: Partial<Image> = {}): Image =>
  image('x.iso', { size: SIZE, digests: {}, reading: 'pending', ...parts });
const plan = (
  one: Image,
  references: readonly PageReference[] = [],
  pointings: readonly Pointing[] = [],
) => planPrefixes({ image: one, images: [one], references, pointings });
const concluded = (conclusion: SizeConclusion): Image => long({ facts: factsOfSize(conclusion) });
const claimed = (path: string | undefined, size: number) => ({
  ...claim(path, stated(fake('sha256', 'b'), 'sha256')),
  size,
});

describe('the prefixes of an image', () => {
  test.each(['padded', 'oversize'] as const)('that is %s: what it should be', (kind) => {
    const one = concluded({ kind, by: 'gpt', expected: 9000, isSampled: false });
    expect(plan(one)).toEqual([9000]);
  });

  test('that says nothing of its length, or is whole, or is short: none', () => {
    const lost = { paths: [], files: 0, bootImages: 0, isPartial: false };
    expect([
      plan(concluded({ kind: 'unknown' })),
      plan(concluded({ kind: 'whole', by: 'udf', expected: SIZE })),
      plan(concluded({ kind: 'truncated', by: 'udf', expected: 12_000, lost })),
    ]).toEqual([[], [], []]);
  });

  test('are the lengths of entries of its name and of what it may be, if they are shorter', () => {
    const byName = [sized(9000), sized(SIZE), sized(SIZE + 1)];
    const matches = { byDigest: [], byName, candidates: [sized(8000), sized(SIZE)] };
    expect(plan(long({ matches }))).toEqual([8000, 9000]);
  });

  test('are the lengths that references state of it, by name or because the user said so', () => {
    const list = reference('SUMS', claimed('x.iso', 9000), claimed('y.iso', 8000));
    const pointing = { referenceId: 'SUMS', claim: 1, imageId: 'x.iso' };
    expect([plan(long(), [list]), plan(long(), [list], [pointing])]).toEqual([
      [9000],
      [8000, 9000],
    ]);
  });

  test('are four at most: of many candidates the longest, behind all that speaks of it', () => {
    const candidates = [100, 700, 300, 600, 500].map(sized);
    const matches = { byDigest: [], byName: [sized(50)], candidates };
    const list = reference('SUMS', claimed('x.iso', 60));
    expect(plan(long({ matches }), [list])).toEqual([50, 60, 600, 700]);
  });
});

test('whatever is claimed, prefixes are whole numbers of bytes within the file, each once', () => {
  const size = fc.oneof(fc.integer(), fc.double(), fc.nat({ max: 40 }));
  fc.assert(
    fc.property(fc.array(size), fc.array(size), fc.nat({ max: 40 }), (names, others, bytes) => {
      const matches = {
        ...{ byDigest: [], byName: names.map(sized), candidates: others.map(sized) },
      };
      const planned = plan(long({ size: bytes, matches }));
      const likely = [...new Set([...names, ...others])].filter(
        (one) => Number.isInteger(one) && one >= 1 && one < bytes,
      );
      expect(planned.every((one) => likely.includes(one))).toBe(true);
      expect(planned).toHaveLength(Math.min(4, likely.length));
      expect(planned).toEqual([...new Set(planned)].sort((a, b) => a - b));
    }),
  );
});
