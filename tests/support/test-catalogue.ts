/**
 * A catalogue of a test's own in place of the shipped one: written as reviewable source, built by
 * the project's script and put into a copy of the built site, so that real images can be known
 * images.
 */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildCatalogue } from '../../scripts/build-catalogue.mjs';
import { makeDirectory } from './deployment.ts';

export type TestGrade =
  'publisher-signed' | 'publisher' | 'publisher-copy' | 'corroborated' | 'listed';

export interface TestEntry {
  readonly fileName: string;
  readonly digests: Readonly<Record<string, string>>;
  /** What all of its digests shall be graded as. */
  readonly grade: TestGrade;
}

const SIGNER = '8C5BA6990BDB26E19F2A1A801161AE6945719A39';

const source = (id: number, family: string, authority: string, rest: object = {}) => ({
  id,
  where: `https://example.org/list-${id}`,
  family,
  authority,
  ...rest,
});

const SOURCES = [
  source(1, 'publisher', 'publisher-signed'),
  source(2, 'publisher', 'publisher'),
  source(3, 'dump', 'publisher-copy', {
    note: "third-party dump of the publisher's own subscriber catalogue, taken 2023-03-21",
  }),
  source(4, 'magazine', 'third-party'),
  source(5, 'archive', 'third-party'),
];

/** The sources that together make each grade, by the rule in catalogue/README.md. */
const STATED_BY: Readonly<Record<TestGrade, readonly number[]>> = {
  'publisher-signed': [1],
  publisher: [2],
  'publisher-copy': [3],
  corroborated: [4, 5],
  listed: [4],
};

function entryRow({ fileName, digests, grade }: TestEntry, index: number): object {
  const signature = grade === 'publisher-signed' ? { signedBy: SIGNER } : {};
  return {
    id: `test-${index}`,
    vendor: 'Example',
    product: 'Rescue',
    fileName,
    digests,
    sources: STATED_BY[grade].map((id) => ({
      source: id,
      says: Object.keys(digests),
      ...signature,
    })),
    ...(grade === 'publisher-signed' ? { signedBy: [SIGNER] } : {}),
  };
}

const asLines = (rows: readonly object[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** The built form, as it would be shipped. Its entries are `test-0`, `test-1`, ... in order. */
export async function buildTestCatalogue(entries: readonly TestEntry[]): Promise<Uint8Array> {
  const sourceDir = path.join(makeDirectory(), 'source');
  mkdirSync(sourceDir);
  const plan = { collected: '2026-11-22', entries: ['entries.jsonl'], sources: 'sources.jsonl' };
  writeFileSync(path.join(sourceDir, 'catalogue.json'), JSON.stringify(plan));
  writeFileSync(path.join(sourceDir, 'sources.jsonl'), asLines(SOURCES));
  writeFileSync(path.join(sourceDir, 'entries.jsonl'), asLines(entries.map(entryRow)));
  const { bytes } = await buildCatalogue({ sourceDir });
  return bytes;
}

const integrityOf = (bytes: Uint8Array): string =>
  `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/** Path of the catalogue within the built site, such as `assets/catalogue-0123abcd.bin`. */
export function catalogueFile(site = 'dist'): string {
  const [name] = readdirSync(path.join(site, 'assets')).filter((file) => file.endsWith('.bin'));
  if (name === undefined) throw new Error(`no catalogue in ${site}`);
  return path.join('assets', name);
}

/** A copy of the hosted edition with another catalogue, listed by its service worker with its digest. */
export function siteWithCatalogue(catalogue: Uint8Array): string {
  const site = makeDirectory();
  cpSync('dist', site, { recursive: true });
  const file = path.join(site, catalogueFile());
  const worker = path.join(site, 'sw.js');
  const before = readFileSync(worker, 'utf8');
  const after = before.replace(integrityOf(readFileSync(file)), integrityOf(catalogue));
  if (after === before) throw new Error('the service worker does not list the catalogue');
  writeFileSync(worker, after);
  writeFileSync(file, catalogue);
  return site;
}

const DATA_BLOCK =
  /(<script type="application\/octet-stream" id="catalogue-data">)[^<]*(<\/script>)/;

/** A copy of the portable file with other text in its data block. */
export function portableWithText(text: string): string {
  const before = readFileSync('dist/touchstone.html', 'utf8');
  if (!DATA_BLOCK.test(before)) throw new Error('the portable file has no data block');
  const file = path.join(makeDirectory(), 'touchstone.html');
  writeFileSync(file, before.replace(DATA_BLOCK, `$1${text}$2`));
  return file;
}

export const portableWithCatalogue = (catalogue: Uint8Array): string =>
  portableWithText(Buffer.from(catalogue).toString('base64'));
