/** `npm run catalogue`: checking, formatting and reporting on a folder. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { yearOf } from '../../../scripts/catalogue/command-report.mjs';
import { inflate, open } from '../../support/catalogue.ts';
import { folder, linesOf, makeSource, run } from '../../support/catalogue-folder.ts';

function edit(dir: string, name: string, from: string | RegExp, to: string): string {
  const file = path.join(dir, name);
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  return dir;
}

describe('check', () => {
  test('says how many entries passed', async () => {
    const { code, text } = await run(makeSource(), 'check');

    expect(code).toBe(0);
    expect(text).toContain('2 entries, collected 2026-11-22; all checks passed');
  });

  test.each([
    ['a line that is no JSON', ['}\n', '\n'], 'other.jsonl:1: not one JSON value'],
    [
      'a source that nobody knows',
      ['"source":2', '"source":7'],
      'other.jsonl:1: sources: 7 is not known; give it a line',
    ],
    [
      'spaces in a line',
      ['"vendor":', '"vendor": '],
      'the first other.jsonl:1; run: npm run catalogue -- format',
    ],
  ])('refuses %s, and says where', async (_, [from = '', to = ''], complaint) => {
    const { code, text } = await run(edit(makeSource(), 'other.jsonl', from, to), 'check');

    expect(code).toBe(1);
    expect(text).toContain(complaint);
  });

  test.each([
    ['a wrong date', ['2026-11-22', '2026-11-31'], 'catalogue.json: collected: not a date'],
    ['a broken plan', ['{', ''], 'catalogue.json: not JSON'],
  ])('refuses %s', async (_, [from = '', to = ''], complaint) => {
    const { text } = await run(edit(makeSource(), 'catalogue.json', from, to), 'check');

    expect(text).toContain(complaint);
  });

  test.each([
    ['no reason', { product: 'Debian', channels: ['Retail'] }, 'because: missing'],
    [
      'a channel that no entry has',
      { product: 'Debian', channels: ['Retail'], because: 'x' },
      'no entry of Debian in channel Retail',
    ],
  ])('refuses a list that is said to be complete with %s', async (_, list, complaint) => {
    const { text } = await run(makeSource({ complete: [list] }), 'check');

    expect(text).toContain(`catalogue.json: complete[0]: ${complaint}`);
  });

  test.each([
    [
      'a standing source without the path of the list',
      '"source":1',
      'the path of the list below {ref}',
    ],
    [
      'a path that leaves the address',
      '"source":1,"ref":"../x"',
      'the path of the list below {ref}',
    ],
    [
      'a day beside a source of one list',
      '"source":2,"collected":"2027-01-01"',
      "belongs into the source's own line",
    ],
  ])('refuses %s', async (_, statement, complaint) => {
    const { text } = await run(edit(makeSource(), 'other.jsonl', '"source":2', statement), 'check');

    expect(text).toContain(complaint);
  });
});

describe('format', () => {
  test('writes the fields of a line in their order, and leaves the order of lines', async () => {
    const dir = makeSource();
    const before = linesOf(dir, 'other.jsonl');
    edit(dir, 'other.jsonl', /^(\{)("id":[^,]+),("vendor":[^,]+),/, '$1 $3, $2,');
    await run(dir, 'format');

    expect(linesOf(dir, 'other.jsonl')).toEqual(before);
  });
});

describe('report', () => {
  test.each([
    /Debian +1 +0 +0 +0 +1 +0 +1\n/,
    /listed +1 +0 +0 +0 +1 +0\n/,
    /no digest but MD5 or CRC-32 +1\n/,
    /sources that state no digest +0\n/,
  ])('has a line like %s', async (line) => {
    const { text } = await run(makeSource(), 'report');

    expect(text).toMatch(line);
  });

  test('counts the entries of one product by what tells them apart', async () => {
    const { text } = await run(makeSource(), 'report', '--product', 'Debian');

    expect(text).toMatch(/by architecture\n +x86_64 +1/);
  });

  test.each([
    [{ release: '2004 updated may 2020' }, '2020'],
    [{ version: '12.10.0' }, undefined],
    [{ title: 'Windows 10, version 2004 - DVD' }, undefined],
    [{ version: '2018.09.01' }, '2018'],
  ])('reads of %j the year %s', (entry, year) => {
    expect(yearOf(entry)).toBe(year);
  });
});

describe('build', () => {
  test('writes the file that the app reads', async () => {
    const out = path.join(folder(), 'catalogue.bin');
    await run(makeSource(), 'build', '--out', out);

    expect(open(inflate(readFileSync(out))).info.entries).toBe(2);
  });
});

describe('a command that is none', () => {
  test('is answered with those that are', async () => {
    const { code, text } = await run(makeSource(), 'remove');

    expect(code).toBe(2);
    expect(text).toContain('check');
  });
});
