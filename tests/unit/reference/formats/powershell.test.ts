import { describe, expect, test } from 'vitest';
import {
  algorithmsOf,
  claimsOf,
  codesOf,
  isReference,
  OTHER256,
  paste,
  readFile,
  SHA1,
  SHA256,
  SHA512,
} from '../../../support/references.ts';

const UPPER = SHA256.toUpperCase();

/** As Windows PowerShell 5 redirects it: UTF-16LE with a byte order mark, CR LF. */
const redirected = (text: string): Uint8Array =>
  Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`, 'utf16le');

/** The widths that Microsoft's format definition gives the first two columns. */
const tableRow = (algorithm: string, hash: string, path: string) =>
  `${algorithm.padEnd(15)} ${hash.padEnd(70)} ${path}`.trimEnd();
const tableOf = (...rows: readonly string[]): string =>
  [
    '',
    tableRow('Algorithm', 'Hash', 'Path'),
    tableRow('---------', '----', '----'),
    ...rows,
    '\n',
  ].join('\n');

const outcome = (content: string | Uint8Array) => {
  const list = readFile(content);
  return { format: list.format, claims: claimsOf(list), findings: codesOf(list) };
};

describe('Get-FileHash | Format-List', () => {
  const one = `\n\nAlgorithm : SHA256\nHash      : ${UPPER}\nPath      : D:\\iso\\x.iso\n\n\n\n`;

  test.each([
    ['one file', one],
    ['one file, as Windows PowerShell redirects it', redirected(one)],
    ['one file, copied with the command', `PS D:\\iso> Get-FileHash x.iso | fl\n${one}PS D:\\iso>`],
    ['one file on Linux', `PS /home/a> Get-FileHash /iso/x.iso | fl${one}`],
  ])('%s', (_, content) => {
    expect(outcome(content)).toEqual({
      format: 'powershell',
      claims: [['D:\\iso\\x.iso', SHA256]],
      findings: [],
    });
  });

  test('the algorithm is the one that is named', () => {
    const list = readFile(one.replace('SHA256', 'sha256'));
    expect(list.claims[0]).toEqual({
      path: 'D:\\iso\\x.iso',
      digests: [{ algorithms: ['sha256'], text: SHA256 }],
      line: 4,
    });
  });

  test('a path and a hash that go on in the next lines are whole', () => {
    const upper = SHA512.toUpperCase();
    const text =
      `Algorithm : SHA512\nHash      : ${upper.slice(0, 67)}\n            ${upper.slice(67)}\n` +
      'Path      : C:\\Users\\a person with a long name\\Downloads\\en_windows_7_\n' +
      '            professional (1).iso\n';
    expect(outcome(text).claims).toEqual([
      [
        'C:\\Users\\a person with a long name\\Downloads\\en_windows_7_professional (1).iso',
        SHA512,
      ],
    ]);
  });

  test('several files, with and without blank lines between them', () => {
    const other = one.replace(UPPER, OTHER256).replace('x.iso', 'y.iso');
    const expected = [
      ['D:\\iso\\x.iso', SHA256],
      ['D:\\iso\\y.iso', OTHER256],
    ];
    expect(outcome(one + other).claims).toEqual(expected);
    expect(outcome((one + other).replace(/\n+/g, '\n').trim()).claims).toEqual(expected);
  });

  test('without the algorithm the length tells', () => {
    const list = readFile(`Hash : ${SHA1}\nPath : D:\\x.iso\n`);
    expect([claimsOf(list), algorithmsOf(list)]).toEqual([[['D:\\x.iso', SHA1]], [['sha1']]]);
  });

  test('half an object is malformed, and its path is given to no other', () => {
    const list = readFile(`${one}Algorithm : SHA1\nPath      : D:\\y.iso\n`);
    expect([claimsOf(list), codesOf(list)]).toEqual([
      [['D:\\iso\\x.iso', SHA256]],
      ['malformed-line', 'malformed-line'],
    ]);
  });

  test('half an object gives its algorithm to no other', () => {
    const list = readFile(`Algorithm : SHA512\n\nHash      : ${UPPER}\nPath      : D:\\x.iso\n`);
    expect([claimsOf(list), algorithmsOf(list), codesOf(list)]).toEqual([
      [['D:\\x.iso', SHA256]],
      [['sha256', 'blake2b-256', 'blake2s-256', 'blake3', 'sha3-256']],
      ['malformed-line'],
    ]);
  });

  test('blanks behind the algorithm and the hash are not theirs', () => {
    expect(outcome(one.replace(/(SHA256|[0-9A-F]{64})\n/g, '$1  \n'))).toEqual({
      format: 'powershell',
      claims: [['D:\\iso\\x.iso', SHA256]],
      findings: [],
    });
  });

  test.each(['Path      :  \n', 'Path      :\n', ''])(
    'of what came out of a stream the digest names no file: %j',
    (path) => {
      expect(outcome(`Algorithm : SHA256\nHash      : ${UPPER}\n${path}`)).toEqual({
        format: 'powershell',
        claims: [[undefined, SHA256]],
        findings: [],
      });
    },
  );

  test('an algorithm that is not compared is said', () => {
    const list = readFile(`Algorithm : RIPEMD160\nHash      : ${SHA1}\nPath      : D:\\x.iso\n`);
    expect([list.claims, codesOf(list)]).toEqual([[], ['no-claims', 'unsupported-algorithm']]);
  });

  test.each([
    [
      'prose around it',
      `Here it is:\nAlgorithm : SHA256\nHash      : ${UPPER}\nso.\nBye.\nA.\nB.\n`,
    ],
    ['fields of other objects', 'Name      : x\nHash      : y\nPath      : z\n'],
    ['a line that goes on before there is any', `          x\n${one.trim()}\n`],
    ['a line with a gap in it', `${one.trim()}\nand         so on\n`],
    ['a field within a line', `${one.trim()}\nThe Hash : ${SHA1}\n`],
  ])('not with %s', (_, text) => {
    expect(paste(text).format).not.toBe('powershell');
  });
});

describe('Get-FileHash as a table', () => {
  test.each([
    ['as it is shown', tableOf(tableRow('SHA256', UPPER, 'D:\\my iso\\x.iso'))],
    ['as it is redirected', redirected(tableOf(tableRow('SHA256', UPPER, 'D:\\my iso\\x.iso')))],
    [
      'with the command',
      `PS D:\\> Get-FileHash *${tableOf(tableRow('SHA256', UPPER, 'D:\\my iso\\x.iso'))}`,
    ],
    [
      'of two properties',
      `\nHash${' '.repeat(61)}Path\n----${' '.repeat(61)}----\n${UPPER} D:\\my iso\\x.iso\n`,
    ],
  ])('%s', (_, content) => {
    expect(outcome(content)).toEqual({
      format: 'powershell',
      claims: [['D:\\my iso\\x.iso', SHA256]],
      findings: [],
    });
  });

  test('two tables in one file, each with its own algorithm', () => {
    const text =
      tableOf(tableRow('SHA256', UPPER, 'D:\\x.iso')) +
      tableOf(tableRow('SHA1', SHA1, 'D:\\x.iso'));
    expect(outcome(text).claims).toEqual([['D:\\x.iso', SHA256, SHA1]]);
  });

  test.each(['...', '\u2026'])('a hash that was cut with %s is never compared', (mark) => {
    const cut = SHA512.toUpperCase().slice(0, 70 - mark.length) + mark;
    const list = readFile(tableOf(tableRow('SHA512', cut, 'D:\\x.iso')));
    expect(list.claims[0]?.digests).toEqual([
      { algorithms: ['sha512'], text: SHA512.slice(0, 70 - mark.length), damaged: true },
    ]);
    expect(codesOf(list)).toEqual(['no-claims', 'damaged-digest']);
  });

  test('a hash cut to the length of another algorithm is not taken for it', () => {
    const list = readFile(tableOf(tableRow('SHA512', `${SHA512.slice(0, 64)}...`, 'D:\\x.iso')));
    expect(list.claims[0]?.digests[0]?.damaged).toBe(true);
    const unmarked = readFile(tableOf(tableRow('SHA512', SHA512.slice(0, 64), 'D:\\x.iso')));
    expect([unmarked.claims[0]?.digests[0]?.damaged, codesOf(unmarked)]).toEqual([
      true,
      ['no-claims', 'length-disagrees'],
    ]);
  });

  test('a path that was cut is said to be', () => {
    const list = readFile(tableOf(tableRow('MD5', SHA1.slice(0, 32), 'C:\\Users\\a\\Slic...')));
    expect(list.findings).toEqual([
      { code: 'cut-name', line: 4, detail: { name: 'C:\\Users\\a\\Slic...' } },
    ]);
  });

  test('a path that is wrapped is whole', () => {
    const text = tableOf(tableRow('SHA256', UPPER, 'D:\\iso\\windows'), tableRow('', '', '_7.iso'));
    expect(outcome(text).claims).toEqual([['D:\\iso\\windows_7.iso', SHA256]]);
  });

  test('a stream has no path', () => {
    expect(outcome(tableOf(tableRow('SHA256', UPPER, ''))).claims).toEqual([[undefined, SHA256]]);
  });

  test('a table without paths names no file, and what is below it is no path', () => {
    const list = readFile(
      `Algorithm Hash\n--------- ----\nSHA256    ${UPPER}\n                    x.iso\n`,
    );
    expect([claimsOf(list), codesOf(list)]).toEqual([[[undefined, SHA256]], ['malformed-line']]);
  });

  test('a path that is wrapped ends where its blanks begin', () => {
    const row = tableRow('SHA256', UPPER, 'D:\\iso\\windows');
    const text = tableOf(row, `${tableRow('', '', '_7')}  `, `${tableRow('', '', '.iso')}  `);
    expect(outcome(text).claims).toEqual([['D:\\iso\\windows_7.iso', SHA256]]);
  });

  test('a path with dots in it was not cut', () => {
    const list = readFile(tableOf(tableRow('SHA256', UPPER, 'D:\\a...b\u2026c.iso')));
    expect(list.findings).toEqual([]);
  });

  test('a row of one word is malformed, the one before it is not', () => {
    const list = readFile(tableOf(tableRow('SHA256', UPPER, 'D:\\x.iso'), 'SHA256'));
    expect([claimsOf(list), list.findings]).toEqual([
      [['D:\\x.iso', SHA256]],
      [{ code: 'malformed-line', line: 5, detail: { text: 'SHA256' } }],
    ]);
  });

  test.each([
    ['prose before it', `so it is\n${tableOf(tableRow('SHA256', UPPER, 'D:\\x.iso'))}`],
    ['no rule', `Hash Path\n${UPPER} D:\\x.iso\n`],
    ['a rule of fewer columns', `Hash Path\n---------\n${UPPER} D:\\x.iso\n`],
    ['a rule with words before it', `Hash Path\nx ---- ----\n${UPPER} D:\\x.iso\n`],
    ['a rule with words behind it', `Hash Path\n---- ---- x\n${UPPER} D:\\x.iso\n`],
    ['words behind its headings', `Hash Path too\n---- ----\n${UPPER} D:\\x.iso\n`],
    ['words before its headings', `My Hash Path\n-- ---- ----\n${UPPER} D:\\x.iso\n`],
  ])('not with %s', (_, text) => {
    expect(paste(text).format).not.toBe('powershell');
  });

  test('below a rule that is not that of its columns, lines are read one by one', () => {
    const list = paste(`Hash Path\n---------\n${UPPER} x.iso\n`);
    expect([list.format, claimsOf(list)]).toEqual(['gnu', [['x.iso', SHA256]]]);
  });

  test('rows that are none are malformed', () => {
    const list = readFile(
      tableOf(tableRow('SHA256', UPPER, 'D:\\x.iso'), 'Get-FileHash : no such file'),
    );
    expect([claimsOf(list), codesOf(list)]).toEqual([[['D:\\x.iso', SHA256]], ['malformed-line']]);
  });
});

describe('Get-FileHash | Export-Csv', () => {
  const row = `"SHA256","${UPPER}","D:\\my, ""own"" iso\\x.iso"\n`;

  test.each([
    [
      'of PowerShell 5',
      `#TYPE Microsoft.Powershell.Utility.FileHash\n"Algorithm","Hash","Path"\n${row}`,
    ],
    ['of PowerShell 7', `"Algorithm","Hash","Path"\n${row}`],
    [
      'with quotes where they are needed',
      `Algorithm,Hash,Path\n${row.replaceAll(/"(SHA256|[0-9A-F]{64})"/g, '$1')}`,
    ],
    [
      'with the separator of a culture',
      `"Algorithm";"Hash";"Path"\n${row.replaceAll('","', '";"')}`,
    ],
    [
      'in another order',
      `"Path","Hash","Algorithm"\n"D:\\my, ""own"" iso\\x.iso","${UPPER}","SHA256"\n`,
    ],
    [
      'with a property of somebody’s own',
      `"Algorithm","Hash","Path","Seen"\n${row.trim()},"today"\n`,
    ],
    ['in UTF-16', redirected(`"Algorithm","Hash","Path"\n${row}`)],
  ])('%s', (_, content) => {
    expect(outcome(content)).toEqual({
      format: 'powershell',
      claims: [['D:\\my, "own" iso\\x.iso', SHA256]],
      findings: [],
    });
  });

  test('empty lines say nothing', () => {
    expect(outcome(`\n \n"Algorithm","Hash","Path"\n\n${row} \n`)).toMatchObject({
      claims: [['D:\\my, "own" iso\\x.iso', SHA256]],
      findings: [],
    });
  });

  test('a stream has no path', () => {
    expect(outcome(`"Algorithm","Hash","Path"\n"SHA256","${UPPER}",\n`).claims).toEqual([
      [undefined, SHA256],
    ]);
  });

  test('a row whose quotes are not in order is malformed, and says what stands there', () => {
    const list = readFile(`"Algorithm","Hash","Path"\n${row}"SHA1","x\n"SHA1","none","y"\n`);
    expect(list.findings).toEqual([
      { code: 'malformed-line', line: 3, detail: { text: '"SHA1","x' } },
      { code: 'malformed-line', line: 4, detail: { text: 'none y' } },
    ]);
  });

  test.each([
    ['of the hash alone', `"Hash","Size"\n"${UPPER}","5"\n`],
    ['without the hash', `"Algorithm","Path"\n"SHA256","${UPPER}"\n`],
    ['with the hash twice', `"Hash","Hash","Path"\n"${UPPER}","${UPPER}","x"\n`],
    ['below prose', `so it is\n"Algorithm","Hash","Path"\n${row}`],
  ])('not %s', (_, text) => {
    expect(paste(text).format).not.toBe('powershell');
  });

  test('a row of too few or too many cells is malformed', () => {
    const list = readFile(`"Algorithm","Hash","Path"\n${row}"SHA1"\n"SHA1","${SHA1}",a,b\n`);
    expect([claimsOf(list).length, codesOf(list)]).toEqual([
      1,
      ['malformed-line', 'malformed-line'],
    ]);
  });

  test('a table with other headings is none', () => {
    expect(isReference(`"Name","Hash of it"\n"x","${SHA256}"\n"y","${SHA256}"\n"z","1"\n`)).toBe(
      false,
    );
  });
});

