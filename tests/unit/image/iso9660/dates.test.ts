import { describe, expect, test } from 'vitest';
import {
  isLongDateGiven,
  parseLongDate,
  parseShortDate,
} from '../../../../src/core/image/iso9660/dates.ts';

const long = (digits: string, offset = 0) =>
  Uint8Array.from([...digits].map((digit) => digit.charCodeAt(0)).concat(offset & 0xff));

describe('a date of seventeen bytes', () => {
  test.each<[string, number, string | undefined]>([
    ['2010112023200000', 0, '2010-11-20T23:20:00+00:00'],
    ['2010112023200050', 0, '2010-11-20T23:20:00.50+00:00'],
    ['2026050322121300', 8, '2026-05-03T22:12:13+02:00'],
    ['2010112023200000', -32, '2010-11-20T23:20:00-08:00'],
    ['2010112023200000', 23, '2010-11-20T23:20:00+05:45'],
    ['2010112023200000', 52, '2010-11-20T23:20:00+13:00'],
    ['2010112023200000', 53, '2010-11-20T23:20:00'],
    ['2010112023200000', -49, '2010-11-20T23:20:00'],
    ['2000022900000000', 0, '2000-02-29T00:00:00+00:00'],
    ['1900022900000000', 0, undefined],
    ['2010113100000000', 0, undefined],
    ['2010130100000000', 0, undefined],
    ['2010110124000000', 0, undefined],
    ['2010110123600000', 0, undefined],
    ['20101101 3200000', 0, undefined],
    ['0000000000000000', 0, undefined],
  ])('%s with offset %i is %s', (digits, offset, date) => {
    expect(parseLongDate(long(digits, offset))).toBe(date);
  });

  test.each([
    ['zeros', '0'.repeat(16), false],
    ['blanks', ' '.repeat(16), false],
    ['NULs', '\0'.repeat(16), false],
    ['an impossible month', '2010130100000000', true],
  ])('of %s is given: %s', (_name, digits, isGiven) => {
    expect(isLongDateGiven(long(digits))).toBe(isGiven);
  });

  test('that is cut off is absent', () => {
    expect(parseLongDate(long('2010112023200000').subarray(0, 9))).toBeUndefined();
  });
});

describe('a date of seven bytes', () => {
  test.each<[readonly number[], string | undefined]>([
    [[110, 11, 20, 23, 20, 5, 0], '2010-11-20T23:20:05+00:00'],
    [[0, 1, 1, 0, 0, 0, 0], '1900-01-01T00:00:00+00:00'],
    [[255, 12, 31, 23, 59, 59, 256 - 48], '2155-12-31T23:59:59-12:00'],
    [[0, 0, 0, 0, 0, 0, 0], undefined],
    [[110, 2, 29, 0, 0, 0, 0], undefined],
    [[110, 11, 20, 23, 20, 60, 0], undefined],
    [[], undefined],
  ])('%j is %s', (bytes, date) => {
    expect(parseShortDate(Uint8Array.from(bytes))).toBe(date);
  });
});
