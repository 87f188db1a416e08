/** `npm run catalogue -- <command>`: checks, reports on and adds to the source of the catalogue. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildCatalogue } from './build-catalogue.mjs';
import { add } from './catalogue/command-add.mjs';
import { check, format } from './catalogue/command-check.mjs';
import { report } from './catalogue/command-report.mjs';

const USAGE = `npm run catalogue -- <command>

  check                       everything that the build would refuse, each with file and line
  report [--product NAME]     what there is by product, grades, disputes, thin places
  format                      writes every line as check wants it
  add FILE ...                entries from a publisher's checksum file: docs/catalogue.md
  build --out FILE            the built catalogue as a file

  --source DIR                the catalogue's folder, if it is not this repository's
  --own DIR                   with the catalogue of an own edition: docs/own-edition.md`;

const TEXT = { type: 'string' };

const ADD_OPTIONS = {
  ...{ signature: TEXT, keys: TEXT, from: TEXT, path: TEXT, collected: TEXT, only: TEXT },
  ...{ where: TEXT, owner: TEXT, family: TEXT, authority: TEXT, note: TEXT },
  ...{ like: TEXT, release: TEXT, to: TEXT, write: { type: 'boolean', default: false } },
  ...{ vendor: TEXT, product: TEXT, version: TEXT, edition: TEXT },
  ...{ architecture: TEXT, language: TEXT, channel: TEXT, title: TEXT },
};

async function build({ sourceDir, ownDir, out, print }) {
  if (out === undefined) throw new Error('build: --out FILE expected');
  const { bytes, info } = await buildCatalogue({ sourceDir, ownDir });
  await writeFile(out, bytes);
  print(`${out}: ${info.entries} entries, content SHA-256 ${info.sha256}`);
}

const COMMANDS = new Map([
  ['check', { run: check, options: {} }],
  ['report', { run: report, options: { product: TEXT } }],
  ['format', { run: format, options: {} }],
  ['add', { run: add, options: ADD_OPTIONS }],
  ['build', { run: build, options: { out: TEXT } }],
]);

/**
 * @param {readonly string[]} args
 * @param {(line: string) => void} print
 * @returns {Promise<number>} the exit code
 */
export async function runCatalogue([name, ...args], print) {
  const command = COMMANDS.get(name ?? '');
  if (command === undefined) {
    print(USAGE);
    return name === undefined || name === 'help' ? 0 : 2;
  }
  try {
    const shared = { source: TEXT, own: TEXT };
    const { values, positionals } = parseArgs({
      args,
      options: { ...shared, ...command.options },
      allowPositionals: name === 'add',
    });
    const { source, own: ownDir, ...options } = values;
    const sourceDir = source ?? fileURLToPath(new URL('../catalogue', import.meta.url));
    await command.run({ ...options, sourceDir, ownDir, print, files: positionals });
    return 0;
  } catch (error) {
    print(error.message);
    return 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await runCatalogue(process.argv.slice(2), console.log);
