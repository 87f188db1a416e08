import { describe, expect, test } from 'vitest';
import {
  MAX_XML_ATTRIBUTES,
  scanXml,
  XML_LIMITS,
  type XmlEvent,
  type XmlLimits,
} from '../../../src/core/text/xml.ts';

function scan(text: string, limits?: XmlLimits) {
  const events: XmlEvent[] = [];
  const result = scanXml(text, (event) => events.push(event), limits);
  return { ...result, events };
}

/** One line per event: `<name a="b">`, text in brackets, `</name>`. */
const written = (text: string): string[] =>
  scan(text).events.map((event) => {
    if (event.kind === 'text') return `[${event.text}]`;
    if (event.kind === 'close') return `</${event.name}>`;
    const attributes = [...event.attributes].map(([name, value]) => ` ${name}="${value}"`);
    return `<${event.name}${attributes.join('')}>`;
  });

const textOf = (text: string): string =>
  scan(`<a>${text}</a>`)
    .events.map((event) => (event.kind === 'text' ? event.text : ''))
    .join('');

const codesOf = (text: string) => scan(text).findings.map(({ code }) => code);
const problemOf = (text: string) => scan(text).findings[0]?.detail?.['problem'];

describe('what XML says', () => {
  test('elements, attributes and text come in their order', () => {
    expect(written('<WIM><IMAGE INDEX="1"><NAME>a b</NAME></IMAGE></WIM>')).toEqual([
      '<WIM>',
      '<IMAGE INDEX="1">',
      '<NAME>',
      '[a b]',
      '</NAME>',
      '</IMAGE>',
      '</WIM>',
    ]);
  });

  test('an empty element is opened and closed', () => {
    expect(written('<a><b/><c d="1" /></a>')).toEqual([
      '<a>',
      '<b>',
      '</b>',
      '<c d="1">',
      '</c>',
      '</a>',
    ]);
  });

  test('a byte order mark, the declaration, comments and instructions say nothing', () => {
    const prologue = '\ufeff<?xml version="1.0"?>\n<!-- <x> --><?pi <y> ?>';
    expect(written(`${prologue}<a/><!-- end -->\n`)).toEqual(['<a>', '</a>']);
  });

  test('a text ends at a comment, and goes on behind it', () => {
    expect(textOf('1<!-- 2 -->3')).toBe('13');
  });

  test('a comment ends behind its beginning, and two may follow each other', () => {
    expect(textOf('<!--->1-->2<!----><!---->3<??>4')).toBe('234');
  });

  test('an empty CDATA section is no text', () => {
    expect(written('<a><![CDATA[]]></a>')).toEqual(['<a>', '</a>']);
  });

  test('blanks and line breaks may stand wherever a tag allows them', () => {
    expect(written('<a  b = "1"\r\n\t c\n=\n"2"  ><b  /></a \n>')).toEqual([
      '<a b="1" c="2">',
      '<b>',
      '</b>',
      '</a>',
    ]);
  });

  test('markup in a CDATA section is text', () => {
    expect(textOf('<![CDATA[<b>&amp;]]]]>')).toBe('<b>&amp;]]');
  });

  test('names keep their prefix and may have letters of any script', () => {
    expect(written('<m:größe 日本-1.x="v"/>')).toEqual(['<m:größe 日本-1.x="v">', '</m:größe>']);
    expect(written('<\uf900\u{20000}\u2040/>')[0]).toBe('<\uf900\u{20000}\u2040>');
  });

  test.each([
    ['the five entities', '&lt;&gt;&amp;&quot;&apos;', '<>&"\''],
    ['decimal references', '&#65;&#128191;&#0013;', 'A💿\r'],
    ['hexadecimal references', '&#x41;&#x1F4BF;', 'A💿'],
    ['the last character of Unicode', '&#x10FFFF;', '\u{10ffff}'],
    ['an entity that stands for another, once', '&amp;lt;', '&lt;'],
    ['CR LF and CR as one line feed', 'a\r\nb\rc', 'a\nb\nc'],
    ['the end of a CDATA section by itself', 'a]]>b', 'a]]>b'],
  ])('%s', (_, text, expected) => {
    expect(textOf(text)).toBe(expected);
  });

  test('an attribute has its white space as blanks, and its references resolved', () => {
    expect(written('<a b=\'1\r\n2\t"\' c = "&lt;&#10;&apos;"/>')[0]).toBe(
      '<a b="1 2 "" c="<\n\'">',
    );
  });

  test('a name like that of a property of every object is only a name', () => {
    expect(written('<__proto__ constructor="1"/>')[0]).toBe('<__proto__ constructor="1">');
  });
});

