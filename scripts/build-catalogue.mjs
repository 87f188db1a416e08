// Builds the catalogue that travels with the app: checks its source, computes every grade and
// writes the compact binary form of docs/catalogue-format.md.
//
//   node scripts/build-catalogue.mjs [--source catalogue] [--out catalogue.bin]
//
// Without --out it only checks and reports.
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { entryComplaints, sourceComplaints, statersOf } from './catalogue/check-source.mjs';
import { encodeCatalogue } from './catalogue/encode.mjs';
import { gradeOf } from './catalogue/grade.mjs';
import { readSource } from './catalogue/read-source.mjs';

/** Enough to see a pattern; a wrong field name would complain in every line. */
const MAX_COMPLAINTS_SHOWN = 20;

/**
 * @typedef {{ entries: number, date: string, sha256: string, contentBytes: number,
 *   grades: ReadonlyMap<string, number> }} BuiltInfo `sha256` is over the content without its
 *   seal; `grades` counts digests by "grade algorithm".
 */

function refuse(complaints) {
  if (complaints.length === 0) return;
  const shown = complaints.slice(0, MAX_COMPLAINTS_SHOWN).join('\n  ');
  throw new Error(`catalogue source: ${complaints.length} complaints\n  ${shown}`);
}

/** Sources by id, each with the one key that signed it, as the entries state it. */
function withSigners(sources, entries) {
  const signers = new Map();
  for (const entry of entries)
    for (const { source, signedBy } of entry.sources)
      if (signedBy !== undefined) signers.set(source, signedBy);
  const signed = (source) =>
    signers.has(source.id) ? { ...source, signedBy: signers.get(source.id) } : source;
  return new Map([...sources.values()].map((source) => [source.id, signed(source)]));
}

function countGrades({ entries, sources }) {
  const counts = new Map();
  for (const entry of entries)
    for (const algorithm of Object.keys(entry.digests)) {
      const { grade } = gradeOf(statersOf(entry, algorithm, sources));
      const key = `${grade} ${algorithm}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  return counts;
}

/**
 * Checks rows and returns them as plain values; throws an Error that lists what is wrong.
 * @param {Awaited<ReturnType<typeof readSource>>} rows
 */
export function checkSource({ collected, sources, entries }) {
  const date = new Date(collected);
  if (Number.isNaN(date.valueOf()) || date.toISOString().slice(0, 10) !== collected)
    refuse([`catalogue.json: collected is not a date: ${collected}`]);
  refuse(sourceComplaints(sources));
  const byId = new Map(sources.map(({ value }) => [value.id, value]));
  refuse(entryComplaints(entries, byId));
  const values = entries.map((row) => row.value);
  return { collected, entries: values, sources: withSigners(byId, values) };
}

/**
 * @param {ReturnType<typeof checkSource>} checked
 * @returns {{ bytes: Uint8Array, info: BuiltInfo }}
 */
export function packCatalogue(checked) {
  const body = encodeCatalogue(checked);
  const seal = createHash('sha256').update(body).digest();
  const bytes = new Uint8Array(gzipSync(Buffer.concat([body, seal]), { level: 9 }));
  const info = {
    entries: checked.entries.length,
    date: checked.collected,
    sha256: seal.toString('hex'),
    contentBytes: body.length + seal.length,
    grades: countGrades(checked),
  };
  return { bytes, info };
}

/**
 * Throws an Error that lists what is wrong with the source.
 * @param {{ sourceDir: string }} options the folder with catalogue.json
 * @returns {Promise<{ bytes: Uint8Array, info: BuiltInfo }>} the file as it is shipped
 */
export async function buildCatalogue({ sourceDir }) {
  return packCatalogue(checkSource(await readSource(sourceDir)));
}

function report({ bytes, info }) {
  const grades = [...info.grades].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = [
    `${info.entries} entries, collected ${info.date}`,
    `${info.contentBytes} bytes of content, ${bytes.length} packed`,
    `content SHA-256 ${info.sha256}`,
    ...grades.map(([key, count]) => `  ${key}: ${count}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function main() {
  const defaultDir = fileURLToPath(new URL('../catalogue', import.meta.url));
  const { values } = parseArgs({
    options: { source: { type: 'string', default: defaultDir }, out: { type: 'string' } },
  });
  const built = await buildCatalogue({ sourceDir: values.source });
  report(built);
  if (values.out !== undefined) await writeFile(values.out, built.bytes);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