describe('Get-FileHash | ConvertTo-Json', () => {
  const object = (hash: string, path: string) =>
    `{\n    "Algorithm":  "SHA256",\n    "Hash":  "${hash}",\n    "Path":  ${JSON.stringify(path)}\n}`;

  test('one file is an object', () => {
    const list = readFile(object(UPPER, 'D:\\iso\\Grüße.iso'));
    expect([list.format, list.findings, list.claims]).toEqual([
      'powershell',
      [],
      [
        {
          path: 'D:\\iso\\Grüße.iso',
          digests: [{ algorithms: ['sha256'], text: SHA256 }],
          line: 3,
        },
      ],
    ]);
  });

  test('several are an array', () => {
    const text = `[\n${object(UPPER, 'D:\\x.iso')},\n${object(OTHER256, 'D:\\y.iso')}\n]`;
    const list = readFile(redirected(text));
    expect([claimsOf(list), list.claims.map(({ line }) => line)]).toEqual([
      [
        ['D:\\x.iso', SHA256],
        ['D:\\y.iso', OTHER256],
      ],
      [4, 9],
    ]);
  });

  test.each([
    [`{"Algorithm":"SHA256","Hash":"${UPPER}"}`, [[undefined, SHA256]]],
    [`{"Algorithm":"SHA256","Hash":"${UPPER}","Path":null}`, [[undefined, SHA256]]],
    [`{"Hash":"${UPPER}","Path":"x"}`, [['x', SHA256]]],
  ])('a property may be missing: %s', (text, claims) => {
    expect(outcome(text)).toEqual({ format: 'powershell', claims, findings: [] });
  });

  test('on one line, and pasted', () => {
    const text = `[{"Algorithm":"SHA256","Hash":"${UPPER}","Path":"/iso/__proto__"}]`;
    expect(claimsOf(paste(text))).toEqual([['/iso/__proto__', SHA256]]);
  });

  test.each([
    ['cut off', object(UPPER, 'D:\\x.iso').slice(0, -1)],
    ['of other objects', `{ "Hash": "${UPPER}", "Name": "x" }`],
    ['without a hash in one of them', `[${object(UPPER, 'x')},{"Algorithm":"MD5","Path":"y"}]`],
    ['with a hash that is no text', '{ "Algorithm": "SHA256", "Hash": 1, "Path": "x" }'],
    ['nested beyond all measure', `${'['.repeat(200_000)}"Hash":"`],
  ])('not %s', (_, text) => {
    expect(isReference(text)).toBe(false);
  });
});

