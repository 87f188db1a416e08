import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText } from '../../src/core/bytes/text.ts';
import { MAX_FINDINGS } from '../../src/core/reference/limits.ts';
import { parsePastedText, parseReferenceFile } from '../../src/core/reference/parse.ts';
import type { Reference } from '../../src/core/reference/reference.ts';
import { sidecarSubject } from '../../src/core/reference/sidecar.ts';
import { sniffReference } from '../../src/core/reference/sniff.ts';
import { nameKey, similarNameKey } from '../../src/core/text/names.ts';
import { visibleText } from '../../src/core/text/visible.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const hex = (length: number) =>
  fc
    .uint8Array({ minLength: length / 2, maxLength: length / 2 })
    .map((bytes) => Buffer.from(bytes).toString('hex'));

const LENGTHS = new Map([
  ['md5', 32],
  ['sha1', 40],
  ['sha256', 64],
  ['sha512', 128],
]);
const algorithm = fc.constantFrom('md5', 'sha1', 'sha256', 'sha512');

/** Names as file systems have them: any characters but NUL and the slash. */
const fileName = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .map((name) => name.replace(/[\0/]/g, '_'))
  .filter((name) => name.trim() !== '' && name !== '-' && name !== '*' && name !== 'stdin');

interface Listed {
  readonly name: string;
  readonly algorithm: string;
  readonly digest: string;
}

const listed: fc.Arbitrary<Listed> = algorithm.chain((id) =>
  fc.record({ name: fileName, algorithm: fc.constant(id), digest: hex(LENGTHS.get(id) ?? 0) }),
);
const list = fc.uniqueArray(listed, { selector: ({ name }) => name, minLength: 1, maxLength: 20 });

/** As coreutils write a name; written here a second time, and checked in the oracle suite. */
function escaped(name: string): { mark: string; name: string } {
  if (!/[\\\n\r]/.test(name)) return { mark: '', name };
  const text = name.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/\r/g, '\\r');
  return { mark: '\\', name: text };
}

const gnuLine = (mode: string, { name, digest }: Listed) =>
  `${escaped(name).mark}${digest} ${mode}${escaped(name).name}`;
const bsdLine = ({ name, algorithm: id, digest }: Listed) =>
  `${escaped(name).mark}${id.toUpperCase()} (${escaped(name).name}) = ${digest}`;

const claimsOf = (reference: Reference | undefined) =>
  reference?.claims.map(({ path, digests }) => [path, ...digests.map(({ text }) => text)]);
const namesAndDigests = (files: readonly Listed[]) =>
  files.map(({ name, digest }) => [name, digest]);

const ending = fc.constantFrom('\n', '\r\n');

// A list says what it says: no name and no digest is lost, changed or added.
test('a list as coreutils write it gives back exactly its names and digests', () => {
  fc.assert(
    fc.property(list, fc.constantFrom(' ', '*'), ending, (files, mode, end) => {
      const text = files.map((file) => gnuLine(mode, file) + end).join('');
      const reference = parseReferenceFile('SUMS', encode(text));
      expect(claimsOf(reference)).toEqual(namesAndDigests(files));
      expect(reference?.findings).toEqual([]);
    }),
  );
});

test('a tagged list gives back exactly its names, digests and algorithms', () => {
  fc.assert(
    fc.property(list, ending, (files, end) => {
      const text = files.map((file) => bsdLine(file) + end).join('');
      const reference = parseReferenceFile('SUMS', encode(text));
      expect(claimsOf(reference)).toEqual(namesAndDigests(files));
      expect(reference?.claims.map(({ digests }) => digests[0]?.algorithms)).toEqual(
        files.map(({ algorithm: id }) => [id]),
      );
    }),
  );
});

// How a value is written does not change the value.
test('a bare digest is the same in any grouping, case and wrapping', () => {
  const grouping = fc.record({
    size: fc.integer({ min: 2, max: 16 }),
    separator: fc.constantFrom('', ' ', ':', '-', '\u00a0'),
    prefix: fc.constantFrom('', '0x', ' ', 'sha256: ', 'SHA-256 = '),
    isUpper: fc.boolean(),
  });
  fc.assert(
    fc.property(hex(64), grouping, (digest, { size, separator, prefix, isUpper }) => {
      const groups = digest.match(new RegExp(`.{1,${String(size)}}`, 'g')) ?? [];
      const value = groups.join(separator);
      const text = prefix + (isUpper ? value.toUpperCase() : value);
      // Sixteen groups of four are no fingerprint: that has ten.
      expect(claimsOf(parsePastedText(text))).toEqual([[undefined, digest]]);
    }),
  );
});

