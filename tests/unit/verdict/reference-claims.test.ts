import { describe, expect, test } from 'vitest';
import type { Reference } from '../../../src/core/reference/reference.ts';
import type { Image, PageReference, Pointing } from '../../../src/core/verdict/claims.ts';
import {
  assessReference,
  claimsAbout,
  speaksOf,
  speaksOfName,
} from '../../../src/core/verdict/reference-claims.ts';
import { claim, fake, image, reference, stated } from '../../support/page-builder.ts';

const A = stated(fake('sha256', 'a'), 'sha256'); // what image() computed
const B = stated(fake('sha256', 'b'), 'sha256');
const C = stated(fake('sha256', 'c'), 'sha256');

const named = (...names: string[]) => names.map((name) => claim(name, B));
const bare = claim(undefined, B);
const assessed = (page: PageReference, one: Image, pointings: readonly Pointing[] = []) =>
  assessReference(page, one, pointings).map(({ source, relation, outcome, applies }) => [
    source.kind === 'reference' && source.index,
    ...[relation, outcome, applies],
  ]);
const indexes = (...args: Parameters<typeof assessed>) => assessed(...args).map(([index]) => index);
const ofFormat = (page: PageReference, format: Reference['format']): PageReference => ({
  ...page,
  reference: { ...page.reference, format },
});

describe('a reference speaks of a file', () => {
  const sidecar = reference('x.iso.sha256', bare);

  test.each<[string, PageReference, string, boolean]>([
    ['that it names', reference('SUMS', ...named('a/X.iso')), 'x.iso', true],
    ['that it does not name: not', reference('SUMS', ...named('y.iso')), 'x.iso', false],
    ['as its sidecar', sidecar, 'X.ISO', true],
    ['of another name, as a sidecar: not', sidecar, 'y.iso', false],
    ['as a sidecar that names another: not', reference('x.iso.sha256', ...named('y')), 'x', false],
    ['beside its list of bare digests: not', reference('SUMS', bare), 'x.iso', false],
    ['for which a digest was pasted: not', reference(undefined, bare), 'x.iso', false],
  ])('%s', (_what, page, name, speaks) => {
    expect(speaksOf(page.reference, image(name))).toBe(speaks);
    expect(speaksOfName(page.reference, name)).toBe(speaks);
  });
});

describe('the claims about an image', () => {
  const one = image('x.iso');

  test('are those of its name, and of its sidecar those without any', () => {
    const sums = reference('SUMS', claim('x.iso', A), bare, claim('y.iso', C));
    const sidecar = reference('x.iso.sha256', claim('y.iso', A), bare);
    const claimed = [sums, sidecar].map((page) => claimsAbout(page, one, []));
    expect(claimed).toEqual([[sums.reference.claims[0]], [bare]]);
  });

  test('are those that the person pointed at it, of this list and at no other image', () => {
    const list = reference('SUMS', ...named('a.iso', 'b.iso', 'c.iso'));
    const pointings: readonly Pointing[] = [
      { referenceId: 'SUMS', claim: 0, imageId: 'y.iso' },
      { referenceId: 'OTHER', claim: 1, imageId: 'x.iso' },
      { referenceId: 'SUMS', claim: 2, imageId: 'x.iso' },
    ];
    expect(claimsAbout(list, one, pointings).map(({ path }) => path)).toEqual(['c.iso']);
    const related = assessed(list, one, pointings);
    expect(related).toEqual([[2, 'pointed', 'different', true]]);
  });

  test('stand in the order of the list, whatever they have to do with the image', () => {
    const list = reference('x.iso.sha256', bare, claim('x.iso', C), bare, claim('y.iso', A));
    expect(assessed(list, one)).toEqual([
      [0, 'sidecar', 'different', true],
      [1, 'named', 'different', true],
      [2, 'sidecar', 'different', true],
      [3, 'none', 'equal', true],
    ]);
  });

  test('in their order also where ten come before two', () => {
    const names = Array.from({ length: 12 }, (_, index) =>
      index === 1 ? 'x (1).iso' : `${index}`,
    );
    expect(indexes(reference('SUMS', ...named(...names)), one)).toEqual(names.map((_, at) => at));
  });

  test('do not count where nothing could be compared', () => {
    const list = reference('SUMS', claim('x.iso', stated(fake('sha512', 'a'), 'sha512')));
    expect(assessed(list, one)).toEqual([[0, 'named', 'not-compared', false]]);
  });

  test('are equal to no empty file, and differ from it', () => {
    const empty = image('x.iso', { size: 0 });
    expect(assessed(reference('SUMS', claim('x.iso', A)), empty)[0]?.[2]).toBe('not-compared');
    expect(assessed(reference('SUMS', claim('x.iso', B)), empty)[0]?.[2]).toBe('different');
    const [withheld] = assessReference(reference('SUMS', claim('x.iso', A)), empty, []);
    expect(withheld?.digests).toEqual([
      { outcome: 'not-compared', stated: A.text, algorithms: ['sha256'] },
    ]);
  });

  test('say nothing of signatures where there are none', () => {
    const [first] = assessReference(reference('SUMS', claim('x.iso', A)), one, []);
    expect(first && 'signing' in first).toBe(false);
  });
});

