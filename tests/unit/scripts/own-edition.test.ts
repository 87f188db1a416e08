import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { builtInKeys, readKeyIndex } from '../../../build/keys.ts';
import { readOwnEdition } from '../../../build/own-edition.ts';
import { readOwnSource } from '../../../scripts/catalogue/read-source.mjs';
import { folder } from '../../support/catalogue-folder.ts';

function makeOwn(plan: unknown, ...folders: readonly string[]): string {
  const dir = folder();
  writeFileSync(path.join(dir, 'edition.json'), JSON.stringify(plan));
  for (const name of folders) mkdirSync(path.join(dir, name));
  return dir;
}

const bank = { name: 'Example Bank', contact: 'it@bank.example' };

describe('an own edition', () => {
  test.each([undefined, ''])('is not built without a folder (%s)', (own) => {
    expect(readOwnEdition(own)).toBeUndefined();
  });

  test('has a name, whom to ask, and the folders that are there', () => {
    const dir = makeOwn(bank, 'catalogue', '.git');

    expect(readOwnEdition(dir)).toEqual({ ...bank, catalogueDir: path.join(dir, 'catalogue') });
  });

  test('passes on where its keys are', () => {
    const dir = makeOwn(bank, 'keys');

    expect(readOwnEdition(dir)).toEqual({ ...bank, keysDir: path.join(dir, 'keys') });
  });

  test.each([
    ['no name', { contact: 'x' }, 'name: a text expected'],
    ['an empty contact', { name: 'x', contact: '' }, 'contact: a text expected'],
    ['a name that turns the direction of writing', { ...bank, name: 'a\u202eb' }, 'visible'],
    ['a name of two lines', { ...bank, name: 'a\nb' }, 'visible'],
    ['a name too long for the page', { ...bank, name: 'x'.repeat(81) }, 'at most 80'],
    ['an unknown field', { ...bank, logo: 'x' }, 'unknown field logo'],
    ['no object', null, 'an object expected'],
  ])('is refused with %s', (_, plan, complaint) => {
    expect(() => readOwnEdition(makeOwn(plan))).toThrow(complaint);
  });

  test('is refused with a folder that would be left out silently', () => {
    expect(() => readOwnEdition(makeOwn(bank, 'catalog'))).toThrow(
      'unknown in its folder: catalog',
    );
  });

  test('is refused when its folder is not there', () => {
    expect(() => readOwnEdition(path.join(folder(), 'none'))).toThrow('ENOENT');
  });
});

describe('the folder of an own catalogue', () => {
  test('is refused with a file that would be left out silently', async () => {
    const dir = folder();
    writeFileSync(path.join(dir, 'images.json'), '[]');

    await expect(readOwnSource(dir)).rejects.toThrow('got images.json');
  });
});

describe('the keys of a build', () => {
  const loadKeys = (): string => {
    const { load } = builtInKeys();
    if (typeof load !== 'function') throw new Error('no load');
    return String(Reflect.apply(load, undefined, ['\0virtual:keys']));
  };
  const count = (code: string): number => code.split('"base64"').length - 1;

  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test('are those of keys/ and, of an own edition, the own ones behind them', () => {
    const dir = makeOwn(bank, 'keys');
    const [row] = readKeyIndex('keys');
    if (row === undefined) throw new Error('no key');
    const own = { ...row, project: 'Example Bank' };
    writeFileSync(path.join(dir, 'keys', 'index.json'), JSON.stringify([own]));
    cpSync(`keys/${row.fingerprint}.asc`, path.join(dir, 'keys', `${row.fingerprint}.asc`));
    const before = loadKeys();
    vi.stubEnv('TOUCHSTONE_OWN', dir);
    const after = loadKeys();

    expect(count(after)).toBe(count(before) + 1);
    expect([before, after].map((code) => code.includes('Example Bank'))).toEqual([false, true]);
  });
});
