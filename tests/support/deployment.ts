/** Copies of the built site for tests that deploy one: as it is, changed, or damaged. */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

const made: string[] = [];
// Of the file that imports this; it was registered first and so runs last.
afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
});

/** A fresh directory below the system's own for temporary files; gone when the tests of the file have ended. */
export function makeDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'touchstone-'));
  made.push(directory);
  return directory;
}

function copySite(): string {
  const directory = makeDirectory();
  cpSync('dist', directory, { recursive: true });
  return directory;
}

const sha384 = (bytes: Uint8Array): string => createHash('sha384').update(bytes).digest('base64');

function replaceOrThrow(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`expected to find ${from}`);
  return text.replaceAll(from, to);
}

/** A host that has the site in a folder below its root. */
export function buildHostWithFolder(folder: string): string {
  const directory = makeDirectory();
  cpSync('dist', path.join(directory, folder), { recursive: true });
  return directory;
}

/** The site as a later build: its page carries `<meta name="test-version" content="…">`, its worker lists that page. */
export function buildNextVersion(version: string): string {
  const directory = copySite();
  const page = path.join(directory, 'index.html');
  const worker = path.join(directory, 'sw.js');
  const before = readFileSync(page);
  const after = replaceOrThrow(
    before.toString('utf8'),
    '</head>',
    `<meta name="test-version" content="${version}" /></head>`,
  );
  writeFileSync(page, after);
  const [oldDigest, newDigest] = [sha384(before), sha384(Buffer.from(after))];
  const listed = replaceOrThrow(readFileSync(worker, 'utf8'), oldDigest, newDigest);
  writeFileSync(worker, replaceOrThrow(listed, oldDigest.slice(0, 16), newDigest.slice(0, 16)));
  return directory;
}

/** The site with one bit of one file flipped on its way to the host. */
export function buildDamagedSite(damagedFile: string): string {
  const directory = copySite();
  const file = path.join(directory, damagedFile);
  const bytes = readFileSync(file);
  const last = bytes.length - 1;
  bytes[last] = (bytes[last] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  return directory;
}
