import { describe, expect, test } from 'vitest';
import {
  claimsOf,
  codesOf,
  isReference,
  MD5,
  OTHER256,
  paste,
  readFile,
  SHA1,
  SHA256,
} from '../../../support/references.ts';

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** After the example of RFC 5854 §1.1. */
const V4 = `${XML}<metalink xmlns="urn:ietf:params:xml:ns:metalink">
  <published>2009-05-15T12:23:23Z</published>
  <file name="example.iso">
    <size>14471447</size>
    <identity>Example</identity>
    <hash type="sha-256">${SHA256}</hash>
    <hash type="sha-1">${SHA1}</hash>
    <pieces length="1048576" type="sha-256">
      <hash>${OTHER256}</hash>
      <hash>${OTHER256}</hash>
    </pieces>
    <url location="de" priority="1">http://ftp.example.com/example.iso</url>
  </file>
  <file name="dir/b &amp; c.iso"><size>1</size><hash type="sha-256">${OTHER256}</hash></file>
</metalink>
`;

const V3 = `${XML}<metalink version="3.0" xmlns="http://www.metalinker.org/">
  <files>
    <file name="example.iso">
      <size>5242880</size>
      <verification>
        <hash type="md5">${MD5}</hash>
        <hash type="sha1">${SHA1}</hash>
        <pieces length="262144" type="sha1"><hash piece="0">${SHA1}</hash></pieces>
      </verification>
      <resources><url type="http">http://example.com/example.iso</url></resources>
    </file>
  </files>
</metalink>
`;

