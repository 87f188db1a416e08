import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/core/verdict/assess.ts';
import { editDistance } from '../../src/core/verdict/compare.ts';
import type { Image, PageReference } from '../../src/core/verdict/claims.ts';
import { planDigests } from '../../src/core/verdict/plan.ts';
import { claim, entry, fake, image, reference, stated } from '../support/page-builder.ts';

/** The textbook's recursion, with a memory: slow, and another way to the same number. */
function levenshtein(a: string, b: string, known = new Map<string, number>()): number {
  if (a === '' || b === '') return a.length + b.length;
  const key = `${a}|${b}`;
  const seen = known.get(key);
  if (seen !== undefined) return seen;
  const [restA, restB] = [a.slice(1), b.slice(1)];
  const distance = Math.min(
    levenshtein(restA, b, known) + 1,
    levenshtein(a, restB, known) + 1,
    levenshtein(restA, restB, known) + (a[0] === b[0] ? 0 : 1),
  );
  known.set(key, distance);
  return distance;
}

describe('the distance between two texts', () => {
  // Few letters, so that near texts are common.
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 });

  test('is the textbook distance up to the limit, and nothing beyond it', () => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 5 }), (a, b, limit) => {
        const full = levenshtein(a, b);
        expect(editDistance(a, b, limit)).toBe(full <= limit ? full : undefined);
      }),
    );
  });
});

const letters = fc.constantFrom('a', 'b', 'c');
const names = fc.constantFrom('x.iso', 'y.iso', 'a/x.iso', 'X.ISO', 'x (1).iso');

const images: fc.Arbitrary<readonly Image[]> = fc
  .uniqueArray(
    fc.record({ name: names, sha256: letters, sha1: letters, catalogue: fc.option(letters) }),
    { selector: ({ name }) => name, maxLength: 3 },
  )
  .map((rows) =>
    rows.map(({ name, sha256, sha1, catalogue }) =>
      image(name, {
        digests: { sha256: fake('sha256', sha256), sha1: fake('sha1', sha1) },
        matches: {
          byDigest:
            catalogue === sha256
              ? [entry('k', [['sha256', fake('sha256', sha256), 'publisher']])]
              : [],
          byName: [],
        },
      }),
    ),
  );

const references: fc.Arbitrary<readonly PageReference[]> = fc
  .array(
    fc.record({
      name: fc.option(fc.constantFrom('SUMS', 'x.iso.sha256'), { nil: undefined }),
      claims: fc.array(fc.record({ path: fc.option(names, { nil: undefined }), sha256: letters }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    { maxLength: 3 },
  )
  .map((rows) =>
    rows.map(({ name, claims }, index) => ({
      ...reference(
        name,
        ...claims.map(({ path, sha256 }) =>
          claim(path, stated(fake('sha256', sha256), 'sha256', 'blake3')),
        ),
      ),
      id: String(index),
    })),
  );

const kindsOf = (page: Parameters<typeof assess>[0]) =>
  new Map([...assess(page)].map(([id, { verdict }]) => [id, verdict.kind]));

describe('a page in any order', () => {
  test('has the same verdicts whatever the order of its images and references', () => {
    fc.assert(
      fc.property(images, references, (some, refs) => {
        const there = kindsOf({ images: some, references: refs, pointings: [] });
        const back = kindsOf({
          images: [...some].reverse(),
          references: [...refs].reverse(),
          pointings: [],
        });
        expect([...back].sort()).toEqual([...there].sort());
      }),
    );
  });

  test('is never verified because of what a user dropped or pasted', () => {
    fc.assert(
      fc.property(images, references, (some, refs) => {
        const alone = kindsOf({ images: some, references: [], pointings: [] });
        const both = kindsOf({ images: some, references: refs, pointings: [] });
        for (const [id, kind] of both) {
          if (kind === 'verified') expect(alone.get(id)).toBe('verified');
        }
      }),
    );
  });

  test('needs finitely many readings: a plan that was carried out asks for nothing more', () => {
    fc.assert(
      fc.property(images, references, (some, refs) => {
        let page = [...some];
        // Each round reads every image that lacks a digest; the closed list bounds the rounds.
        for (let round = 0; round < 5; round++) {
          page = page.map((one) => {
            const wanted = planDigests({
              image: one,
              images: page,
              references: refs,
              pointings: [],
            });
            const computed = wanted.map((id) => [id, one.digests[id] ?? fake(id, 'd')]);
            return { ...one, digests: Object.fromEntries(computed) as Image['digests'] };
          });
        }
        const lacking = page.filter((one) =>
          planDigests({ image: one, images: page, references: refs, pointings: [] }).some(
            (id) => one.digests[id] === undefined,
          ),
        );
        expect(lacking).toEqual([]);
      }),
    );
  });
});