describe('claims for one name under several paths', () => {
  const one = image('x.iso');

  test('are alternatives where one is equal, and the others of the list stay what they are', () => {
    const list = reference('SUMS', claim('a/x.iso', A), claim('b/x.iso', B), bare);
    expect(assessed(list, one)).toEqual([
      [0, 'named', 'equal', true],
      [1, 'alternative', 'different', false],
      [2, 'none', 'different', false],
    ]);
  });

  test('that were not compared are alternatives as well', () => {
    const later = claim('b/x.iso', stated(fake('sha512', 'a'), 'sha512'));
    expect(assessed(reference('SUMS', claim('a/x.iso', A), later), one)[1]).toEqual([
      ...[1, 'alternative', 'not-compared', false],
    ]);
  });

  test('count where they contradict themselves, although another is equal', () => {
    const list = reference('SUMS', claim('a/x.iso', A), claim('b/x.iso', A, B));
    expect(assessed(list, one)[1]).toEqual([1, 'named', 'different', true]);
  });

  test('are not settled by an equal digest under another name', () => {
    const list = reference('SUMS', claim('x.iso', B), claim('y.iso', A));
    expect(assessed(list, one)).toEqual([
      [0, 'named', 'different', true],
      [1, 'none', 'equal', true],
    ]);
  });
});

describe('claims about other files are offered', () => {
  const many = Array.from({ length: 30 }, (_, index) => `other-${String(index)}.iso`);
  const copy = image('x (1).iso');

  test('to the number of 25, those of a name that looks alike among them', () => {
    const offered = indexes(reference('SUMS', ...named(...many, 'x.iso')), copy);
    expect(offered).toEqual([...Array.from({ length: 24 }, (_, index) => index), 30]);
  });

  test('all, where they are fewer', () => {
    expect(indexes(reference('SUMS', ...named('a', 'b', 'c')), copy)).toEqual([0, 1, 2]);
  });

  test('where the list has none of its own for the image', () => {
    expect(indexes(reference('SUMS', ...named('a', 'x.iso', 'c')), image('x.iso'))).toEqual([1]);
  });

  test('of a file of signatures, if one of them may be over an image', () => {
    const over = (...names: string[]) =>
      indexes(ofFormat(reference('s.asc', ...named(...names)), 'signature'), copy);
    expect(over('SHA256SUMS')).toEqual([]);
    expect(over('SHA256SUMS', 'y.iso')).toEqual([0, 1]);
    const pathless = ofFormat(reference('s.asc', bare), 'signature');
    expect(indexes(pathless, copy)).toEqual([0]);
  });

  test('of a list of lists, which are files as any other', () => {
    expect(indexes(reference('SUMS', ...named('SHA256SUMS')), copy)).toEqual([0]);
  });
});

describe('bare digests of a long list', () => {
  const untold = claim(undefined, stated('abc'));
  const damaged = claim(undefined, { ...stated(fake('sha256', 'd'), 'sha256'), damaged: true });
  const fill = (count: number) => Array.from({ length: count }, () => untold);

  test('are compared if they can be, before those that cannot, to the number of 100', () => {
    const list = reference('LIST', ...fill(99), damaged, bare, bare, ...fill(5));
    const compared = indexes(list, image('y.iso'));
    expect(compared).toEqual([...Array.from({ length: 98 }, (_, index) => index), 100, 101]);
  });

  test('are all compared, as they stand, where they are 100', () => {
    const list = reference('LIST', ...fill(99), bare);
    expect(indexes(list, image('y.iso'))).toHaveLength(100);
  });

  test('one that can be compared counts, whatever else its line states', () => {
    const half = claim(undefined, stated('abc'), B);
    const list = reference('LIST', ...fill(100), half);
    expect(indexes(list, image('y.iso'))).toContain(100);
  });
});
