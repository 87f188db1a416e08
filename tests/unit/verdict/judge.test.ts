import { describe, expect, test } from 'vitest';
import { judge, type Evidence } from '../../../src/core/verdict/judge.ts';

// The table of the design in words: [complete, evidence, verdict, basis]. An evidence is written
// "authority outcome strength (grade)".
const TABLE: readonly [boolean, string[], string, string?][] = [
  [false, [], 'incomplete'],
  [false, ['signed equal strong'], 'incomplete'],
  [false, ['given different strong'], 'incomplete'],
  [true, [], 'unlisted'],
  [true, ['given different strong'], 'mismatch'],
  [true, ['given different error-detecting'], 'mismatch'],
  [true, ['given different weak', 'signed equal strong'], 'mismatch'],
  [true, ['catalogue different aged publisher', 'given equal strong'], 'mismatch'],
  [true, ['own different strong', 'catalogue equal strong publisher-signed'], 'mismatch'],
  [true, ['signed different strong', 'signed equal aged'], 'mismatch'],
  [true, ['listed different strong listed'], 'unlisted'],
  [true, ['listed different strong listed', 'given equal weak'], 'weak-match'],
  [
    true,
    ['listed different aged listed', 'catalogue equal aged publisher'],
    'verified',
    'publisher',
  ],
  [true, ['signed equal strong'], 'verified', 'signed'],
  [true, ['signed equal aged'], 'verified', 'signed'],
  [true, ['signed equal weak'], 'weak-match'],
  [true, ['signed equal error-detecting'], 'weak-match'],
  [true, ['catalogue equal aged publisher-copy'], 'verified', 'publisher-copy'],
  [true, ['catalogue equal strong corroborated'], 'verified', 'corroborated'],
  [true, ['catalogue equal weak publisher-signed'], 'weak-match'],
  [true, ['catalogue equal strong listed'], 'matches'],
  [true, ['listed equal strong listed'], 'matches'],
  [true, ['own equal strong'], 'matches'],
  [true, ['own equal aged'], 'matches'],
  [true, ['given equal strong'], 'matches'],
  [true, ['given equal aged'], 'matches'],
  [true, ['given equal weak'], 'weak-match'],
  [true, ['given equal error-detecting'], 'weak-match'],
  [true, ['own equal weak', 'given equal aged'], 'matches'],
  [
    true,
    ['catalogue equal strong corroborated', 'catalogue equal aged publisher-signed'],
    'verified',
    'publisher-signed',
  ],
  [true, ['catalogue equal aged publisher', 'signed equal aged'], 'verified', 'signed'],
];

function evidenceOf(text: string): Evidence {
  const [authority, outcome, strength, grade] = text.split(' ');
  return { authority, outcome, strength, ...(grade && { grade }) } as Evidence;
}

describe('the verdict table', () => {
  test.each(TABLE)('complete: %s, %j is %s %s', (complete, texts, kind, basis) => {
    const verdict = judge(complete, texts.map(evidenceOf));
    expect([verdict.kind, verdict.basis]).toEqual([kind, basis]);
  });

  test('names the evidence that a verified rests on: the best grade, then the best strength', () => {
    const evidence = [
      'catalogue equal aged publisher',
      'catalogue equal strong publisher',
      'catalogue equal strong corroborated',
    ].map(evidenceOf);
    expect(judge(true, evidence).deciding).toBe(evidence[1]);
  });
});

const AUTHORITIES = ['signed', 'catalogue', 'own', 'listed', 'given'];
const STRENGTHS = ['strong', 'aged', 'weak', 'error-detecting'];
const EVERY_EVIDENCE: readonly Evidence[] = AUTHORITIES.flatMap((authority) =>
  STRENGTHS.flatMap((strength) =>
    ['equal', 'different'].flatMap((outcome) => {
      if (authority === 'listed') return evidenceOf(`listed ${outcome} ${strength} listed`);
      if (authority !== 'catalogue') return evidenceOf(`${authority} ${outcome} ${strength}`);
      return ['publisher-signed', 'publisher', 'publisher-copy', 'corroborated'].map((grade) =>
        evidenceOf(`catalogue ${outcome} ${strength} ${grade}`),
      );
    }),
  ),
);

/** Every set of up to three pieces of evidence, order included. */
function* everySet(): Generator<readonly Evidence[]> {
  yield [];
  for (const a of EVERY_EVIDENCE) {
    yield [a];
    for (const b of EVERY_EVIDENCE) {
      yield [a, b];
      for (const c of EVERY_EVIDENCE) yield [a, b, c];
    }
  }
}

describe('every combination of up to three pieces of evidence', () => {
  const holds = (claim: (evidence: readonly Evidence[], kind: string) => boolean) => {
    for (const evidence of everySet()) {
      const { kind } = judge(true, evidence);
      if (!claim(evidence, kind)) return { kind, evidence };
    }
    return 'holds';
  };
  const is = (one: Evidence, authorities: string, strengths: string) =>
    one.outcome === 'equal' &&
    authorities.split(' ').includes(one.authority) &&
    strengths.split(' ').includes(one.strength);

  test('a difference that is not merely listed is a mismatch, and nothing else is', () => {
    const outcome = holds(
      (evidence, kind) =>
        (kind === 'mismatch') ===
        evidence.some((one) => one.outcome === 'different' && one.authority !== 'listed'),
    );
    expect(outcome).toBe('holds');
  });

  test('verified needs a strong or aged digest that a signature or the catalogue vouches for', () => {
    const outcome = holds(
      (evidence, kind) =>
        kind === 'mismatch' ||
        (kind === 'verified') ===
          evidence.some((one) => is(one, 'signed catalogue', 'strong aged')),
    );
    expect(outcome).toBe('holds');
  });

  test('matches needs a strong or aged digest of a lesser authority', () => {
    const outcome = holds(
      (evidence, kind) =>
        kind === 'mismatch' ||
        kind === 'verified' ||
        (kind === 'matches') === evidence.some((one) => is(one, 'own listed given', 'strong aged')),
    );
    expect(outcome).toBe('holds');
  });

  test('weak-match is what a weak equality alone gives, and without evidence it is unlisted', () => {
    const outcome = holds((evidence, kind) => {
      if (kind !== 'weak-match' && kind !== 'unlisted') return true;
      return (kind === 'weak-match') === evidence.some((one) => one.outcome === 'equal');
    });
    expect(outcome).toBe('holds');
  });

  test('an image that was not read as a whole gets no verdict, whatever the evidence', () => {
    const kinds = new Set([...everySet()].map((evidence) => judge(false, evidence).kind));
    expect([...kinds]).toEqual(['incomplete']);
  });

  test('the order of the evidence changes neither verdict nor basis', () => {
    const outcome = holds((evidence) => {
      const there = judge(true, evidence);
      const back = judge(true, [...evidence].reverse());
      return there.kind === back.kind && there.basis === back.basis;
    });
    expect(outcome).toBe('holds');
  });

  test('adding a difference never improves a verdict', () => {
    const no = evidenceOf('given different error-detecting');
    const kinds = new Set([...everySet()].map((evidence) => judge(true, [...evidence, no]).kind));
    expect([...kinds]).toEqual(['mismatch']);
  });
});