describe('what is refused', () => {
  test('a document type stops the scan before anything of it is read', () => {
    const laughs = '<!DOCTYPE WIM [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><WIM>&b;</WIM>';
    expect(scan(laughs)).toMatchObject({
      isWhole: false,
      events: [],
      findings: [{ code: 'xml-doctype', line: 1 }],
    });
  });

  test.each([
    ['an entity of the document’s own', '&m;', '&m;'],
    ['one of HTML', '&nbsp;', '&nbsp;'],
    ['an ampersand alone', 'a & b', '&'],
    ['an ampersand at the end', 'a&', '&'],
    ['half a surrogate pair', '&#xD800;', '&#xD800;'],
    ['NUL', '&#0;', '&#0;'],
    ['beyond Unicode', '&#x110000;', '&#x110000;'],
    ['hexadecimal digits in a decimal reference', '&#1F;', '&#1F;'],
    ['letters behind decimal digits', '&#65a;', '&#65a;'],
    ['letters behind hexadecimal digits', '&#x41g;', '&#x41g;'],
    ['letters before hexadecimal digits', '&#xg41;', '&#xg41;'],
    ['a name as long as a page', `&${'a'.repeat(5_000)};`, `&${'a'.repeat(63)}`],
    ['a capital X', '&#X41;', '&#X41;'],
  ])('%s is no reference: a finding, and left as it is', (_, text, shown) => {
    const { events, findings } = scan(`<a>${text}</a>`);
    expect(events[1]).toEqual({ kind: 'text', text });
    expect(findings).toEqual([{ code: 'xml-entity', line: 1, detail: { text: shown } }]);
  });

  test('of two findings of one kind the line is that of the first', () => {
    const { findings } = scan('\n<a>\n<b>\0</b>\n<b>\0</b></a>');
    expect(findings).toEqual([{ code: 'xml-character', line: 3 }]);
    expect(scan('\n<a></b>\n\n').findings[0]?.line).toBe(2);
  });

  test('a control character is a finding, once, in its line', () => {
    const { findings, isWhole } = scan('<a>\n\n<b>x\0</b>\u0001</a>');
    expect(isWhole).toBe(true);
    expect(findings).toEqual([{ code: 'xml-character', line: 3 }]);
  });

  test('half a surrogate pair is a finding', () => {
    expect(codesOf('<a>\ud800</a>')).toEqual(['xml-character']);
  });
});

