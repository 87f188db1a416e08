import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { builtInKeys, readKeyFile, readKeyIndex } from '../../../build/keys.ts';
import { MinisignKey } from '../../support/minisign-maker.ts';

const FINGERPRINT = '843938DF228D22F7B3742BC0D94AA3F0EFE21092';
const ROW = {
  fingerprint: FINGERPRINT,
  project: 'Own edition',
  purpose: 'signs lists of an organisation',
  names: ['own-*.iso'],
  source: 'a test',
};

/** What the build puts into the worker. */
async function moduleOf(): Promise<string> {
  const { load } = builtInKeys();
  if (typeof load !== 'function') throw new Error('expected a function');
  const found: unknown = await Reflect.apply(load, undefined, ['\0virtual:keys']);
  return String(found);
}

const countKeys = (text: string): number => text.match(/"base64":/g)?.length ?? 0;

describe('the keys of a build', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'touchstone-keys-'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it('are those of keys/ alone where no folder is named', async () => {
    vi.stubEnv('TOUCHSTONE_EXTRA_KEYS', '');
    const text = await moduleOf();
    expect(countKeys(text)).toBe(readKeyIndex('keys').length);
    expect(text).not.toContain('Own edition');
  });

  it('are those and the keys of the folder that is named', async () => {
    writeFileSync(path.join(folder, 'index.json'), JSON.stringify([ROW]));
    copyFileSync(`keys/${FINGERPRINT}.asc`, path.join(folder, `${FINGERPRINT}.asc`));
    vi.stubEnv('TOUCHSTONE_EXTRA_KEYS', folder);
    const text = await moduleOf();
    expect(countKeys(text)).toBe(readKeyIndex('keys').length + 1);
    expect(text).toContain('"names":["own-*.iso"]');
  });

  it.each([
    { what: 'no list', index: ROW },
    { what: 'a row without names', index: [{ ...ROW, names: [] }] },
    { what: 'a row without a source', index: [{ ...ROW, source: undefined }] },
    { what: 'a time for a day', index: [{ ...ROW, since: '2020-01-01T00:00:00Z' }] },
    { what: 'a day that there is not', index: [{ ...ROW, until: '2021-02-30' }] },
  ])('cannot be had from an index with $what', ({ index }) => {
    writeFileSync(path.join(folder, 'index.json'), JSON.stringify(index));
    expect(() => readKeyIndex(folder)).toThrow('not an index of keys');
  });

  it('may have days between which a key signed', () => {
    const row = { ...ROW, since: '2020-02-29', until: '2021-12-31' };
    writeFileSync(path.join(folder, 'index.json'), JSON.stringify([row]));
    expect(readKeyIndex(folder)).toEqual([row]);
  });

  it('cannot be had from a file that holds another key than it is called', () => {
    const [other] = readKeyIndex('keys').filter(({ fingerprint }) => fingerprint !== FINGERPRINT);
    const file = path.join(folder, `${FINGERPRINT}.asc`);
    copyFileSync(`keys/${other?.fingerprint ?? ''}.asc`, file);
    expect(() => readKeyFile(folder, ROW)).toThrow(`is the key ${other?.fingerprint ?? ''}`);
  });

  it('may be one of minisign, by the name of its key ID', () => {
    const key = new MinisignKey('maker-id');
    const id = Buffer.from('maker-id').reverse().toString('hex').toUpperCase();
    writeFileSync(path.join(folder, `${id}.pub`), key.file);
    expect(readKeyFile(folder, { ...ROW, fingerprint: id })).toEqual(key.file);
    writeFileSync(path.join(folder, '0011223344556677.pub'), key.file);
    const misnamed = { ...ROW, fingerprint: '0011223344556677' };
    expect(() => readKeyFile(folder, misnamed)).toThrow(`is the key ${id}`);
    writeFileSync(path.join(folder, '0011223344556677.pub'), 'nothing');
    expect(() => readKeyFile(folder, misnamed)).toThrow('not a key of minisign or signify');
  });

  it('cannot be had from a file of two keys', () => {
    const armour =
      '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----\n';
    writeFileSync(path.join(folder, `${FINGERPRINT}.asc`), armour + armour);
    expect(() => readKeyFile(folder, ROW)).toThrow('not one armoured public key');
  });
});
