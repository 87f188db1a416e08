import { expect, test } from 'vitest';
import {
  claimsOf,
  codesOf,
  isReference,
  MD5,
  OTHER256,
  readFile,
  SHA1,
  SHA256,
} from '../../../support/references.ts';

const HEAD = `<?xml version="1.0"?>
<!DOCTYPE datafile PUBLIC "-//Logiqx//DTD ROM Management Datafile//EN" "http://www.logiqx.com/Dats/datafile.dtd">
<datafile>
	<header><name>IBM - PC compatible</name></header>
`;
const dat = (...games: readonly string[]) =>
  `${HEAD}${games.map((game) => `	<game name="a">\n${game}\n	</game>\n`).join('')}</datafile>\n`;
const ROM = `<rom name="x &amp; y.iso" size="5" crc="DEADBEEF" md5="${MD5}" sha1="${SHA1}"/>`;

test('names, sizes and digests, behind the declaration that such files have', () => {
  const list = readFile(dat(ROM, `<rom name="b.iso" size="6" sha256="${SHA256}"/>`));
  expect([list.format, list.findings]).toEqual(['logiqx', []]);
  expect(list.claims).toEqual([
    {
      path: 'x & y.iso',
      size: 5,
      digests: [
        { algorithms: ['crc32'], text: 'deadbeef' },
        { algorithms: ['md5'], text: MD5 },
        { algorithms: ['sha1'], text: SHA1 },
      ],
      line: 6,
    },
    { path: 'b.iso', size: 6, digests: [{ algorithms: ['sha256'], text: SHA256 }], line: 9 },
  ]);
});

test('bad dumps, missing dumps and disks are left out', () => {
  const list = readFile(
    dat(
      ROM,
      `<rom name="c" size="1" status="baddump" sha1="${SHA1}"/>`,
      '<rom name="d" size="1" status="nodump"/>',
      `<disk name="e" sha1="${SHA1}"/>`,
    ),
  );
  expect(claimsOf(list).map(([path]) => path)).toEqual(['x & y.iso']);
});

test('a digest that cannot be one is malformed, with all that is said of its file', () => {
  const list = readFile(
    dat(ROM, `<rom name="b" size="1" crc="deadbeef" sha1="-"/>`, `<rom sha1="${SHA1}"/>`),
  );
  expect(claimsOf(list)).toHaveLength(1);
  expect(list.findings.map(({ code, line, detail }) => [code, line, detail?.['text']])).toEqual([
    ['malformed-line', 9, 'b deadbeef -'],
    ['malformed-line', 12, ` ${SHA1}`],
  ]);
});

test('what was not dumped is left out, also where a digest is said', () => {
  const list = readFile(
    dat(ROM, `<rom name="c" status="nodump" sha1="${SHA1}"/>`, '<rom name="d" sha1="" md5=""/>'),
  );
  expect([claimsOf(list).length, list.findings]).toEqual([1, []]);
});

test.each([
  ['with no more before it than a byte order mark', HEAD.replace(/^.*\n/, '\ufeff')],
  ['with no more before it than blanks', HEAD.replace(/^.*\n/, '\n ')],
  ['behind an empty line', HEAD.replace('?>\n', '?>\n\n')],
  ['right behind the XML declaration', HEAD.replace('?>\n', '?>')],
  ['with blanks within', HEAD.replace('DOCTYPE datafile', 'DOCTYPE  datafile')],
  ['not there at all', HEAD.replace(/<!DOCTYPE[^>]*>/, '')],
])('the declaration may be %s', (_, beginning) => {
  const text = dat(ROM).replace(HEAD, beginning);
  expect(claimsOf(readFile(text))).toEqual([['x & y.iso', 'deadbeef', MD5, SHA1]]);
});

test('a document with a declaration further down claims nothing', () => {
  const [, type = ''] = HEAD.split('\n');
  const text = dat(ROM).replace(`${type}\n`, '').replace('<header>', `${type}<header>`);
  expect(readFile(text)).toMatchObject({ claims: [], format: 'bare' });
});

test.each([
  ['5', 5],
  ['123456789012', 123_456_789_012],
  ['9007199254740992', undefined],
  ['5 bytes', undefined],
  ['1e3', undefined],
  ['5.0', undefined],
  ['', undefined],
])('a size of %j is read as %j', (written, size) => {
  const list = readFile(dat(`<rom name="x" size="${written}" md5="${MD5}"/>`));
  expect(list.claims.map((claim) => [claim.path, claim.size])).toEqual([['x', size]]);
});

test('a declaration that declares something is refused, and the document with it', () => {
  const text = dat(ROM).replace(/<!DOCTYPE[^>]*>/, '<!DOCTYPE datafile [<!ENTITY a "b">]>');
  expect(isReference(text)).toBe(false);
});

test('a document that breaks off claims nothing', () => {
  expect(
    claimsOf(readFile(dat(ROM, `<rom name="b" sha256="${OTHER256}"/>`).slice(0, -20))),
  ).toEqual([]);
});

test('other XML is no reference', () => {
  expect(isReference(`<data><datafile ${ROM}</data>`)).toBe(false);
});

test('one of more elements than are read claims nothing, and says so', () => {
  const list = readFile(dat(ROM, '<rom name="b"/>'.repeat(500_000)));
  expect([list.claims, codesOf(list)]).toEqual([[], ['no-claims', 'xml-too-large']]);
});
