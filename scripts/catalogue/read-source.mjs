// Reads the reviewable source of the catalogue: JSON Lines, one entry or one source a line. Each
// row keeps its file and line, so that a complaint can be found in an editor.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * @typedef {{ at: string, value: unknown }} Row
 * @typedef {{ complete: Row[], sources: Row[], entries: Row[] }} Layer
 */

/**
 * @param {string} text
 * @param {string} name for messages
 * @returns {Row[]}
 */
export function parseRows(text, name) {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new Error(`${name}: the last line has no line feed`);
  return lines.map((line, index) => {
    const at = `${name}:${index + 1}`;
    try {
      return { at, value: JSON.parse(line) };
    } catch (error) {
      throw new Error(`${at}: not one JSON value a line`, { cause: error });
    }
  });
}

async function readPlan(path) {
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path}: not JSON: ${error.message}`, { cause: error });
  }
}

const completeRows = (plan, name) =>
  (plan.complete ?? []).map((value, index) => ({ at: `${name}: complete[${index}]`, value }));

async function readRows(dir, names, prefix) {
  const rows = [];
  for (const name of names)
    rows.push(...parseRows(await readFile(join(dir, name), 'utf8'), `${prefix}${name}`));
  return rows;
}

/**
 * @param {string} sourceDir the folder with catalogue.json
 * @returns {Promise<Layer & { collected: string }>}
 */
export async function readSource(sourceDir) {
  const plan = await readPlan(join(sourceDir, 'catalogue.json'));
  return {
    collected: plan.collected,
    complete: completeRows(plan, 'catalogue.json'),
    sources: await readRows(sourceDir, [plan.sources], ''),
    entries: await readRows(sourceDir, plan.entries, ''),
  };
}

const OWN_SOURCES = 'sources.jsonl';
const OWN_PLAN = 'catalogue.json';

/**
 * The catalogue of an own edition: every `*.jsonl` of its folder; `catalogue.json` is not needed.
 * Throws when the folder has anything else, which would be lost silently.
 * @param {string} ownDir
 * @returns {Promise<Layer>}
 */
export async function readOwnSource(ownDir) {
  const names = (await readdir(ownDir)).sort();
  const odd = names.filter((name) => !name.endsWith('.jsonl') && name !== OWN_PLAN);
  if (odd.length > 0)
    throw new Error(`own catalogue: only *.jsonl and ${OWN_PLAN} expected, got ${odd.join(', ')}`);
  const plan = names.includes(OWN_PLAN) ? await readPlan(join(ownDir, OWN_PLAN)) : {};
  const files = names.filter((name) => ![OWN_SOURCES, OWN_PLAN].includes(name));
  return {
    complete: completeRows(plan, `own ${OWN_PLAN}`),
    sources: await readRows(ownDir, [OWN_SOURCES], 'own '),
    entries: await readRows(ownDir, files, 'own '),
  };
}
