import { describe, expect, test } from 'vitest';
import { MAX_VISIBLE_CHARACTERS, visibleText } from '../../../src/core/text/visible.ts';

describe('written out', () => {
  test.each([
    ['a right-to-left override', 'invoice\u202egpj.iso', 'invoice⟨U+202E⟩gpj.iso'],
    ['an Arabic letter mark', '\u061c', '⟨U+061C⟩'],
    ['direction marks', '\u200e\u200f', '⟨U+200E⟩⟨U+200F⟩'],
    ['embeddings', '\u202a\u202b\u202c\u202d', '⟨U+202A⟩⟨U+202B⟩⟨U+202C⟩⟨U+202D⟩'],
    ['isolates', '\u2066\u2067\u2068\u2069', '⟨U+2066⟩⟨U+2067⟩⟨U+2068⟩⟨U+2069⟩'],
    ['a zero-width space', 'a\u200bb', 'a⟨U+200B⟩b'],
    ['zero-width joiners', 'a\u200c\u200db', 'a⟨U+200C⟩⟨U+200D⟩b'],
    ['a word joiner and a byte order mark', '\u2060\ufeff', '⟨U+2060⟩⟨U+FEFF⟩'],
    ['a soft hyphen', 'a\u00adb', 'a⟨U+00AD⟩b'],
    ['line breaks', 'a\nb\r\nc', 'a⟨U+000A⟩b⟨U+000D⟩⟨U+000A⟩c'],
    ['line and paragraph separators', '\u2028\u2029\u0085', '⟨U+2028⟩⟨U+2029⟩⟨U+0085⟩'],
    ['control characters', '\0\t\x1b\x7f\x9b', '⟨U+0000⟩⟨U+0009⟩⟨U+001B⟩⟨U+007F⟩⟨U+009B⟩'],
    ['lone surrogates', 'a\ud800b\udc00', 'a⟨U+D800⟩b⟨U+DC00⟩'],
    ['tag characters', '\u{e0041}', '⟨U+E0041⟩'],
    ['variation selectors', 'a\ufe0f\u{e0100}', 'a⟨U+FE0F⟩⟨U+E0100⟩'],
    ['fillers that show nothing', '\u3164\u115f\uffa0\u2800', '⟨U+3164⟩⟨U+115F⟩⟨U+FFA0⟩⟨U+2800⟩'],
    ['spaces other than the common one', 'a\u00a0b\u2003c\u3000d', 'a⟨U+00A0⟩b⟨U+2003⟩c⟨U+3000⟩d'],
    ['private use and unassigned', '\ue000\u{10ffff}', '⟨U+E000⟩⟨U+10FFFF⟩'],
    ['spaces at the ends', ' a ', '⟨U+0020⟩a⟨U+0020⟩'],
    ['a space after a space', 'a  b', 'a ⟨U+0020⟩b'],
    ['the brackets of an escape', '⟨U+202E⟩', '⟨U+27E8⟩U+202E⟨U+27E9⟩'],
  ])('%s', (_, text, visible) => {
    expect(visibleText(text)).toBe(visible);
  });
});

describe('left as it is', () => {
  test.each([
    'x.iso',
    'Grüße (1).iso',
    '日本語.iso',
    'שלום.iso',
    '😀.iso',
    'e\u0301',
    '<b>&amp;',
    '',
  ])('%j', (text) => {
    expect(visibleText(text)).toBe(text);
  });
});

describe('length', () => {
  test('a text at the limit is shown whole', () => {
    const text = 'a'.repeat(MAX_VISIBLE_CHARACTERS);
    expect(visibleText(text)).toBe(text);
  });

  test('of a longer text the middle is left out', () => {
    const shown = visibleText(`begin${'a'.repeat(MAX_VISIBLE_CHARACTERS)}end.iso`);
    expect([shown.length, shown.startsWith('begina'), shown.endsWith('aend.iso')]).toEqual([
      MAX_VISIBLE_CHARACTERS + 1,
      true,
      true,
    ]);
    expect(shown).toContain('a…a');
  });

  test('characters outside the BMP are counted once and not cut in half', () => {
    expect(visibleText('😀'.repeat(10), 10)).toBe('😀'.repeat(10));
    expect(visibleText('😀'.repeat(11), 8)).toBe(`${'😀'.repeat(6)}…${'😀'.repeat(2)}`);
  });

  test('a text without end is shown at once', () => {
    expect(visibleText('\u202e'.repeat(5_000_000)).length).toBeLessThan(3000);
  });
});
