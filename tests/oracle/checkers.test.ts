/**
 * Lists beside the files that they are of, judged by the programs that wrote them or that people
 * check them with, and by the verdict here.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseReferenceFile } from '../../src/core/reference/parse.ts';
import { assess } from '../../src/core/verdict/assess.ts';
import { image } from '../support/page-builder.ts';
import { codesOf, readFile } from '../support/references.ts';

/** The third has line ends that shasum changes with -U. */
const ORIGINAL = [
  ['plain.iso', 'hello\n'],
  ['b (1).iso', 'x'],
  ['lines.txt', 'a\r\nb\rc\n'],
  ['Ubuntu.iso', 'u'],
] as const;
const NAMES = ORIGINAL.map(([name]) => name);
/** As they are now. */
const FILES = new Map<string, string>();
const ENVIRONMENT = { ...process.env, LC_ALL: 'C.UTF-8' };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-checkers-'));
  for (const [name, content] of ORIGINAL) put(name, content);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function put(name: string, content: string): void {
  FILES.set(name, content);
  writeFileSync(join(folder, name), content);
}

const write = (tool: string, ...args: readonly string[]): string =>
  execFileSync(tool, [...args, ...NAMES], { cwd: folder, env: ENVIRONMENT, encoding: 'utf8' });

type Judgement = Readonly<Record<string, 'good' | 'bad'>>;

/** What a checker prints of the files that are there. */
function judgementOf(output: string): Judgement {
  const lines = output.split('\n').flatMap((line) => {
    const [, name = '', word = ''] = /^(.*?):? +(OK|FAILED|ERR)\b *$/.exec(line) ?? [];
    return FILES.has(name) ? [[name, word === 'OK' ? 'good' : 'bad'] as const] : [];
  });
  return Object.fromEntries(lines);
}

function judgedBy(tool: string, args: readonly string[], list: string): Judgement {
  writeFileSync(join(folder, 'SUMS'), list);
  const { stdout } = spawnSync(tool, [...args, 'SUMS'], {
    cwd: folder,
    env: ENVIRONMENT,
    encoding: 'utf8',
  });
  return judgementOf(stdout);
}

const WORDS: ReadonlyMap<string, 'good' | 'bad'> = new Map([
  ['matches', 'good'],
  ['weak-match', 'good'],
  ['mismatch', 'bad'],
]);

/** The verdict on each file that is here alone with the list; none for `unlisted`. */
function judgedHere(list: string, listName = 'SHA256SUMS'): Judgement {
  const reference = parseReferenceFile(listName, Buffer.from(list));
  const references = reference ? [{ id: listName, reference }] : [];
  const judged = [...FILES].flatMap(([name, content]) => {
    const digests = {
      sha256: createHash('sha256').update(content).digest('hex'),
      sha1: createHash('sha1').update(content).digest('hex'),
      md5: createHash('md5').update(content).digest('hex'),
      sha512: createHash('sha512').update(content).digest('hex'),
      'blake2b-512': createHash('blake2b512').update(content).digest('hex'),
      crc32: crc32(content).toString(16).padStart(8, '0'),
    };
    const images = [image(name, { size: content.length, digests })];
    const kind = assess({ images, references, pointings: [] }).get(name)?.verdict.kind ?? '';
    const word = WORDS.get(kind);
    return word ? [[name, word] as const] : [];
  });
  return Object.fromEntries(judged);
}

const ALL_GOOD = Object.fromEntries(NAMES.map((name) => [name, 'good']));

describe('a list of files of which one is altered', () => {
  test.each([
    ['sha256sum', ['--'], 'sha256sum', ['-c']],
    ['sha256sum', ['-b', '--'], 'sha256sum', ['-c']],
    ['sha1sum', ['--tag', '--'], 'sha1sum', ['-c']],
    ['md5sum', ['--'], 'md5sum', ['-c']],
    ['openssl', ['dgst', '-sha256', '-r'], 'sha256sum', ['-c']],
    ['shasum', ['-a', '256'], 'shasum', ['-c']],
    ['shasum', ['-a', '1', '-b'], 'shasum', ['-c']],
    ['shasum', ['-a', '256', '--tag'], 'shasum', ['-c']],
    ['rhash', ['--sha256'], 'rhash', ['-c']],
    ['rhash', ['--md5', '--sha1'], 'rhash', ['-c']],
    ['rhash', ['--bsd', '--sha256'], 'rhash', ['-c']],
    ['rhash', ['--sfv'], 'rhash', ['-c']],
    ['rhash', ['--sha1', '--base64'], 'rhash', ['-c']],
    ['rhash', ['--magnet', '--sha1'], 'rhash', ['-c']],
  ])('%s %j, checked by %s %j', (writer, args, checker, checkArgs) => {
    const list = write(writer, ...args);
    expect(judgedBy(checker, checkArgs, list)).toEqual(ALL_GOOD);
    expect(judgedHere(list)).toEqual(ALL_GOOD);
    put('b (1).iso', 'y');
    expect(judgedBy(checker, checkArgs, list)).toEqual({ ...ALL_GOOD, 'b (1).iso': 'bad' });
    expect(judgedHere(list)).toEqual({ ...ALL_GOOD, 'b (1).iso': 'bad' });
  });
});

