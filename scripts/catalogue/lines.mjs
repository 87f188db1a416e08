// One entry, one line: the fields of a row in their order, so that a diff shows what changed and
// nothing else.

const ENTRY_FIELDS = [
  ...['id', 'vendor', 'product', 'version', 'release', 'edition', 'servicePack', 'architecture'],
  ...['language', 'channel', 'fileName', 'aliases', 'title', 'size', 'volumeLabel', 'digests'],
  ...['sources', 'signedBy', 'disputed'],
];
const DIGEST_FIELDS = ['crc32', 'md5', 'sha1', 'sha256', 'sha384', 'sha512'];
const STATEMENT_FIELDS = ['source', 'says', 'ref', 'signedBy', 'collected'];
const SOURCE_FIELDS = ['id', 'where', 'owner', 'family', 'authority', 'note', 'collected'];

/** Known fields in their order, unknown ones behind them: those are for the checks to refuse. */
function ordered(row, fields) {
  const known = fields.filter((name) => Object.hasOwn(row, name));
  const others = Object.keys(row).filter((name) => !fields.includes(name));
  return Object.fromEntries([...known, ...others].map((name) => [name, row[name]]));
}

const isRow = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const orderedIn = (value, fields) => (isRow(value) ? ordered(value, fields) : value);

/** @param {object} entry */
export function formatEntry(entry) {
  const row = ordered(entry, ENTRY_FIELDS);
  if (isRow(row.digests)) row.digests = ordered(row.digests, DIGEST_FIELDS);
  if (Array.isArray(row.sources))
    row.sources = row.sources.map((one) => orderedIn(one, STATEMENT_FIELDS));
  return JSON.stringify(row);
}

/** @param {object} source */
export const formatSource = (source) => JSON.stringify(ordered(source, SOURCE_FIELDS));
