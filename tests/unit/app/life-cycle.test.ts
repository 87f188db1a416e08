import { describe, expect, test } from 'vitest';
import { describeLifeCycle } from '../../../src/app/text/life-cycle.ts';
import type { SupportEnd } from '../../../src/core/identity/life-cycle.ts';

const SEVEN: readonly SupportEnd[] = [
  { phase: 'mainstream', date: '2015-01-13' },
  { phase: 'extended', date: '2020-01-14' },
  { phase: 'paid', date: '2023-01-10' },
];

const sentence = (ends: readonly SupportEnd[], today: string) =>
  describeLifeCycle({ product: 'x', ends, source: 'https://example.org/' }, new Date(today))
    .sentence;

describe('the life cycle of a product', () => {
  test('that is over says when each kind of support ended, and what to do', () => {
    expect(sentence(SEVEN, '2026-11-23')).toBe(
      'Extended support ended on 14 January 2020. The last paid updates came on 10 January 2023. Keep machines that run it off the network.',
    );
  });

  test('that goes on says until when, and gives no advice', () => {
    expect(sentence(SEVEN, '2021-06-01')).toBe(
      'Extended support ended on 14 January 2020. The last paid updates come on 10 January 2023.',
    );
  });

  test.each([
    ['2020-01-14T12:00:00Z', 'ends'],
    ['2020-01-15T00:00:00Z', 'ended'],
  ])('counts the last day in: on %s support %s', (today, verb) => {
    expect(sentence([{ phase: 'support', date: '2020-01-14' }], today)).toContain(
      `Support ${verb} on 14 January 2020.`,
    );
  });

  test.each([
    ['2028-06', '2028-06-30', 'Support ends in June 2028.'],
    ['2028-06', '2028-07-01', 'Support ended in June 2028.'],
    ['2028', '2028-12-31', 'Support ends in 2028.'],
    ['2028', '2029-01-01', 'Support ended in 2028.'],
  ])('of which only %s is known lasts to its end: %s', (date, today, words) => {
    expect(sentence([{ phase: 'support', date }], today)).toContain(words);
  });

  test('names the editions of which a date is true', () => {
    const ends = [
      { phase: 'support', date: '2023-06-13', editions: 'home-pro' },
      { phase: 'support', date: '2030-06-11', editions: 'enterprise-education' },
    ] as const;
    expect(sentence(ends, '2026-11-23')).toBe(
      'Home and Pro: Support ended on 13 June 2023. Enterprise and Education: Support ends on 11 June 2030.',
    );
  });
});
