import { describe, expect, it } from 'vitest';
import { findAge } from '../../../src/core/catalogue/age.ts';

const at = (time: string) => findAge('2026-11-22', Date.parse(time)).kind;

describe('the age of the catalogue', () => {
  it.each([
    ['on its day', '2026-11-22T00:00:00Z', 'current'],
    ['on its day, where the evening before has only begun', '2026-11-21T10:00:00Z', 'current'],
    ['a week before', '2026-11-15T00:00:00Z', 'clock-wrong'],
    ['with a clock that lost its battery', '1980-01-01T00:00:00Z', 'clock-wrong'],
    ['after a year', '2027-11-22T00:00:00Z', 'current'],
    ['after seventeen months', '2028-05-01T00:00:00Z', 'current'],
    ['after nineteen months', '2028-06-25T00:00:00Z', 'old'],
  ])('%s', (_, time, expected) => {
    expect(at(time)).toBe(expected);
  });

  it('is told in whole months', () => {
    const age = findAge('2026-11-22', Date.parse('2028-12-01T00:00:00Z'));
    expect(age).toEqual({ kind: 'old', months: 24 });
  });
});
