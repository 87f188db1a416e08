/**
 * Checksum files made at test time by the tools that people use, and malformed ones judged by
 * coreutils beside this program. Where the two differ, docs/formats.md says why.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseReferenceFile } from '../../src/core/reference/parse.ts';
import type { Reference } from '../../src/core/reference/reference.ts';
import { claimsOf, codesOf, readFile } from '../support/references.ts';

/** Names that tools write in different ways, each with its file's content. */
const FILES = new Map([
  ['plain.iso', 'hello\n'],
  ['with blanks (1).iso', '1'],
  [' leading blank.iso', '2'],
  ['*star.iso', '3'],
  ['trailing blank.iso ', '4'],
  ['Grüße – 日本語.iso', '5'],
  ['a) = b.iso', '6'],
  ['#hash.iso', '7'],
  ['back\\slash.iso', '8'],
  ['back\\nslash.iso', '9'],
  ['quote\'d "name".iso', 'a'],
  ['__proto__', 'b'],
]);
/** Names that only coreutils can write, for they escape them. */
const ESCAPED_FILES = new Map([
  ['new\nline.iso', 'c'],
  ['carriage\rreturn.iso', 'd'],
  ['\\', 'e'],
]);

const ALL_FILES = new Map([...FILES, ...ESCAPED_FILES]);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-reference-'));
  for (const [name, content] of ALL_FILES) writeFileSync(join(folder, name), content);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const run = (tool: string, args: readonly string[], files: ReadonlyMap<string, string>): Buffer =>
  execFileSync(tool, [...args, ...files.keys()], {
    cwd: folder,
    env: { ...process.env, LC_ALL: 'C' },
  });

const hashOf = (algorithm: string, content: string) =>
  createHash(algorithm).update(content).digest('hex');
const expected = (algorithm: string, files: ReadonlyMap<string, string>) =>
  [...files].map(([name, content]) => [name, hashOf(algorithm, content)]);

/** The algorithms that a reference names, when each digest names one. */
const namedAlgorithms = ({ claims }: Reference) => [
  ...new Set(claims.flatMap(({ digests }) => digests.map(({ algorithms }) => algorithms.join()))),
];

describe('coreutils', () => {
  test.each([
    ['md5sum', 'md5'],
    ['sha1sum', 'sha1'],
    ['sha224sum', 'sha224'],
    ['sha256sum', 'sha256'],
    ['sha384sum', 'sha384'],
    ['sha512sum', 'sha512'],
  ])('%s, in text and in binary mode', (tool, algorithm) => {
    const text = readFile(run(tool, ['--'], ALL_FILES));
    const binary = readFile(run(tool, ['-b', '--'], ALL_FILES));
    expect(claimsOf(text)).toEqual(expected(algorithm, ALL_FILES));
    expect(claimsOf(binary)).toEqual(expected(algorithm, ALL_FILES));
    expect([...codesOf(text), ...codesOf(binary)]).toEqual([]);
  });

  test.each([
    ['md5sum', 'md5'],
    ['sha1sum', 'sha1'],
    ['sha256sum', 'sha256'],
    ['sha512sum', 'sha512'],
  ])('%s --tag', (tool, algorithm) => {
    const list = readFile(run(tool, ['--tag', '--'], ALL_FILES));
    expect(claimsOf(list)).toEqual(expected(algorithm, ALL_FILES));
    expect([namedAlgorithms(list), codesOf(list)]).toEqual([[algorithm], []]);
  });

  test('b2sum --tag', () => {
    const list = readFile(run('b2sum', ['--tag', '--'], ALL_FILES));
    expect(claimsOf(list)).toEqual(expected('blake2b512', ALL_FILES));
    expect(namedAlgorithms(list)).toEqual(['blake2b-512']);
  });

  test('b2sum -l 256 --tag', () => {
    const list = readFile(run('b2sum', ['-l', '256', '--tag', '--'], ALL_FILES));
    expect(list.claims.map(({ path }) => path)).toEqual([...ALL_FILES.keys()]);
    expect(namedAlgorithms(list)).toEqual(['blake2b-256']);
  });

  test('cksum -a sm3: an algorithm that is not compared', () => {
    const list = readFile(run('cksum', ['-a', 'sm3', '--'], ALL_FILES));
    expect([list.claims, new Set(codesOf(list))]).toEqual([
      [],
      new Set(['no-claims', 'unsupported-algorithm']),
    ]);
  });

  test('the CRC of plain cksum is no reference', () => {
    expect(parseReferenceFile('sums', run('cksum', ['--'], FILES))).toBeUndefined();
  });

  test('sha256sum --zero is no reference: its lines end with NUL', () => {
    expect(parseReferenceFile('sums', run('sha256sum', ['-z', '--'], ALL_FILES))).toBeUndefined();
  });
});

