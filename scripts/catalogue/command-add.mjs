// `add`: entries from a publisher's checksum file that lies on this disk. Shows what would change;
// writes with --write, and only what passes all checks.
import { readFileSync } from 'node:fs';
import { checkSource } from '../build-catalogue.mjs';
import { planAdditions } from './add-claims.mjs';
import { formatEntry, formatSource } from './lines.mjs';
import { parseList } from './parse-list.mjs';
import { parseRows, readSource } from './read-source.mjs';
import { readSignedList } from './signed-list.mjs';
import { readSourceFiles, writeSourceFile } from './source-files.mjs';
import { isStanding } from './standing-source.mjs';

const WORDS = [
  ...['vendor', 'product', 'version', 'edition', 'architecture', 'language', 'channel', 'title'],
];
const SIGNED = 'publisher-signed';

const pick = (options, names) =>
  Object.fromEntries(names.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])));

/** The row of a source that is there, or a new one from its parts. */
function chooseSource(options, rows) {
  const { from, where, owner, family, authority, collected } = options;
  if (from !== undefined) {
    const row = rows.find(({ value }) => `${value.id}` === from);
    if (row === undefined) throw new Error(`--from ${from}: no source of this number`);
    return { source: row.value, isNew: false };
  }
  if (![where, owner, family, authority].every(Boolean))
    throw new Error('name a source: --from NUMBER, or --where, --owner, --family and --authority of a new one');
  const id = Math.max(...rows.map(({ value }) => value.id)) + 1;
  const source = { id, where, owner, family, authority, ...pick(options, ['note']), collected };
  return { source, isNew: true };
}

/** What the list says, and on whose signature; a signature is checked here or not claimed. */
function readList(file, { signature, keys }, source) {
  const isSigned = source.authority === SIGNED;
  if (isSigned !== (keys !== undefined))
    throw new Error(
      isSigned
        ? `source ${source.id} is ${SIGNED}: name the publisher's key file, --keys FILE`
        : `source ${source.id} is ${source.authority}: for a signed list choose one that is ${SIGNED}`,
    );
  if (!isSigned && signature !== undefined)
    throw new Error('--signature: without --keys it cannot be checked');
  return isSigned ? readSignedList({ file, signature, keys }) : { bytes: readFileSync(file) };
}

function originOf(source, { signedBy }, { path, collected }) {
  if (isStanding(source) && path === undefined)
    throw new Error(`source ${source.id}: name the list's path below ${source.where}: --path PATH`);
  return {
    source: source.id,
    ...(path === undefined ? {} : { ref: path }),
    ...(signedBy === undefined ? {} : { signedBy }),
    ...(isStanding(source) ? { collected } : {}),
  };
}

function howToName(options) {
  const { like, release } = options;
  const words = pick(options, WORDS);
  if ((like === undefined) !== (release === undefined))
    throw new Error('--like OLD and --release NEW go together');
  if (like === undefined && (words.vendor === undefined || words.product === undefined))
    throw new Error('name the files: --like OLD --release NEW, or --vendor and --product');
  return { words, like, release };
}

/** Beside its kin: before the first entry of the same product whose name is greater. */
function insert(lines, entry) {
  const rows = lines.map((line) => JSON.parse(line));
  const isKin = (row) => row.vendor === entry.vendor && row.product === entry.product;
  const greater = rows.findIndex((row) => isKin(row) && row.fileName > entry.fileName);
  const last = rows.findLastIndex(isKin);
  const index = greater >= 0 ? greater : last >= 0 ? last + 1 : lines.length;
  lines.splice(index, 0, formatEntry(entry));
}

/** Changed lines first, while their numbers hold. */
function applyPlan({ entries, sources }, { added, changed }, { to, source, isNew }) {
  const fileOf = (name) => entries.find((file) => file.name === name);
  for (const { at, entry } of changed) {
    const [name, line] = at.split(':');
    fileOf(name).lines[Number(line) - 1] = formatEntry(entry);
  }
  const target = fileOf(to);
  if (target === undefined) throw new Error(`--to ${to}: not a file of the catalogue`);
  for (const entry of added) insert(target.lines, entry);
  if (isNew) sources.lines.push(formatSource(source));
}

async function checkFiles(sourceDir, { entries, sources }) {
  const rowsOf = ({ name, lines }) => parseRows(lines.map((line) => `${line}\n`).join(''), name);
  const { collected, complete } = await readSource(sourceDir);
  checkSource({ collected, complete, sources: rowsOf(sources), entries: entries.flatMap(rowsOf) });
}

function tell({ added, changed, known, conflicts, skipped }, { source, isNew }, print) {
  if (isNew) print(`+ ${formatSource(source)}`);
  for (const entry of added) print(`+ ${formatEntry(entry)}`);
  for (const { at, entry } of changed) print(`~ ${at} ${formatEntry(entry)}`);
  for (const name of skipped) print(`left out, no older release of it is here: ${name}`);
  for (const text of conflicts) print(`CONFLICT ${text}`);
  print(
    `${added.length} new, ${changed.length} changed, ${known.length} already here, ` +
      `${skipped.length} left out, ${conflicts.length} in conflict`,
  );
}

const today = () => new Date().toISOString().slice(0, 10);

/** A pattern with `*` for any characters, over whole names. */
const isWanted = (pattern) => {
  const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${source.join('.*')}$`, 'i');
  return ({ fileName }) => expression.test(fileName);
};

export async function add({ sourceDir, files, print, ...given }) {
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) throw new Error('add: one checksum file expected');
  const options = { to: 'other.jsonl', only: '*', collected: today(), ...given };
  const rows = await readSource(sourceDir);
  const chosen = chooseSource(options, rows.sources);
  const how = howToName(options);
  const list = readList(file, options, chosen.source);
  const origin = originOf(chosen.source, list, options);
  const listed = (await parseList(file, list.bytes)).filter(isWanted(options.only));
  const plan = planAdditions(listed, rows.entries, { origin, ...how });
  tell(plan, chosen, print);
  if (plan.conflicts.length > 0)
    throw new Error('nothing written: one of the two values is wrong; docs/catalogue.md says what to do');
  const source = await readSourceFiles(sourceDir);
  applyPlan(source, plan, { ...chosen, to: options.to });
  await checkFiles(sourceDir, source);
  if (options.write !== true) {
    print('nothing written yet; the same again with --write');
    return;
  }
  for (const one of [...source.entries, source.sources]) await writeSourceFile(sourceDir, one);
  print('written');
}
