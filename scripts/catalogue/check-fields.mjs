// Field checks for one row of the catalogue's source. A rule looks at one value and says what is
// wrong with it, or nothing.

/** @typedef {(value: unknown) => string | undefined} Rule */

/** Hex characters by algorithm; the algorithms that the source data may use. */
export const HEX_LENGTHS = new Map([
  ['crc32', 8],
  ['md5', 32],
  ['sha1', 40],
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

// Controls and the characters that turn the direction of writing: no value needs them, and they
// can make a text look like another one.
const DECEPTIVE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** @type {Rule} */
export const isText = (value) => {
  if (typeof value !== 'string' || value === '') return 'not a text';
  if (value !== value.trim()) return 'space at an end';
  if (value !== value.normalize('NFC')) return 'not in NFC';
  return DECEPTIVE.test(value) ? 'control or direction characters' : undefined;
};

// File names are printable ASCII without a path: then folding case is plain lower-casing, on which
// every version of Unicode agrees, and the order of the names in the built file can be relied on.
const FILE_NAME = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** @type {Rule} */
export const isFileName = (value) => {
  if (typeof value !== 'string' || !FILE_NAME.test(value)) return 'not printable ASCII';
  return /[/\\]/.test(value) ? 'a path, not a name' : undefined;
};

/** @type {(pattern: RegExp, what: string) => Rule} */
export const matches = (pattern, what) => (value) =>
  typeof value === 'string' && pattern.test(value) ? undefined : `not ${what}`;

/** @type {(allowed: readonly string[]) => Rule} */
export const isOneOf = (allowed) => (value) =>
  allowed.includes(value) ? undefined : `not one of ${allowed.join(', ')}`;

/** @type {Rule} */
export const isCount = (value) =>
  Number.isSafeInteger(value) && value > 0 ? undefined : 'not a positive whole number';

/** @type {Rule} */
export const isDate = (value) => {
  const date = new Date(typeof value === 'string' ? value : NaN);
  const isSame = !Number.isNaN(date.valueOf()) && date.toISOString().slice(0, 10) === value;
  return isSame ? undefined : `not a date like 2026-11-22: ${value}`;
};

/** @type {(rule: Rule) => Rule} */
export const isListOf = (rule) => (value) => {
  if (!Array.isArray(value) || value.length === 0) return 'not a list with something in it';
  if (new Set(value.map((item) => JSON.stringify(item))).size < value.length) return 'repeats';
  return value.map(rule).find((complaint) => complaint !== undefined);
};

/** @type {(algorithm: string, value: unknown) => string | undefined} */
export const digestComplaint = (algorithm, value) => {
  const length = HEX_LENGTHS.get(algorithm);
  if (length === undefined) return `unknown algorithm ${algorithm}`;
  if (typeof value !== 'string' || !/^[0-9a-f]+$/.test(value)) return 'not lower-case hex';
  return value.length === length ? undefined : `${value.length} characters, not ${length}`;
};

/**
 * Complaints about a row's fields: missing, unknown, or refused by their rule.
 * @param {unknown} row
 * @param {{ required: Record<string, Rule>, optional: Record<string, Rule> }} shape
 * @returns {string[]}
 */
export function fieldComplaints(row, shape) {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return ['not an object'];
  const rules = new Map([...Object.entries(shape.required), ...Object.entries(shape.optional)]);
  const complaints = Object.keys(shape.required)
    .filter((name) => !Object.hasOwn(row, name))
    .map((name) => `${name}: missing`);
  for (const [name, value] of Object.entries(row)) {
    const complaint = rules.has(name) ? rules.get(name)(value) : 'unknown field';
    if (complaint !== undefined) complaints.push(`${name}: ${complaint}`);
  }
  return complaints;
}