// Its digests are as long as those of SHA-1.
test.each([
  ['a list', `Algorithm : RIPEMD160\nHash      : ${SHA1}\nPath      : x\n`],
  ['a table', tableOf(tableRow('RIPEMD160', SHA1, 'x'))],
  ['CSV', `"Algorithm","Hash","Path"\n"RIPEMD160","${SHA1}","x"\n`],
  ['JSON', `{"Algorithm":"RIPEMD160","Hash":"${SHA1}","Path":"x"}`],
])('RIPEMD-160 in %s is compared with nothing', (_, text) => {
  expect(outcome(text)).toEqual({
    format: 'powershell',
    claims: [],
    findings: ['no-claims', 'unsupported-algorithm'],
  });
});

test('what stands in a cleartext signature is read, and nothing beside it', () => {
  const signed = tableOf(tableRow('SHA256', UPPER, 'D:\\x.iso'))
    .trim()
    .replace(/^-/gm, '- -');
  const text =
    `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n${signed}\n` +
    '-----BEGIN PGP SIGNATURE-----\n\nabcd\n-----END PGP SIGNATURE-----\n' +
    tableOf(tableRow('SHA256', OTHER256, 'D:\\x.iso'));
  const list = readFile(text);
  expect([claimsOf(list), list.isSigned, codesOf(list)]).toEqual([
    [['D:\\x.iso', SHA256]],
    true,
    ['unsigned-text'],
  ]);
});
