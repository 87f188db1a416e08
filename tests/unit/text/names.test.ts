import { describe, expect, test } from 'vitest';
import {
  baseName,
  findNameDifferences,
  nameKey,
  similarNameKey,
} from '../../../src/core/text/names.ts';

describe('base name', () => {
  test.each([
    ['x.iso', 'x.iso'],
    ['./x.iso', 'x.iso'],
    ['/a/b/x.iso', 'x.iso'],
    ['C:\\iso\\x.iso', 'x.iso'],
    ['a/b\\x.iso', 'x.iso'],
    ['a\\b/x.iso', 'x.iso'],
    ['a/', ''],
    ['', ''],
  ])('of %j is %j', (path, name) => {
    expect(baseName(path)).toBe(name);
  });
});

describe('names that are the same', () => {
  test.each([
    ['x.iso', 'X.ISO'],
    ['x.iso', '/other/place/x.iso'],
    ['x.iso', 'D:\\x.iso'],
    ['\u00e9.iso', 'e\u0301.iso'],
    ['GRÜSSE.ISO', 'Grüße.iso'],
    ['ΟΔΟΣ.iso', 'οδος.iso'],
    [' x.iso', 'x.iso'],
    ['x.iso \r', 'x.iso'],
  ])('%j and %j', (a, b) => {
    expect(nameKey(a)).toBe(nameKey(b));
  });
});

describe('names that are not the same', () => {
  test.each([
    ['x.iso', 'y.iso'],
    ['x.iso', 'x (1).iso'],
    ['x.iso', 'x.iso.xz'],
    ['x.iso', 'x\u200b.iso'],
    ['x.iso', '\u0445.iso'],
    ['a b.iso', 'ab.iso'],
  ])('%j and %j', (a, b) => {
    expect(nameKey(a)).not.toBe(nameKey(b));
  });
});

describe('copies', () => {
  test.each([
    'x (1).iso',
    'x (12).iso',
    'x(1).iso',
    'x - Copy.iso',
    'x - Copy (2).iso',
    'x - Kopie.iso',
    'x - Copie (3).iso',
    'x - copia.iso',
    'Copy of x.iso',
    'Copy of Copy of x.iso',
    'x copy.iso',
    'x copy 2.iso',
    'x copy 12.iso',
    'x (copy).iso',
    'X - COPY (2).ISO',
    '/downloads/x (1).iso',
    'x.iso',
  ])('%j is like x.iso', (path) => {
    expect(similarNameKey(path)).toBe(nameKey('x.iso'));
  });

  test.each([
    'x (2019).iso',
    'x-1.iso',
    'x 2.iso',
    'photocopy.iso',
    '(1).iso',
    'Copy of .iso',
    'Copy of  .iso',
    'my Copy of x.iso',
  ])('%j is like nothing but itself', (path) => {
    expect(similarNameKey(path)).toBe(nameKey(path));
  });

  test.each([
    ['SHA256SUMS (1)', 'SHA256SUMS'],
    ['SHA256SUMS (1) ', 'SHA256SUMS'],
    ['.profile (1)', '.profile'],
  ])('a name without an extension may be a copy too: %j', (copy, name) => {
    expect(similarNameKey(copy)).toBe(nameKey(name));
  });

  test('the mark of a fifth copy stays', () => {
    expect(similarNameKey('x (1) (1) (1) (1) (1).iso')).toBe(nameKey('x (1).iso'));
  });
});

describe('names that are taken for one', () => {
  test.each([
    ['x.iso', 'x.iso', []],
    ['./x.iso', 'x.iso', []],
    ['.\\x.iso', 'x.iso', []],
    ['././a/x.iso', 'a\\x.iso', []],
    ['a/x.iso', 'x.iso', ['folder']],
    ['a/x.iso', 'b/x.iso', ['folder']],
    ['/x.iso', 'x.iso', ['folder']],
    ['C:\\iso\\X.ISO', 'x.iso', ['folder', 'case']],
    ['Win7.ISO', 'win7.iso', ['case']],
    ['GRÜSSE.iso', 'Grüße.iso', ['case']],
    ['\u00e9.iso', 'e\u0301.iso', ['normal-form']],
    ['\u0390.iso', '\u03b9\u0308\u0301.iso', ['normal-form']],
    ['\u00c9.iso', 'e\u0301.iso', ['case', 'normal-form']],
    ['x.iso ', 'x.iso', ['blanks']],
    ['dir/ E\u0301.iso', '\u00e9.iso', ['folder', 'case', 'normal-form', 'blanks']],
    ['dir/x (1).iso', 'X.iso', ['copy']],
    ['y.iso', 'x.iso', []],
  ])('%j and %j differ by %j', (path, other, differences) => {
    expect(findNameDifferences(path, other)).toEqual(differences);
    expect(findNameDifferences(other, path)).toEqual(differences);
  });
});