// A digest that is not whole must not be compared, or a genuine image would be called altered.
test('a SHA-256 with up to four characters damaged or lost is never compared', () => {
  const damage = fc.array(
    fc.record({ at: fc.nat(63), by: fc.constantFrom('', 'O', 'l', '\u200b', '?', '\u0430') }),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(hex(64), damage, (digest, changes) => {
      const characters = [...digest];
      for (const { at, by } of changes) characters[at] = by;
      const reference = parsePastedText(characters.join(''));
      const compared = reference?.claims
        .flatMap(({ digests }) => digests)
        .filter(({ algorithms, damaged }) => algorithms.length > 0 && !damaged);
      expect(compared).toEqual([]);
    }),
  );
});

/** Characters that mean something to some grammar, and some that mean nothing. */
const soup = fc.string({
  unit: fc.constantFrom(
    ...['0123456789abcdef0123456789abcdef', 'fedcba98', ' ', '  ', ' *', '\n', '\r\n', '\\'],
    ...['SHA256', 'md5', ' (', ') = ', ':', '=', '#', ' HASH', ': 12 bytes', '0x', '\t', 'O'],
    ...['-----BEGIN PGP SIGNED MESSAGE-----\n', 'Hash: SHA256\n', '\n\n', '- ', 'fingerprint'],
    ...['-----BEGIN PGP SIGNATURE-----\n\nabcd\n', '-----END PGP SIGNATURE-----\n', 'magnet:?'],
    ...['\u202e', '\u200b', '\0', '\ufeff', '\ud800', '__proto__', '<b>', '…', '...', '-'],
  ),
  maxLength: 60,
});