describe('OpenSSL', () => {
  test.each([
    ['md5', 'md5', 'md5'],
    ['sha1', 'sha1', 'sha1'],
    ['sha224', 'sha224', 'sha224'],
    ['sha256', 'sha256', 'sha256'],
    ['sha384', 'sha384', 'sha384'],
    ['sha512', 'sha512', 'sha512'],
    ['sha3-256', 'sha3-256', 'sha3-256'],
    ['sha3-384', 'sha3-384', 'sha3-384'],
    ['sha3-512', 'sha3-512', 'sha3-512'],
    ['blake2b512', 'blake2b512', 'blake2b-512'],
    ['blake2s256', 'blake2s256', 'blake2s-256'],
  ])('dgst -%s', (option, algorithm, id) => {
    const list = readFile(run('openssl', ['dgst', `-${option}`], FILES));
    expect(claimsOf(list)).toEqual(expected(algorithm, FILES));
    expect([namedAlgorithms(list), codesOf(list)]).toEqual([[id], []]);
  });

  test('dgst -c, with colons', () => {
    expect(claimsOf(readFile(run('openssl', ['dgst', '-sha256', '-c'], FILES)))).toEqual(
      expected('sha256', FILES),
    );
  });

  test('dgst -r, as coreutils write', () => {
    expect(claimsOf(readFile(run('openssl', ['dgst', '-sha256', '-r'], FILES)))).toEqual(
      expected('sha256', FILES),
    );
  });

  test.each(['ripemd160', 'sha512-256', 'sha512-224', 'sha3-224', 'sm3'])(
    'dgst -%s: an algorithm that is not compared',
    (option) => {
      const list = readFile(run('openssl', ['dgst', `-${option}`], FILES));
      expect([list.claims, new Set(codesOf(list))]).toEqual([
        [],
        new Set(['no-claims', 'unsupported-algorithm']),
      ]);
    },
  );

  test('dgst of standard input names no file', () => {
    const output = execFileSync('openssl', ['dgst', '-sha256'], { input: 'hello\n' });
    expect(claimsOf(readFile(output))).toEqual([[undefined, hashOf('sha256', 'hello\n')]]);
  });
});

describe('RHash', () => {
  /** It takes a backslash for a slash. */
  const files = new Map([...FILES].filter(([name]) => !name.includes('\\')));

  test('--bsd with several algorithms: one claim for each file', () => {
    const list = readFile(run('rhash', ['--bsd', '--md5', '--sha1', '--sha256', '--'], files));
    expect(claimsOf(list)).toEqual(
      [...files].map(([name, content]) => [
        name,
        ...['md5', 'sha1', 'sha256'].map((algorithm) => hashOf(algorithm, content)),
      ]),
    );
  });

  test('its plain lists', () => {
    expect(claimsOf(readFile(run('rhash', ['--sha1', '--'], files)))).toEqual(
      expected('sha1', files),
    );
  });

  test('--bsd --crc32', () => {
    const list = readFile(run('rhash', ['--bsd', '--crc32', '--'], files));
    expect(list.claims.map(({ path }) => path)).toEqual([...files.keys()]);
    expect(namedAlgorithms(list)).toEqual(['crc32']);
  });
});

/** Names without what tools that are no coreutils write otherwise: backslashes, blanks at the end. */
const PLAIN_FILES = new Map([...FILES].filter(([name]) => !/\\| $/.test(name)));
const sizes = ({ claims }: Reference) => claims.map(({ path, size }) => [path, size]);
const expectedSizes = (files: ReadonlyMap<string, string>) =>
  [...files].map(([name, content]) => [name, Buffer.byteLength(content)]);

