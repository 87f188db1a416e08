import { describe, expect, test } from 'vitest';
import { describeIdentity } from '../../../src/app/text/identity.ts';
import type { IdentityFact, IdentityField } from '../../../src/core/identity/identity.ts';

const fact = (field: IdentityField, value: string, isHint = false): IdentityFact => ({
  ...{ field, value, isHint, source: isHint ? 'label' : 'wim-xml' },
});

const line = (...facts: readonly IdentityFact[]) => describeIdentity({ facts, findings: [] });

const SEVEN = [fact('product', 'Windows 7'), fact('version', '6.1'), fact('servicePack', 'SP1')];

describe('the line on what an image says it is', () => {
  test('names product, service pack, edition, width and language', () => {
    expect(
      line(
        ...SEVEN,
        fact('edition', 'Professional'),
        fact('architecture', 'x64'),
        fact('language', 'en-US'),
      ),
    ).toBe('Windows 7 Professional SP1, 64-bit, American English');
  });

  test('counts many editions and languages instead of naming them', () => {
    const editions = ['Starter', 'HomeBasic', 'Professional'].map((one) => fact('edition', one));
    const languages = ['de-DE', 'fr-FR', 'it-IT'].map((one) => fact('language', one));
    expect(line(...SEVEN, ...editions, ...languages)).toBe(
      'Windows 7 SP1, 3 editions, 3 languages',
    );
  });

  test('writes an edition of several words as such', () => {
    expect(line(...SEVEN, fact('edition', 'HomePremium'))).toBe('Windows 7 Home Premium SP1');
  });

  test('gives a version where the product’s name has none', () => {
    expect(line(fact('product', 'Debian'), fact('version', '12.2.0'))).toBe('Debian 12.2.0');
  });

  test('believes what is recorded before what is only hinted', () => {
    expect(line(fact('product', 'Windows 8', true), ...SEVEN)).toBe('Windows 7 SP1');
  });

  test('shows controls in untrusted text', () => {
    expect(line(fact('product', 'Debian'), fact('version', '1\u202E2'))).toBe('Debian 1⟨U+202E⟩2');
  });

  test('is absent where no product is named', () => {
    expect(line(fact('label', 'DATA'))).toBeUndefined();
  });
});
