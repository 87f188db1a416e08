import { describe, expect, it } from 'vitest';
import { quote, splitQuoted } from '../../../src/app/text/quote.ts';

describe('quote', () => {
  it('puts a name in quotation marks and between isolates', () => {
    expect(quote('a.iso')).toBe('“\u2068a.iso\u2069”');
  });

  it.each([
    ['a right-to-left override', 'a\u202Eosi.b', '“\u2068a⟨U+202E⟩osi.b\u2069”'],
    ['a forged end of the isolate', 'a\u2069” is genuine', '“\u2068a⟨U+2069⟩” is genuine\u2069”'],
    ['a line break', 'a\nb', '“\u2068a⟨U+000A⟩b\u2069”'],
  ])('makes %s visible', (_what, name, quoted) => {
    expect(quote(name)).toBe(quoted);
  });

  it('cuts a text that is longer than its limit', () => {
    expect(quote('abcdefghij'.repeat(100), 20)).toBe('“\u2068abcdefghijabcde…fghij\u2069”');
  });
});

describe('splitQuoted', () => {
  it('gives a sentence without a name back whole', () => {
    expect(splitQuoted('Nothing.')).toEqual([{ text: 'Nothing.', isQuoted: false }]);
  });

  it('separates names from the words around them', () => {
    expect(splitQuoted(`${quote('a')} and ${quote('b')}.`)).toEqual([
      { text: '“', isQuoted: false },
      { text: 'a', isQuoted: true },
      { text: '” and “', isQuoted: false },
      { text: 'b', isQuoted: true },
      { text: '”.', isQuoted: false },
    ]);
  });

  it('keeps a name in one piece whatever it holds', () => {
    const parts = splitQuoted(`This is ${quote('x\u2069\u2068y')}.`);
    expect(parts.filter(({ isQuoted }) => isQuoted)).toEqual([
      { text: 'x⟨U+2069⟩⟨U+2068⟩y', isQuoted: true },
    ]);
  });
});
