import { describe, expect, test } from 'vitest';
import { checkCommands, gpgCommand } from '../../../../src/core/reference/write/commands.ts';
import { SHA1, SHA256 } from '../../../support/references.ts';

const lineOf = (tool: string, name: string, digests: object = { sha256: SHA256, sha1: SHA1 }) =>
  checkCommands({ name, size: 1, digests }).find((one) => one.tool === tool)?.line;

describe('certutil', () => {
  test.each([
    ['x y.iso', 'certutil -hashfile "x y.iso" SHA256'],
    ['a&b^c(d).iso', 'certutil -hashfile "a&b^c(d).iso" SHA256'],
    // or it were an option
    ['-f x.iso', 'certutil -hashfile ".\\-f x.iso" SHA256'],
    // cmd.exe replaces these even between double quotes
    ['%PATH%.iso', undefined],
    ['a!b.iso', undefined],
    ['a"b.iso', undefined],
    ['a\u202eb.iso', undefined],
  ])('for %j', (name, line) => {
    expect(lineOf('certutil', name)).toBe(line);
  });
});

describe('Get-FileHash', () => {
  const ofName = (quoted: string) =>
    `(Get-FileHash -Algorithm SHA256 -LiteralPath ${quoted}).Hash -eq '${SHA256.toUpperCase()}'`;

  test.each([
    ['x $env:A `n.iso', "'x $env:A `n.iso'"],
    ["it's.iso", "'it''s.iso'"],
    // PowerShell ends a text at typographic quotes, too
    ['a\u2019b\u2018c\u201ad.iso', "'a\u2019\u2019b\u2018\u2018c\u201a\u201ad.iso'"],
  ])('for %j', (name, quoted) => {
    expect(lineOf('Get-FileHash', name)).toBe(ofName(quoted));
  });

  test('is not offered for a name with a line break', () => {
    expect(lineOf('Get-FileHash', 'a\nb.iso')).toBeUndefined();
  });
});

describe('POSIX shells', () => {
  test('a quote ends the text, stands by itself, and begins it again', () => {
    expect(lineOf('openssl', "it's.iso")).toBe("openssl dgst -sha256 'it'\\''s.iso'");
  });

  test('a backslash stands outside of the quotes, where fish takes it for nothing else either', () => {
    expect(lineOf('openssl', "x\\';reboot;'.iso")).toBe(
      "openssl dgst -sha256 'x'\\\\''\\'';reboot;'\\''.iso'",
    );
  });

  test('what does not show is written out in octal', () => {
    expect(lineOf('openssl', 'e\u001b\u202e.iso')).toBe(
      "openssl dgst -sha256 $'e\\033\\342\\200\\256.iso'",
    );
  });

  test('so are quotes and backslashes then, and a shell that knows no octal runs nothing', () => {
    expect(lineOf('openssl', "x';reboot;'\\\u200b.iso")).toBe(
      "openssl dgst -sha256 $'x\\047;reboot;\\047\\134\\342\\200\\213.iso'",
    );
  });

  test('a name that looks like an option is none', () => {
    expect(lineOf('openssl', '-out')).toBe("openssl dgst -sha256 './-out'");
  });

  test('gpg has the signature first', () => {
    expect(gpgCommand('-x.iso.asc', "it's.iso")).toEqual({
      tool: 'gpg',
      line: "gpg --verify './-x.iso.asc' 'it'\\''s.iso'",
      answer: 'says-so',
    });
  });
});

const commandsOf = ({ name, digests }: { readonly name: string; readonly digests: object }) =>
  checkCommands({ name, size: 1, digests }).map(({ tool, line, answer }) => [tool, answer, line]);

test('every program has its command for the best digest that it knows, and says what it answers', () => {
  const list = `${SHA256}  x.iso`;
  expect(commandsOf({ name: 'x.iso', digests: { sha1: SHA1, sha256: SHA256 } })).toEqual([
    ['sha256sum', 'says-so', `printf '%s\\n' '${list}' | sha256sum -c -`],
    ['shasum', 'says-so', `printf '%s\\n' '${list}' | shasum -a 256 -c -`],
    ['openssl', 'compare', "openssl dgst -sha256 'x.iso'"],
    ['certutil', 'compare', 'certutil -hashfile "x.iso" SHA256'],
    [
      'Get-FileHash',
      'says-so',
      `(Get-FileHash -Algorithm SHA256 -LiteralPath 'x.iso').Hash -eq '${SHA256.toUpperCase()}'`,
    ],
  ]);
});

test('with nothing but a SHA-1 every program but one checks that', () => {
  expect(commandsOf({ name: 'x.iso', digests: { sha1: SHA1 } })).toEqual([
    ['shasum', 'says-so', `printf '%s\\n' '${SHA1}  x.iso' | shasum -a 1 -c -`],
    ['openssl', 'compare', "openssl dgst -sha1 'x.iso'"],
    ['certutil', 'compare', 'certutil -hashfile "x.iso" SHA1'],
    [
      'Get-FileHash',
      'says-so',
      `(Get-FileHash -Algorithm SHA1 -LiteralPath 'x.iso').Hash -eq '${SHA1.toUpperCase()}'`,
    ],
  ]);
});

test('a name that only POSIX shells can have is checked by them alone, as far as they can', () => {
  const digests = { sha256: SHA256 };
  expect(commandsOf({ name: 'a\rb', digests }).map(([tool]) => tool)).toEqual([
    'sha256sum',
    'openssl',
  ]);
  expect(commandsOf({ name: 'a\nb', digests })[0]?.[2]).toBe(
    `printf '%s\\n' ''\\\\'${SHA256}  a'\\\\'nb' | sha256sum -c -`,
  );
});

test('without a digest there is no command', () => {
  expect(checkCommands({ name: 'x.iso', size: 1, digests: {} })).toEqual([]);
});
