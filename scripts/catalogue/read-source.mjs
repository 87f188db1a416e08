// Reads the reviewable source of the catalogue: JSON Lines, one entry or one source a line. Each
// row keeps its file and line, so that a complaint can be found in an editor.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @typedef {{ at: string, value: unknown }} Row */

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

/**
 * @param {string} sourceDir the folder with catalogue.json
 * @returns {Promise<{ collected: string, sources: Row[], entries: Row[] }>}
 */
export async function readSource(sourceDir) {
  const read = (name) => readFile(join(sourceDir, name), 'utf8');
  const plan = JSON.parse(await read('catalogue.json'));
  const rowsOf = async (name) => parseRows(await read(name), name);
  const entries = [];
  for (const name of plan.entries) entries.push(...(await rowsOf(name)));
  return { collected: plan.collected, sources: await rowsOf(plan.sources), entries };
}
