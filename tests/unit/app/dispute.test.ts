/** What a verdict says of an entry on which the catalogue's sources do not agree. */
import { describe, expect, it } from 'vitest';
import { describeVerdict } from '../../../src/app/text/verdict.ts';
import type { AssessedClaim } from '../../../src/core/verdict/claims.ts';
import {
  assessmentOf,
  catalogueClaim,
  entryOf,
  factsOf,
  plain,
  type AssessmentParts,
} from './assessments.ts';

const careOf = (parts: AssessmentParts) =>
  describeVerdict(assessmentOf(parts), factsOf()).care.map(plain);

const verifiedBy = (deciding: AssessedClaim): AssessmentParts => ({
  ...{ kind: 'verified', basis: 'publisher-copy', deciding },
});

describe('an entry on which the sources do not agree', () => {
  const disputed = (disputes: AssessedClaim['disputes'], parts: object = {}) =>
    catalogueClaim(entryOf('publisher-copy', 'sha1'), {
      algorithm: 'sha1',
      ...parts,
      ...(disputes && { disputes }),
    });
  const DECISIVE =
    'The lists do not agree on “win7.iso”: at least one gives another SHA-1. What is said here rests on the value of the lists that are named as its sources.';
  const ASIDE =
    'The lists do not agree on “win7.iso”: at least one gives another MD5. What is said here rests on its SHA-1, for which no other value was seen.';
  const IMAGES =
    'The lists do not agree on “win7.iso”: at least one gives exactly the SHA-1 of your file for it. Either that list is wrong, or the publisher made the file anew under the same name; ask its supplier for a SHA-256.';
  const EQUAL = { algorithm: 'sha1', isImages: false } as const;
  const OF_MD5 = { algorithm: 'md5', isImages: false } as const;
  const OF_IMAGE = { algorithm: 'sha1', isImages: true } as const;

  it.each([
    ['in what was compared', [EQUAL], [DECISIVE]],
    ['in something else', [OF_MD5], [ASIDE]],
    ['in both at once', [EQUAL, OF_MD5], [DECISIVE.replace('SHA-1', 'SHA-1, MD5')]],
  ] as const)('is told of when it verifies an image: %s', (_, disputes, sentences) => {
    const parts = verifiedBy(disputed(disputes));
    expect(careOf(parts)).toEqual(expect.arrayContaining([...sentences]));
  });

  it('is told of when the image matches one list only', () => {
    const deciding = disputed([EQUAL], { authority: 'listed' });
    expect(careOf({ kind: 'matches', deciding })).toContain(DECISIVE);
  });

  it('is told of when only an old check agrees', () => {
    const deciding = disputed([OF_MD5], { algorithm: 'md5' });
    expect(careOf({ kind: 'weak-match', deciding })).toContain(DECISIVE.replace('SHA-1', 'MD5'));
  });

  it.each([
    ['is not the image’s', [EQUAL], DECISIVE],
    ['is the image’s', [OF_IMAGE], IMAGES],
  ] as const)(
    'is told of when an image differs, and the other value %s',
    (_, disputes, sentence) => {
      const deciding = disputed(disputes, { outcome: 'different' });
      expect(careOf({ kind: 'mismatch', deciding })).toContain(sentence);
    },
  );

  it('is not told of where no other value was seen', () => {
    const parts = verifiedBy(disputed(undefined));
    expect(careOf(parts)).toHaveLength(2);
  });
});