/** Pieces of the forms that are told by the whole text. */
const forms = fc
  .array(
    fc.constantFrom(
      ...['Algorithm', 'Hash', 'Path', 'SHA256', ' : ', '      ', '...', '\n', '\n', '\n', ','],
      ...['"Algorithm","Hash","Path"', '"', '---------       ----      ----', 'x.iso', ' ', '  '],
      ...['Algorithm       Hash      Path', '{"Hash":"', '","Path":"', '"}', '[', ']', '{', '}'],
      ...['SHA1 hash of x:', 'CertUtil: -hashfile done.', 'PS C:\\>', '%%%% HASHDEEP-1.0', '5,'],
      ...['%%%% size,md5,filename', '## ', 'MD5      Size  Name', '-------- ---- ----', 'Name: '],
      ...['[x.iso]', 'MD5: ', 'Size: 5', '; ', 'x.iso deadbeef', 'sha384-', 'integrity="', '='],
      ...['<metalink>', '<file name="x">', '<hash type="md5">', '</hash>', '<size>', '</size>'],
      ...['</file>', '</metalink>', '<pieces>', '</pieces>', '<datafile>', '</datafile>', '&amp;'],
      ...['<rom name="x" size="5" md5="', '"/>', '<!DOCTYPE datafile PUBLIC "" "">', '#sha1#x#'],
      ...['0123456789abcdef0123456789abcdef', 'sZRqySSS0jR8YjW00mERhA==', 'MD5', ':', 'deadbeef'],
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(''));

/** What every reference keeps to, whatever it was made of. */
function expectLawful(reference: Reference | undefined) {
  const digests = reference?.claims.flatMap((claim) => claim.digests) ?? [];
  const isWhole = ({ algorithms, damaged }: (typeof digests)[number]) =>
    algorithms.length > 0 && !damaged;
  expect(digests.filter(isWhole).every(({ text }) => /^[0-9a-f]{8,128}$/.test(text))).toBe(true);
  expect(reference?.findings.length ?? 0).toBeLessThanOrEqual(MAX_FINDINGS);
  const lines = (reference?.findings ?? []).map(({ line }) => line ?? 0);
  expect(lines).toEqual([...lines].sort((a, b) => a - b));
  expect(reference?.claims.every((claim) => claim.digests.length > 0) ?? true).toBe(true);
}

// Whatever is dropped or pasted, there is an answer, and it keeps its promises.
test('any soup of the grammars is read without a throw', () => {
  fc.assert(
    fc.property(soup, fc.constantFrom('x.txt', 'SHA256SUMS', 'x.iso.md5'), (text, name) => {
      expectLawful(parsePastedText(text));
      expectLawful(parseReferenceFile(name, encode(text)));
    }),
    { numRuns: 2000 },
  );
});

test('any heap of pieces of the forms is read without a throw, and first looked at as it is read', () => {
  fc.assert(
    fc.property(forms, fc.constantFrom('x.txt', 'x.iso.md5'), (text, name) => {
      expectLawful(parsePastedText(text));
      const bytes = encode(text);
      const reference = parseReferenceFile(name, bytes);
      expectLawful(reference);
      expect(reference === undefined || sniffReference(name, bytes, bytes.length)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

/** What tools wrote. */
const written = fc
  .constantFrom('hashdeep.txt', 'rhash-sfv.txt', 'rhash-several.txt', '7z-h-sha256.txt')
  .map((file) =>
    readFileSync(new URL(`../vectors/reference/tools/${file}`, import.meta.url), 'utf8'),
  );

// One damaged place must not give a file the digest of another.
test('a list that lost a piece of a line gives no file a digest that it did not have', () => {
  const names = new Set(['plain.iso', 'b (1).iso', 'grüße.iso', 'comma, name.iso', 'deep.iso']);
  const saidOf = (text: string): readonly string[] =>
    (parseReferenceFile('list', encode(text))?.claims ?? [])
      .filter(({ path }) => path !== undefined && names.has(nameKey(path)))
      .flatMap(({ path = '', digests }) =>
        digests
          .filter(({ algorithms, damaged }) => algorithms.length > 0 && !damaged)
          .map((digest) => `${digest.text} ${nameKey(path)}`),
      );
  fc.assert(
    fc.property(written, fc.nat(), fc.integer({ min: 1, max: 90 }), (text, at, length) => {
      const start = at % text.length;
      const lost = text.slice(start, start + length).split('\n', 1)[0] ?? '';
      const known = new Set(saidOf(text));
      const said = saidOf(text.slice(0, start) + text.slice(start + lost.length));
      expect(said.filter((each) => !known.has(each))).toEqual([]);
    }),
    { numRuns: 1500 },
  );
});

test('any bytes are read without a throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), fc.string(), (bytes, name) => {
      expectLawful(parseReferenceFile(name, bytes));
      expect(typeof sniffReference(name, bytes, bytes.length)).toBe('boolean');
    }),
  );
});

test('any text is pasted without a throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      expectLawful(parsePastedText(text));
    }),
  );
});

// The page asks the first look before it reads a file: a wrong no would hide a reference.
test('the first look never refuses what the parser takes', () => {
  fc.assert(
    fc.property(soup, (text) => {
      const bytes = encode(text);
      const isTaken = parseReferenceFile('SUMS', bytes) !== undefined;
      expect(!isTaken || sniffReference('SUMS', bytes, bytes.length)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

// A line more at the end cannot take back a claim that stood before it.
test('broken lines at the end change no claim of a list', () => {
  fc.assert(
    fc.property(list, fc.stringMatching(/^[g-z ?!]{1,30}$/), (files, broken) => {
      const text = files.map((file) => `${bsdLine(file)}\n`).join('');
      const reference = parseReferenceFile('SUMS', encode(`${text}${broken}\n`));
      expect(claimsOf(reference)).toEqual(namesAndDigests(files));
    }),
  );
});

// Text that is not UTF-8 is not lost: every byte of it is one character.
test('decoding keeps every byte that is no UTF-8', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, min: 0x80, max: 0xbf }), (bytes) => {
      const codes = [...(decodeText(bytes)?.text ?? '')].map((each) => each.charCodeAt(0));
      expect(codes).toEqual([...bytes]);
    }),
  );
});

// What is shown holds nothing that could mislead, and different texts do not look the same.
test('visible text has no hidden character, and can be told apart', () => {
  const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]/u;
  const text = fc.string({ unit: 'binary', maxLength: 50 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(HIDDEN.test(visibleText(a))).toBe(false);
      expect(visibleText(a) === visibleText(b)).toBe(a === b);
    }),
  );
});