describe('what is not well formed', () => {
  test.each([
    ['', 'no-root'],
    ['  \n', 'no-root'],
    ['<!-- only -->', 'no-root'],
    ['text', 'outside'],
    ['<a/>text', 'outside'],
    ['<a/><b/>', 'outside'],
    ['<![CDATA[x]]><a/>', 'outside'],
    ['<a>', 'unclosed'],
    ['<a', 'unclosed'],
    ['<a ', 'unclosed'],
    ['<a b="', 'unclosed'],
    ['<a></a', 'unclosed'],
    ['<a><!-- ', 'unclosed'],
    ['<a><![CDATA[x]]', 'unclosed'],
    ['<a><?pi', 'unclosed'],
    ['<a></b>', 'mismatch'],
    ['</a>', 'mismatch'],
    ['<a><b></a></b>', 'mismatch'],
    ['<>', 'tag'],
    ['<1/>', 'tag'],
    ['< a/>', 'tag'],
    ['<a></ a>', 'tag'],
    ['<a></>', 'tag'],
    ['<a></a b>', 'tag'],
    ['<a></a/>', 'tag'],
    ['<a/ >', 'tag'],
    ['<a b="1"c="2"/>', 'tag'],
    ['<!ELEMENT a ANY>', 'tag'],
    ['<a ="1"/>', 'tag'],
    ['<a b"1"/>', 'attribute'],
    ['<a b/>', 'attribute'],
    ['<a b=1/>', 'attribute'],
    ['<a b="<"/>', 'attribute'],
    ['<a b="1" b="2"/>', 'attribute'],
  ])('%j: %s', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
    expect(codesOf(text)).toEqual(['xml-malformed']);
  });

  test('an element whose attributes are not in order is not told', () => {
    expect(written('<a><b c=1/></a>')).toEqual(['<a>']);
  });

  test('what came before the mistake was told, and the line is that of the mistake', () => {
    const { events, findings, isWhole } = scan('<a>\n<b>1</b>\n</c>');
    expect(events.map(({ kind }) => kind)).toEqual([
      'open',
      'text',
      'open',
      'text',
      'close',
      'text',
    ]);
    expect(findings).toEqual([{ code: 'xml-malformed', line: 3, detail: { problem: 'mismatch' } }]);
    expect(isWhole).toBe(false);
  });
});

describe('limits', () => {
  const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);

  test('elements may be nested to the limit and no deeper', () => {
    expect(scan(nested(XML_LIMITS.depth)).isWhole).toBe(true);
    expect(scan(nested(XML_LIMITS.depth + 1)).findings[0]).toMatchObject({
      code: 'xml-too-large',
      detail: { measure: 'depth', limit: 64 },
    });
  });

  test('the number of elements is bounded', () => {
    const limits = { ...XML_LIMITS, elements: 3 };
    expect(scan('<a><b/><c/></a>', limits).isWhole).toBe(true);
    expect(scan('<a><b/><c/><d/></a>', limits).findings[0]?.detail).toEqual({
      measure: 'elements',
      limit: 3,
    });
  });

  test('a text that is too long is not begun', () => {
    const limits = { ...XML_LIMITS, characters: 4 };
    expect(scan('<a/>', limits).isWhole).toBe(true);
    expect(scan('<ab/>', limits)).toMatchObject({
      events: [],
      findings: [{ code: 'xml-too-large', detail: { measure: 'characters', limit: 4 } }],
    });
  });

  test('an element has so many attributes and no more', () => {
    const withAttributes = (count: number) =>
      `<a${Array.from({ length: count }, (_, i) => ` b${i}=""`).join('')}/>`;
    expect(scan(withAttributes(MAX_XML_ATTRIBUTES)).isWhole).toBe(true);
    expect(scan(withAttributes(MAX_XML_ATTRIBUTES + 1)).findings[0]?.detail).toEqual({
      measure: 'attributes',
      limit: 64,
    });
  });

  test.each([
    ['openings', '<a>'.repeat(60) + '<'.repeat(2_000_000)],
    ['blanks in a tag', `<a ${' '.repeat(2_000_000)}`],
    ['one name', `<${'a'.repeat(2_000_000)}`],
    ['ampersands', `<a>${'&'.repeat(2_000_000)}</a>`],
    ['a reference without end', `<a>&#${'1'.repeat(2_000_000)}</a>`],
    ['comments', `<a>${'<!---->'.repeat(300_000)}</a>`],
    ['empty elements', `<a>${'<b/>'.repeat(500_000)}</a>`],
    ['lines', `${'\n'.repeat(2_000_000)}<`],
  ])('two million characters of %s take no more than a second', (_, text) => {
    const start = performance.now();
    scanXml(text, () => undefined);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