describe('RHash, in other forms', () => {
  test('an SFV names every file and its size', () => {
    const list = readFile(run('rhash', ['--sfv', '--'], PLAIN_FILES));
    expect(list.format).toBe('sfv');
    expect(claimsOf(list)).toEqual(
      [...PLAIN_FILES].map(([name, content]) => [
        name,
        crc32(content).toString(16).padStart(8, '0'),
      ]),
    );
    expect(sizes(list)).toEqual(expectedSizes(PLAIN_FILES));
  });

  test('several digests in one line', () => {
    const list = readFile(run('rhash', ['--md5', '--sha256', '--sha1', '--'], PLAIN_FILES));
    expect(list.format).toBe('rhash');
    expect(claimsOf(list)).toEqual(
      [...PLAIN_FILES].map(([name, content]) => [
        name,
        ...['md5', 'sha1', 'sha256'].map((algorithm) => hashOf(algorithm, content)),
      ]),
    );
  });
});

test('hashdeep', () => {
  const list = readFile(run('hashdeep', ['-l', '-c', 'sha256'], PLAIN_FILES));
  const byName = new Map(claimsOf(list).map(([path, digest]) => [path, digest]));
  expect([list.format, codesOf(list)]).toEqual(['hashdeep', []]);
  expect(byName).toEqual(new Map(expected('sha256', PLAIN_FILES).map(([a, b]) => [a, b])));
  expect(new Map(sizes(list).map(([path, size]) => [path, size]))).toEqual(
    new Map(expectedSizes(PLAIN_FILES).map(([path, size]) => [path, size])),
  );
});

describe('7-Zip', () => {
  /** A star is a pattern to it. */
  const files = new Map([...PLAIN_FILES].filter(([name]) => !name.includes('*')));

  test.each([
    ['SHA256', 'sha256'],
    ['SHA1', 'sha1'],
    ['SHA512', 'sha512'],
  ])('h -scrc%s', (option, algorithm) => {
    const list = readFile(run('7zz', ['h', `-scrc${option}`, '--'], files));
    expect([list.format, codesOf(list)]).toEqual(['7-zip', []]);
    expect(new Map(claimsOf(list).map(([path, digest]) => [path, digest]))).toEqual(
      new Map(expected(algorithm, files).map(([path, digest]) => [path, digest])),
    );
  });
});