test('a name is like itself in capitals, decomposed, and in another folder', () => {
  fc.assert(
    fc.property(fileName, (name) => {
      expect(nameKey(name.toUpperCase())).toBe(nameKey(name));
      expect(nameKey(name.normalize('NFD'))).toBe(nameKey(name));
      expect(nameKey(`/a/b/${name}`)).toBe(nameKey(name));
    }),
  );
});

test('names without end are keyed and searched at once', () => {
  const name = ' - Copy (1)'.repeat(100_000);
  expect(similarNameKey(`x${name}.iso`).length).toBeGreaterThan(100_000);
  expect(sidecarSubject(`x.iso${'.sha256'.repeat(100_000)}`)).toBeUndefined();
});

// Time is a matter of the size, not of what stands in it: each of these ends, and at once.
test.each([
  ['blanks', ' '.repeat(9000)],
  ['blanks before a word', `${' '.repeat(9000)}x`],
  ['blanks between words', `x${' '.repeat(1000)}x`],
  ['parentheses', `SHA256 ${'('.repeat(4000)}${')'.repeat(4000)}`],
  ['equals signs', `SHA256 (x)${' = '.repeat(3000)}`],
  ['backslashes', `\\SHA256 (${'\\'.repeat(8000)}) = z`],
  ['colons', `a${':'.repeat(1000)}`],
  ['pairs', 'ab '.repeat(340)],
  ['hex', 'a'.repeat(9000)],
  ['groups of four', '0123  '.repeat(170)],
  ['sizes', `# ${': 1 bytes'.repeat(1000)}`],
  ['dots', '.'.repeat(1024)],
  ['armour', '-----BEGIN PGP SIGNED MESSAGE-----\n\n'],
])('thousands of lines of %s are read', (_, line) => {
  const count = line.length > 2000 ? 300 : 3000;
  const reference = parsePastedText(`x\n${`${line}\n`.repeat(count)}`);
  expect(reference?.claims).toEqual([]);
});

// The same for what is read as a whole: a look at the beginning must not cost more than the text.
test.each([
  ['table rows', 'Algorithm Hash Path\n--------- ---- ----\n', 'x '.repeat(4000)],
  ['wrapped lines', 'Algorithm Hash Path\n--------- ---- ----\nMD5 a b\n', `${' '.repeat(60)}x`],
  ['list fields', 'Hash : a\nPath : b\n', `            ${'x'.repeat(4000)}`],
  ['cells', '"Algorithm","Hash","Path"\n', `"${'""'.repeat(4000)}`],
  ['headings', 'SHA1 hash of x:\na\nCertUtil: -hashfile\n', `${'SHA1 '.repeat(1800)}:`],
  ['commas', '%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n', ','.repeat(9000)],
  ['columns', 'MD5  Size  Name\n---- ---- ----\n', ' '.repeat(9000)],
  ['dashes', 'MD5  Size  Name\n---- ---- ----\n', '---- '.repeat(1800)],
  ['keys', 'Name: x\n', ':'.repeat(9000)],
  ['tabs between keys', 'Name: x\n', '\t'.repeat(9000)],
  ['blanks before a part', '00\n', `${' '.repeat(1000)}x`],
  ['labels before a part', '00\n', ':'.repeat(1000)],
  ['words around a digest', 'x\n', `${'0'.repeat(32)}-`.repeat(31)],
  ['brackets', '[x]\n', '['.repeat(9000)],
  ['pairs of blanks', `x  ${'a'.repeat(8)}  ${'0'.repeat(40)}\n`, '  a'.repeat(3000)],
  ['blanks before a value', '; x\n', `x${' '.repeat(9000)}z`],
  ['elements', '<metalink>', '<file name="x"><hash type="md5">'.repeat(200)],
  ['attributes', '<datafile>', '<rom name="x" md5="a"/>'.repeat(200)],
  ['integrity', 'x\n', `sha256-${'A'.repeat(2000)}`],
  ['brackets of JSON', '[{"Hash":"', '['.repeat(9000)],
])('thousands of lines of %s are read in one pass', (_, head, line) => {
  const count = line.length > 2000 ? 200 : 3000;
  const reference = parsePastedText(`${head}${`${line}\n`.repeat(count)}`.slice(0, 2 ** 21));
  expect(reference?.claims).toEqual([]);
});
