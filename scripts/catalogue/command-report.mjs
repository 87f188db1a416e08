// `report`: what the catalogue has, and where it is thin.
import { readChecked } from '../build-catalogue.mjs';
import { statersOf } from './check-source.mjs';
import { GRADES, gradeOf } from './grade.mjs';

const STRONG = ['sha1', 'sha256', 'sha384', 'sha512'];

const count = (values) => {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

const gradesOf = (entry, sources) =>
  Object.keys(entry.digests).map((algorithm) => ({
    algorithm,
    ...gradeOf(statersOf(entry, algorithm, sources)),
  }));

/** Windows 10 calls a release of the year 2020 so. */
const VERSION_2004 = /^2004\b|version 2004/i;

/** The first year that release, version or title mention; `undefined` where none does. */
export function yearOf({ release = '', version = '', title = '' }) {
  const text = [release, version, title].map((part) => part.replace(VERSION_2004, '')).join(' ');
  return /(?<!\d)(?:19[89]|20[0-4])\d(?!\d)/.exec(text)?.[0];
}

/**
 * Columns as wide as their widest cell, the first to the left, the others to the right.
 * @param {readonly (readonly (string | number)[])[]} rows
 */
export function formatTable(rows) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => `${row[i]}`.length)));
  const cell = (value, i) => (i === 0 ? `${value}`.padEnd(widths[i]) : `${value}`.padStart(widths[i]));
  return rows.map((row) => `  ${row.map(cell).join('  ').trimEnd()}`);
}

function productRow(product, entries, sources) {
  const has = (algorithm) => entries.filter(({ digests }) => algorithm in digests).length;
  const distinct = (field) => new Set(entries.map((entry) => entry[field]).filter(Boolean)).size;
  const years = entries.map(yearOf).filter(Boolean).sort();
  const span = years.length === 0 ? '' : `${years[0]}-${years.at(-1)}`;
  const listed = entries.filter((entry) => gradesOf(entry, sources).every(isListed)).length;
  const sized = entries.filter(({ size }) => size !== undefined).length;
  const digests = [has('sha1'), has('sha256'), has('sha512')];
  return [product, entries.length, span, distinct('language'), ...digests, sized, listed];
}

const isListed = ({ grade }) => grade === 'listed';

function coverage({ entries, sources }) {
  const products = [...count(entries.map(({ product }) => product)).keys()].sort();
  const head = ['product', 'entries', 'years named', 'languages', 'sha1', 'sha256', 'sha512'];
  const rows = products.map((product) =>
    productRow(
      product,
      entries.filter((entry) => entry.product === product),
      sources,
    ),
  );
  return formatTable([[...head, 'sizes', 'listed only'], ...rows]);
}

/** Of one product: how many entries by a field, the most first. */
function breakdown(entries, title, valueOf) {
  const counts = [...count(entries.map((entry) => valueOf(entry) ?? '(not known)'))];
  counts.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return ['', `by ${title}`, ...formatTable(counts)];
}

function productReport(checked, product) {
  const entries = checked.entries.filter((entry) => entry.product === product);
  if (entries.length === 0) throw new Error(`no entry of the product ${product}; see: report`);
  return [
    `${product}: ${entries.length} entries`,
    ...breakdown(entries, 'year', yearOf),
    ...['version', 'release', 'edition', 'architecture', 'language', 'channel'].flatMap((field) =>
      breakdown(entries, field, (entry) => entry[field]),
    ),
  ];
}

function gradeTable({ entries, sources }) {
  const all = entries.flatMap((entry) => gradesOf(entry, sources));
  const counts = count(all.map(({ grade, algorithm }) => `${grade} ${algorithm}`));
  const algorithms = ['sha512', 'sha384', 'sha256', 'sha1', 'md5', 'crc32'];
  const row = (grade) => [grade, ...algorithms.map((name) => counts.get(`${grade} ${name}`) ?? 0)];
  return formatTable([['grade', ...algorithms], ...GRADES.map(row)]);
}

function weakSpots({ entries, sources }) {
  const number = (test) => entries.filter(test).length;
  const stated = new Set(entries.flatMap((entry) => entry.sources.map(({ source }) => source)));
  return formatTable([
    ['entries with a disputed value', number(({ disputed }) => disputed !== undefined)],
    ['entries that stand on one source', number((entry) => sourceCount(entry) === 1)],
    ['entries of which every digest is only listed', number((e) => gradesOf(e, sources).every(isListed))],
    ['entries with no digest but MD5 or CRC-32', number((entry) => !STRONG.some((name) => name in entry.digests))],
    ['entries without a size', number(({ size }) => size === undefined)],
    ['sources that state no digest', [...sources.keys()].filter((id) => !stated.has(id)).length],
  ]);
}

const sourceCount = (entry) => new Set(entry.sources.map(({ source }) => source)).size;

function disputes({ entries }) {
  return entries.flatMap(({ id, digests, disputed = [] }) =>
    disputed.flatMap(({ algorithm, others }) =>
      others.map((other) => `  ${id}: ${algorithm} ${digests[algorithm] ?? 'none'}, elsewhere ${other}`),
    ),
  );
}

/** Prints the coverage of all products, or of one in detail. */
export async function report({ sourceDir, ownDir, print, product }) {
  const checked = await readChecked({ sourceDir, ownDir });
  if (product !== undefined) {
    productReport(checked, product).forEach((line) => print(line));
    return;
  }
  const complete = checked.complete.map((list) => `  ${list.product}: ${list.channels.join(', ')}`);
  const parts = [
    [`${checked.entries.length} entries, collected ${checked.collected}`, ...coverage(checked)],
    ['digests by grade', ...gradeTable(checked)],
    ['thin places', ...weakSpots(checked)],
    ['listed completely', ...complete],
    ['disputed values', ...disputes(checked)],
  ];
  print(parts.map((lines) => lines.join('\n')).join('\n\n'));
}