/** What `sha256sum -c --warn` makes of a list: the names it looks for, the lines it refuses. */
function judge(list: string) {
  const { stdout, stderr } = spawnSync('sha256sum', ['-c', '--warn', '-'], {
    cwd: folder,
    input: list,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const names = [...stdout.matchAll(/(?<=^|\n)([^\n]*): (?:OK|FAILED(?: open or read)?)(?=\n)/g)];
  const refused = [...stderr.matchAll(/^sha256sum: '?standard input'?: (\d+): improperly/gm)];
  return {
    names: new Set(names.map(([, name = '']) => unprinted(name))),
    refused: refused.map(([, line]) => Number(line)),
  };
}

/** A name with a line break is printed escaped, behind a backslash; coreutils 9.1 others not. */
function unprinted(name: string): string {
  if (!/^\\(?:[^\\]|\\[\\nr])*$/.test(name)) return name;
  const meanings = new Map([
    ['\\\\', '\\'],
    ['\\n', '\n'],
    ['\\r', '\r'],
  ]);
  return name.slice(1).replace(/\\[\\nr]/g, (escape) => meanings.get(escape) ?? escape);
}

/** The names of undamaged claims; of those with digests of one length, when it is given. */
function namesOf(list: string, length?: number): Set<string> {
  const reference = parseReferenceFile('SHA256SUMS', new TextEncoder().encode(list));
  const named = (reference?.claims ?? []).filter(({ digests }) =>
    digests.some(
      ({ damaged, algorithms, text }) =>
        !damaged && algorithms.length > 0 && text.length === (length ?? text.length),
    ),
  );
  return new Set(named.flatMap(({ path }) => path ?? []));
}

const HEX = hashOf('sha256', 'hello\n');
const UPPER = HEX.toUpperCase();

describe('lists that sha256sum -c judges', () => {
  test.each([
    ['two blanks', `${HEX}  plain.iso\n`],
    ['a star', `${HEX} *plain.iso\n`],
    ['one blank', `${HEX} plain.iso\n`],
    ['a tab', `${HEX}\tplain.iso\n`],
    ['two tabs', `${HEX}\t\tplain.iso\n`],
    ['three blanks', `${HEX}   plain.iso\n`],
    ['upper case', `${UPPER}  plain.iso\n`],
    ['blanks in front', ` \t ${HEX}  plain.iso\n`],
    ['a blank behind the name', `${HEX}  plain.iso \n`],
    ['no last line break', `${HEX}  plain.iso`],
    ['comments and empty lines', `# one\n\n#two\n${HEX}  plain.iso\n`],
    ['the BSD form', `SHA256 (plain.iso) = ${HEX}\n`],
    ['the OpenSSL form', `SHA256(plain.iso)= ${HEX}\n`],
    ['blanks around the equals sign', `SHA256 (plain.iso)  \t=\t  ${HEX}\n`],
    ['parentheses in the name', `SHA256 (a) = b.iso) = ${HEX}\n`],
    ['blanks before the tag', `  SHA256 (plain.iso) = ${HEX}\n`],
    ['an escaped name', `\\${HEX}  new\\nline.iso\n`],
    ['an escaped name under a tag', `\\SHA256 (back\\\\slash.iso) = ${HEX}\n`],
    ['an unknown escape', `\\${HEX}  a\\tb\n${HEX}  plain.iso\n`],
    ['a backslash at the end', `\\${HEX}  a\\\n${HEX}  plain.iso\n`],
    ['one blank after two', `${HEX}  plain.iso\n${HEX} other.iso\n`],
    ['tagged between the two forms', `${HEX}  a\nSHA256 (b) = ${HEX}\n${HEX} c\n`],
    ['a digest that is cut', `${HEX.slice(0, 60)}  cut.iso\n${HEX}  plain.iso\n`],
    ['a digest that is too long', `${HEX}00  long.iso\n${HEX}  plain.iso\n`],
    ['a wrong character', `${HEX.slice(0, 63)}g  wrong.iso\n${HEX}  plain.iso\n`],
    ['a broken line', `${HEX}  plain.iso\nnot a digest\n`],
    ['a bracket that is not closed', `SHA256 (x = ${HEX}\n${HEX}  plain.iso\n`],
    ['no equals sign', `SHA256 (x) ${HEX}\n${HEX}  plain.iso\n`],
    ['a word behind the digest', `SHA256 (x) = ${HEX} x\n${HEX}  plain.iso\n`],
    ['a comment behind the digest', `${HEX}  plain.iso # comment\n`],
    ['nothing', ''],
  ])('%s: the same names', (_, list) => {
    expect(namesOf(list)).toEqual(judge(list).names);
  });

  test.each([
    ['a comment behind blanks', `  # comment\n${HEX}  plain.iso\n`, [1]],
    ["another tool's comment", `; comment\n${HEX}  plain.iso\n`, [1]],
    ["FCIV's comment", `// comment\n${HEX}  plain.iso\n`, [1]],
    ['a line of blanks', ` \t\n${HEX}  plain.iso\n`, [1]],
  ])('%s is refused by coreutils, and is nothing here', (_, list, refused) => {
    expect(judge(list).refused).toEqual(refused);
    expect(codesOf(readFile(list))).toEqual([]);
  });

  test.each([
    ['a byte order mark', `\ufeff${HEX}  plain.iso\n`],
    ['a blank behind a tagged digest', `SHA256 (plain.iso) = ${HEX} \n`],
    ['a tag in lower case', `sha256 (plain.iso) = ${HEX}\n`],
    ['a tag with a hyphen', `SHA-256 (plain.iso) = ${HEX}\n`],
    ["OpenSSL 3's tag", `SHA2-256(plain.iso)= ${HEX}\n`],
    ['a padded tag', `SHA256   (plain.iso) = ${HEX}\n`],
    [
      'a digest in groups under a tag',
      `SHA256 (plain.iso) = ${HEX.replace(/.{8}(?=.)/g, '$& ')}\n`,
    ],
    ['a label', `sha256:${HEX}  plain.iso\n`],
    ['a digest below its tag', `SHA256 (plain.iso) =\n${HEX}\n`],
    ['a digest in two lines', `${HEX.slice(0, 50)}\n${HEX.slice(50)}  plain.iso\n`],
  ])('%s is refused by coreutils, and read here', (_, list) => {
    expect(judge(list).names).not.toContain('plain.iso');
    expect([...namesOf(list)]).toEqual(['plain.iso']);
  });

  test('an empty name is a name to coreutils, and none here', () => {
    const list = `SHA256 () = ${HEX}\n${HEX}  plain.iso\n`;
    expect([...judge(list).names]).toEqual(['', 'plain.iso']);
    expect([...namesOf(list)]).toEqual(['plain.iso']);
  });

  test('lines of other algorithms are refused by sha256sum, and read here', () => {
    const list = `MD5 (a) = ${HEX.slice(0, 32)}\n${HEX.slice(0, 40)}  b\n${HEX}  plain.iso\n`;
    expect(judge(list).refused).toEqual([1, 2]);
    expect([...namesOf(list)]).toEqual(['a', 'b', 'plain.iso']);
  });

  test('lines that end with CR alone are one line to coreutils', () => {
    const list = `${HEX}  plain.iso\r${HEX}  other.iso\r`;
    expect([...judge(list).names]).toEqual([`plain.iso\r${HEX}  other.iso`]);
    expect([...namesOf(list)]).toEqual(['plain.iso', 'other.iso']);
  });

  test.each(['  ', ' *'])(
    'after a line with one blank %j is half of the name to coreutils, and none of it here',
    (separator) => {
      const list = `${HEX} plain.iso\n${HEX}${separator}other.iso\n`;
      expect([...judge(list).names]).toEqual(['plain.iso', `${separator.slice(1)}other.iso`]);
      expect([...namesOf(list)]).toEqual(['plain.iso', 'other.iso']);
    },
  );

  test('a star without a name is a name to coreutils, and makes the list a reversed one', () => {
    const list = `${HEX} *\n${HEX}  plain.iso\n`;
    expect([...judge(list).names]).toEqual(['*', ' plain.iso']);
    expect([...namesOf(list)]).toEqual(['plain.iso']);
  });
});

// Two readers of one grammar must not differ in what they do not know they differ in.
test('any damage to a list leaves the same names to sha256sum -c and to this program', () => {
  const line = fc
    .record({
      form: fc.constantFrom('  ', ' *', ' ', '\t', 'tag'),
      name: fc.constantFrom('a', 'b c', 'd)', '*e', 'f = g', 'h\\n', 'i(', 'ü'),
      mark: fc.constantFrom('', '', '', '\\', ' '),
    })
    .map(({ form, name, mark }) =>
      form === 'tag' ? `${mark}SHA256 (${name}) = ${HEX}` : `${mark}${HEX}${form}${name}`,
    );
  const change = fc.record({
    at: fc.nat(100),
    removed: fc.nat(2),
    inserted: fc.constantFrom('', ' ', '*', '\\', '(', ')', '=', 'a', 'g', '#', '\t'),
  });
  const changed = fc
    .tuple(line, fc.array(change, { maxLength: 2 }))
    .map(([text, changes]) =>
      changes.reduce(
        (done, { at, removed, inserted }) =>
          done.slice(0, at) + inserted + done.slice(at + removed),
        text,
      ),
    );
  // Enough whole lines that the list stays one, and of the two-character form.
  const whole = Array.from({ length: 12 }, (_, index) => `${HEX}  w${String(index)}`);
  const isKnown = (text: string): boolean =>
    [
      /^\s*[#;]|^\s*$/, // comments and blank lines
      /[ \t]$/, // blanks at the end
      /^\s*\\?\S+\s\s*\*?$/, // a name of nothing but a star or blanks
      /\(\)[ \t=]/, // an empty name
      /\w[ \t]{2,}\(|\t\(/, // a padded tag
      /^\s*(?!SHA256)sha256 ?\(/i, // a tag in small letters
      /= *[0-9a-f]+[ \t]+[0-9a-f]+$/, // a digest in groups
      /[ \t*(]\\/, // a name that begins with a backslash: its printed form is ambiguous
    ].some((pattern) => pattern.test(text));
  fc.assert(
    fc.property(
      fc.array(
        changed.filter((text) => !isKnown(text)),
        { maxLength: 12 },
      ),
      (lines) => {
        const list = [...whole, ...lines].map((text) => `${text}\n`).join('');
        // A blank may cut a digest to the length of SHA-1's or SHA-224's: not for sha256sum.
        expect(namesOf(list, 64)).toEqual(judge(list).names);
      },
    ),
    { numRuns: 200 },
  );
});
