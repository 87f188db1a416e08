// The text files of the catalogue's source as lines, for the commands that check how they are
// written and for those that change them.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatEntry, formatSource } from './lines.mjs';

/**
 * @typedef {{ name: string, lines: string[], format: (row: object) => string }} SourceFile
 */

/**
 * @param {string} sourceDir the folder with catalogue.json
 * @returns {Promise<{ entries: SourceFile[], sources: SourceFile }>}
 */
export async function readSourceFiles(sourceDir) {
  const plan = JSON.parse(await readFile(join(sourceDir, 'catalogue.json'), 'utf8'));
  const linesOf = async (name) =>
    (await readFile(join(sourceDir, name), 'utf8')).replace(/\n$/, '').split('\n');
  const entries = [];
  for (const name of plan.entries)
    entries.push({ name, lines: await linesOf(name), format: formatEntry });
  const sources = { name: plan.sources, lines: await linesOf(plan.sources), format: formatSource };
  return { entries, sources };
}

/** @param {SourceFile} file */
export const writeSourceFile = (sourceDir, { name, lines }) =>
  writeFile(join(sourceDir, name), lines.map((line) => `${line}\n`).join(''));

/** Lines that hold the right values in another order or with other spaces. */
export function unformattedLines({ name, lines, format }) {
  return lines.flatMap((line, index) =>
    format(JSON.parse(line)) === line ? [] : [`${name}:${index + 1}`],
  );
}
