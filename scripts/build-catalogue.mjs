// Builds the catalogue that travels with the app: checks its source, computes every grade and
// makes the compact binary form of docs/catalogue-format.md.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { completeComplaints } from './catalogue/check-complete.mjs';
import { isDate } from './catalogue/check-fields.mjs';
import { ownComplaints } from './catalogue/check-own.mjs';
import { entryComplaints, sourceComplaints, statersOf } from './catalogue/check-source.mjs';
import { encodeCatalogue } from './catalogue/encode.mjs';
import { gradeOf } from './catalogue/grade.mjs';
import { readOwnSource, readSource } from './catalogue/read-source.mjs';
import { resolveStanding } from './catalogue/standing-source.mjs';

/** Enough to see a pattern; a wrong field name would complain in every line. */
const MAX_COMPLAINTS_SHOWN = 20;

/**
 * @typedef {{ entries: number, date: string, sha256: string, contentBytes: number,
 *   grades: ReadonlyMap<string, number> }} BuiltInfo `sha256` is over the content without its
 *   seal; `grades` counts digests by "grade algorithm".
 * @typedef {import('./catalogue/read-source.mjs').Layer} Layer
 */

function refuse(complaints) {
  if (complaints.length === 0) return;
  const shown = complaints.slice(0, MAX_COMPLAINTS_SHOWN).join('\n  ');
  const more = complaints.length > MAX_COMPLAINTS_SHOWN ? '\n  ...' : '';
  throw new Error(`catalogue source: ${complaints.length} complaints\n  ${shown}${more}`);
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

/** Checks one layer's sources and entries; `taken` is what the layers before it have. */
function checkLayer({ sources, entries }, taken) {
  refuse(sourceComplaints(sources));
  const byId = new Map(sources.map(({ value }) => [value.id, value]));
  refuse(entryComplaints(entries, byId, taken));
  return { sources: byId, entries: entries.map(({ value }) => value) };
}

/** The own layer behind the built-in one: its sources are numbered anew, above the others. */
function appendLayer(base, own) {
  const first = Math.max(0, ...base.sources.keys()) + 1;
  const ids = new Map([...own.sources.keys()].map((id, index) => [id, first + index]));
  const renumber = (entry) => ({
    ...entry,
    sources: entry.sources.map((one) => ({ ...one, source: ids.get(one.source) })),
  });
  const added = [...own.sources.values()].map((value) => ({ ...value, id: ids.get(value.id) }));
  return {
    sources: new Map([...base.sources, ...added.map((value) => [value.id, value])]),
    entries: [...base.entries, ...own.entries.map(renumber)],
  };
}

/**
 * Checks rows and returns them as plain values; throws an Error that lists what is wrong.
 * @param {Layer & { collected: string }} builtIn
 * @param {Layer} [own] what an own edition adds
 */
export function checkSource(builtIn, own) {
  const { collected } = builtIn;
  const complaint = isDate(collected);
  if (complaint !== undefined) refuse([`catalogue.json: collected: ${complaint}`]);
  const taken = new Map();
  let all = checkLayer(builtIn, taken);
  if (own !== undefined) {
    const layer = checkLayer(own, taken);
    refuse(ownComplaints(own, layer.sources, builtIn.entries));
    all = appendLayer(all, layer);
  }
  const complete = [...builtIn.complete, ...(own?.complete ?? [])];
  refuse(completeComplaints(complete, all.entries));
  const { entries, sources } = resolveStanding(all.entries, all.sources);
  return {
    collected,
    complete: complete.map(({ value }) => value),
    entries,
    sources: withSigners(sources, entries),
  };
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
 * @param {{ sourceDir: string, ownDir?: string | undefined }} options the folder with
 *   catalogue.json; the folder of an own edition's catalogue
 * @returns {Promise<ReturnType<typeof checkSource>>}
 */
export async function readChecked({ sourceDir, ownDir }) {
  const own = ownDir === undefined ? undefined : await readOwnSource(ownDir);
  return checkSource(await readSource(sourceDir), own);
}

/**
 * Throws an Error that lists what is wrong with the source.
 * @param {{ sourceDir: string, ownDir?: string | undefined }} options as of `readChecked`
 * @returns {Promise<{ bytes: Uint8Array, info: BuiltInfo }>} the file as it is shipped
 */
export async function buildCatalogue(options) {
  return packCatalogue(await readChecked(options));
}