test('Gentoo’s DIGESTS, of two tools under their headers', () => {
  const list = `# SHA512 HASH\n${write('sha512sum', '--')}# BLAKE2B HASH\n${write('b2sum', '--')}`;
  // coreutils take the digests of both for SHA-512.
  expect(Object.values(judgedBy('sha512sum', ['-c'], list))).toContain('bad');
  expect(judgedHere(list)).toEqual(ALL_GOOD);
  put('b (1).iso', 'y');
  expect(judgedHere(list)).toEqual({ ...ALL_GOOD, 'b (1).iso': 'bad' });
});

describe('shasum in its modes for texts and bits', () => {
  test('-U: right of a file without line ends to change, and no difference to others', () => {
    const list = write('shasum', '-a', '256', '-U');
    expect(judgedBy('shasum', ['-c'], list)).toEqual(ALL_GOOD);
    const { 'lines.txt': _, ...others } = ALL_GOOD;
    expect(judgedHere(list)).toEqual(others);
  });

  test('-0: of bits, and no difference to the file', () => {
    put('plain.iso', '0110');
    const list = write('shasum', '-a', '256', '-0');
    expect(judgedBy('shasum', ['-c'], list)).toEqual(ALL_GOOD);
    expect([judgedHere(list), new Set(codesOf(readFile(list)))]).toEqual([
      {},
      new Set(['shasum-mark']),
    ]);
  });

  test('coreutils and RHash read the mark as a letter of the name, as here', () => {
    const list = execFileSync('shasum', ['-a', '256', 'plain.iso'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const marked = list.replace('  plain.iso', ' Ubuntu.iso');
    expect(judgedBy('sha256sum', ['-c'], marked)).toEqual({ 'Ubuntu.iso': 'bad' });
    expect(judgedBy('rhash', ['-c'], marked)).toEqual({ 'Ubuntu.iso': 'bad' });
    expect(judgedHere(marked)).toEqual({ 'plain.iso': 'good', 'Ubuntu.iso': 'bad' });
  });
});

describe('hashdeep', () => {
  const known = (...args: readonly string[]): string[] =>
    spawnSync('hashdeep', ['-l', ...args, '-k', 'KNOWN', ...NAMES], {
      cwd: folder,
      encoding: 'utf8',
    })
      .stdout.trim()
      .split('\n');

  test('-m, -a and the verdict find the same files unaltered', () => {
    const list = write('hashdeep', '-l', '-c', 'md5,sha256');
    writeFileSync(join(folder, 'KNOWN'), list);
    expect([known('-a'), judgedHere(list)]).toEqual([['hashdeep: Audit passed'], ALL_GOOD]);
    put('plain.iso', 'other');
    expect(known('-m').sort()).toEqual(NAMES.filter((name) => name !== 'plain.iso').sort());
    expect([known('-a'), judgedHere(list)]).toEqual([
      ['hashdeep: Audit failed'],
      { ...ALL_GOOD, 'plain.iso': 'bad' },
    ]);
  });

  test('-m is content with the digest of another name, and the verdict is not', () => {
    const list = write('hashdeep', '-l', '-c', 'md5,sha256');
    writeFileSync(join(folder, 'KNOWN'), list);
    put('b (1).iso', 'u');
    expect(known('-m')).toContain('b (1).iso');
    expect(judgedHere(list)).toEqual({ ...ALL_GOOD, 'b (1).iso': 'bad' });
  });
});

test.each([
  ['sha256sum', 'sha256'],
  ['sha1sum', 'sha1'],
  ['md5sum', 'md5'],
])('7-Zip tests what %s wrote', (writer, extension) => {
  const list = write(writer, '--');
  writeFileSync(join(folder, `SUMS.${extension}`), list);
  const isGood = (): boolean =>
    spawnSync('7zz', ['t', `SUMS.${extension}`], { cwd: folder }).status === 0;
  expect([isGood(), judgedHere(list)]).toEqual([true, ALL_GOOD]);
  put('b (1).iso', 'y');
  expect([isGood(), judgedHere(list)]).toEqual([false, { ...ALL_GOOD, 'b (1).iso': 'bad' }]);
});
