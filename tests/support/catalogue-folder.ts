/** A small catalogue source as files of a folder, and keys and lists as publishers have them. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCatalogue } from '../../scripts/catalogue.mjs';
import { hexOf } from './catalogue.ts';

export const folder = (): string => mkdtempSync(path.join(tmpdir(), 'touchstone-catalogue-'));

export const asLines = (rows: readonly object[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');

const STANDING = {
  ...{ id: 1, where: 'https://example.org/cd/{ref}', owner: 'Debian', family: 'publisher' },
  authority: 'publisher-signed',
};
const LIST = { id: 2, where: 'https://example.net/list', owner: 'ann', family: 'pages' };
const SOURCES = [STANDING, { ...LIST, authority: 'third-party' }];

export const OLD_RELEASE = {
  ...{ id: 'debian-12.10.0-amd64-netinst', vendor: 'Debian', product: 'Debian' },
  ...{ version: '12.10.0', edition: 'netinst', architecture: 'x86_64' },
  fileName: 'debian-12.10.0-amd64-netinst.iso',
  digests: { sha512: hexOf('12.10.0', 'sha512') },
  sources: [{ source: 2, says: ['sha512'] }],
};
const OTHER_PRODUCT = {
  ...{ id: 'devuan', vendor: 'Devuan', product: 'Devuan', fileName: 'devuan.iso' },
  ...{ digests: { md5: hexOf('devuan', 'md5') }, sources: [{ source: 2, says: ['md5'] }] },
};

/** A folder with one release of Debian on a third party's word, and one image of something else. */
export function makeSource(changes: object = {}): string {
  const dir = folder();
  const plan = { collected: '2026-11-22', entries: ['other.jsonl'], sources: 'sources.jsonl' };
  writeFileSync(path.join(dir, 'catalogue.json'), JSON.stringify({ ...plan, ...changes }));
  writeFileSync(path.join(dir, 'sources.jsonl'), asLines(SOURCES));
  writeFileSync(path.join(dir, 'other.jsonl'), asLines([OLD_RELEASE, OTHER_PRODUCT]));
  return dir;
}

export const linesOf = (dir: string, name: string): readonly string[] =>
  readFileSync(path.join(dir, name), 'utf8').trimEnd().split('\n');

/** Runs a command over a folder; what it printed and its exit code. */
export async function run(dir: string, ...args: readonly string[]) {
  const printed: string[] = [];
  const code = await runCatalogue([...args, '--source', dir], (line: string) => printed.push(line));
  return { code, text: printed.join('\n') };
}

export interface Signer {
  readonly fingerprint: string;
  /** Path of the armoured public key. */
  readonly keys: string;
  /** Path of a detached signature over the file. */
  sign(file: string): string;
  /** Path of the clear-signed file. */
  clearSign(file: string): string;
}

/** A key of this test's own, made by GnuPG: real keys expire, and then so would the test. */
export function makeSigner(): Signer {
  const home = folder();
  const gpg = (...args: string[]) =>
    execFileSync('gpg', ['--homedir', home, '--batch', '--quiet', '--passphrase', '', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  gpg('--quick-gen-key', 'Test <test@example.org>', 'ed25519', 'sign', 'never');
  const fingerprint = /^fpr:+([0-9A-F]{40})/m.exec(gpg('--with-colons', '--list-keys'))?.[1] ?? '';
  const keys = path.join(home, 'keys.asc');
  gpg('--armor', '--output', keys, '--export');
  const signed = (file: string, form: string, ending: string) => {
    gpg('--armor', '--output', `${file}${ending}`, form, file);
    return `${file}${ending}`;
  };
  return {
    fingerprint,
    keys,
    sign: (file) => signed(file, '--detach-sign', '.sign'),
    clearSign: (file) => signed(file, '--clear-sign', '.asc'),
  };
}