describe('what is read', () => {
  test('version 4: names, sizes and digests; pieces are counted', () => {
    const list = readFile(V4);
    expect(list.format).toBe('metalink');
    expect(list.claims).toEqual([
      {
        path: 'example.iso',
        size: 14_471_447,
        digests: [
          { algorithms: ['sha256'], text: SHA256 },
          { algorithms: ['sha1'], text: SHA1 },
        ],
        line: 7,
      },
      {
        path: 'dir/b & c.iso',
        size: 1,
        digests: [{ algorithms: ['sha256'], text: OTHER256 }],
        line: 10,
      },
    ]);
    expect(list.findings.map(({ code, detail }) => [code, detail])).toEqual([
      ['pieces-not-used', { count: 2 }],
    ]);
  });

  test('version 3', () => {
    const list = paste(V3);
    expect([claimsOf(list), list.claims[0]?.size, list.findings[0]?.detail]).toEqual([
      [['example.iso', MD5, SHA1]],
      5_242_880,
      { count: 1 },
    ]);
  });

  test.each([
    ['in a mixture of both', V3.replace(/ version.*"/, ' xmlns="urn:ietf:params:xml:ns:metalink"')],
    ['with prefixes', V3.replace(/<(\/?)(?=[a-z])/g, '<$1ml:')],
    ['in UTF-16', Buffer.from(`\ufeff${V3}`, 'utf16le')],
  ])('%s', (_, content) => {
    expect(claimsOf(readFile(content))).toEqual([['example.iso', MD5, SHA1]]);
  });
});

describe('digests of pieces', () => {
  const file = (content: string, name = 'x.iso') => `<file name="${name}">${content}</file>`;
  const hashes = `<hash>${SHA256}</hash><hash>\n ${OTHER256} </hash>`;
  const pieces = `<pieces length="1048576" type="sha-256">${hashes}</pieces>`;
  const digest = `<hash type="sha-1">${SHA1}</hash>`;
  const read = (...files: readonly string[]) =>
    readFile(`<metalink>${files.join('\n')}</metalink>`).claims.map((claim) => [
      claim.path,
      claim.size,
      claim.pieces,
    ]);
  const kept = {
    algorithm: 'sha256',
    length: 1_048_576,
    digests: new Uint8Array(Buffer.from(SHA256 + OTHER256, 'hex')),
  };

  test.each([
    ['before the size', `${pieces}<size>1500000</size>`],
    ['behind the size', `<size> 1500000 </size>${pieces}`],
    ['beside a digest of the whole', `${digest}<size>1500000</size>${pieces}`],
    ['beside a second size', `<size>1500000</size><size>5</size>${pieces}${digest}`],
  ])('are kept with their file: %s', (_, content) => {
    expect(read(file(content)).map(([path, , list]) => [path, list])).toEqual([['x.iso', kept]]);
  });

  test('alone are a claim in the line of the last digest before them', () => {
    const list = readFile(
      `<metalink>\n${file(digest, 'a')}\n${file(`<size>1500000</size>${pieces}`)}</metalink>`,
    );
    expect(list.claims.map(({ path, line }) => [path, line])).toEqual([
      ['a', 2],
      ['x.iso', 2],
    ]);
  });

  test.each([
    ['without a size', `${digest}${pieces}`, undefined],
    ['of a size in words', `${digest}<size>1500000 bytes</size>${pieces}`, undefined],
    ['of a size behind a sign', `${digest}<size>-1500000</size>${pieces}`, undefined],
    ['of a size with a fraction', `${digest}<size>1500000.0</size>${pieces}`, undefined],
    ['of a size that no file has', `${digest}<size>9007199254740992</size>${pieces}`, undefined],
    ['of another size', `${digest}<size>1048576</size>${pieces}`, 1_048_576],
    ['twice', `${digest}<size>1500000</size>${pieces}${pieces}`, 1_500_000],
    [
      'of no known algorithm',
      `${digest}<size>1500000</size>${pieces.replace('sha-256', 'tiger')}`,
      1_500_000,
    ],
    [
      'without a length',
      `${digest}<size>1500000</size>${pieces.replace(/ length="\d+"/, '')}`,
      1_500_000,
    ],
  ])('are not kept: %s', (_, content, size) => {
    expect(read(file(content))).toEqual([['x.iso', size, undefined]]);
  });

  test('are those of no other file', () => {
    expect(read(file(`${digest}${pieces}`), file(`${digest}<size>1500000</size>`, 'y'))).toEqual([
      ['x.iso', undefined, undefined],
      ['y', 1_500_000, undefined],
    ]);
  });

  test('of a file without a name, or of none, are only counted', () => {
    const list = readFile(
      `<metalink><file><size>1500000</size>${pieces}</file>${pieces}${file(digest)}</metalink>`,
    );
    expect(list.claims.map(({ path }) => path)).toEqual(['x.iso']);
    expect(list.findings[0]?.detail).toEqual({ count: 4 });
  });
});

test('a digest that does not name its algorithm is told by its length', () => {
  const list = readFile(`<metalink><file name="x"><hash> ${SHA1}\n</hash></file></metalink>`);
  expect(list.claims[0]?.digests).toEqual([{ algorithms: ['sha1'], text: SHA1 }]);
});

test('a digest or a size with a comment in it is read over the comment', () => {
  const half = `${SHA1.slice(0, 9)}<!-- x -->${SHA1.slice(9)}`;
  const list = readFile(
    `<metalink><file name="x"><hash type="sha-1">${half}</hash><size>1<!-- -->2</size></file></metalink>`,
  );
  expect([claimsOf(list), list.claims[0]?.size]).toEqual([[['x', SHA1]], 12]);
});

describe('what is not claimed', () => {
  test('a digest that is not whole', () => {
    const list = readFile(V3.replace(`"md5">${MD5}`, `"md5">${MD5.slice(2)}`));
    const damaged = list.claims[0]?.digests.map((digest) => digest.damaged);
    expect([damaged, codesOf(list)]).toEqual([
      [true, undefined],
      ['length-disagrees', 'pieces-not-used'],
    ]);
  });

  test('a file without a name', () => {
    const list = readFile(V4.replace(' name="example.iso"', ''));
    expect([claimsOf(list), codesOf(list)]).toEqual([
      [['dir/b & c.iso', OTHER256]],
      ['malformed-line', 'malformed-line', 'pieces-not-used'],
    ]);
  });

  test.each([
    ['in no file', `<file name="x"/><verification><hash type="md5">${MD5}</hash></verification>`],
    ['that is none', '<file name="x"><hash>none</hash></file>'],
    ['that is none under its name', '<file name="x"><hash type="md5">none</hash></file>'],
    ['that is empty', '<file name="x"><hash type="md5"/></file>'],
  ])('a digest %s, which is malformed', (_, content) => {
    const good = `<file name="y"><hash type="md5">${MD5}</hash></file>`;
    const list = readFile(`<metalink>${content}<size>5</size>${good}</metalink>`);
    expect([claimsOf(list), list.claims[0]?.size, codesOf(list)]).toEqual([
      [['y', MD5]],
      undefined,
      ['malformed-line'],
    ]);
  });

  test('digests of other elements', () => {
    const list = readFile(
      V4.replace('<identity>Example', `<identity><hash type="md5">${MD5}</hash>`),
    );
    expect(claimsOf(list)[0]).toEqual(['example.iso', SHA256, SHA1]);
  });

  test('anything of a document that breaks off', () => {
    const list = readFile(V4.slice(0, -30));
    expect([list.claims, codesOf(list)]).toEqual([[], ['no-claims', 'xml-malformed']]);
  });
});

test.each([
  ['a document that declares a type', V4.replace('<metalink', '<!DOCTYPE metalink>\n<metalink')],
  [
    'a page that speaks of it',
    '<html><body><p>&lt;metalink <metalink></metalink></p></body></html>',
  ],
  ['without files', '<metalink xmlns="urn:ietf:params:xml:ns:metalink"></metalink>'],
])('%s is no reference', (_, text) => {
  expect(isReference(text)).toBe(false);
});
