// What the claims of a publisher's list add to the entries that are there: new entries, and words
// of one more source for old ones. A value that differs is never overwritten.

/**
 * @typedef {{ fileName: string, size?: number, digests: ReadonlyMap<string, string> }} ListedFile
 * @typedef {{ source: number, ref?: string, signedBy?: string, collected?: string }} Origin
 */

/** The id that file names make, and where two would be the same, a number behind it. */
function freeId(fileName, taken) {
  const id = fileName
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|-$/g, '');
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? id : `${id}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

const WORDS = ['vendor', 'product', 'version', 'edition', 'servicePack', 'architecture'];
const MORE_WORDS = ['language', 'channel', 'title'];

/** Words of an older release's entry with the new release in the place of the old one. */
function wordsLike(entry, { like, release }) {
  const words = [...WORDS, ...MORE_WORDS].filter((name) => entry[name] !== undefined);
  const renewed = words.map((name) => [name, `${entry[name]}`.replaceAll(like, release)]);
  return Object.fromEntries(renewed);
}

/** Whole numbers alone: 12.1 of 12.10 is no release. */
function hasRelease(fileName, release) {
  const at = fileName.indexOf(release);
  const after = fileName.slice(at + release.length);
  return at >= 0 && !/\d$/.test(fileName.slice(0, at)) && !/^\d/.test(after);
}

function wordsOf(file, { words, like, release }, byName) {
  if (like === undefined) return words;
  if (!hasRelease(file.fileName, release)) return undefined;
  const older = byName.get(file.fileName.replaceAll(release, like).toLowerCase());
  return older && { ...wordsLike(older.value, { like, release }), ...words };
}

/** The entry with the words of one more source, or why that cannot be. */
function joined(entry, file, statement) {
  const differing = [...file.digests].filter(
    ([algorithm, hex]) => (entry.digests[algorithm] ?? hex) !== hex,
  );
  if (differing.length > 0) {
    const [algorithm, hex] = differing[0];
    return { conflict: `${algorithm} ${hex} differs from ${entry.digests[algorithm]} of ${entry.id}` };
  }
  const isKnownName = [entry.fileName, ...(entry.aliases ?? [])].some(
    (name) => name.toLowerCase() === file.fileName.toLowerCase(),
  );
  const signers = [...(entry.signedBy ?? []), ...(statement.signedBy ? [statement.signedBy] : [])];
  return {
    entry: {
      ...entry,
      ...(isKnownName ? {} : { aliases: [...(entry.aliases ?? []), file.fileName] }),
      ...(entry.size === undefined && file.size !== undefined ? { size: file.size } : {}),
      digests: { ...entry.digests, ...Object.fromEntries(file.digests) },
      sources: [...entry.sources, statement],
      ...(signers.length === 0 ? {} : { signedBy: [...new Set(signers)] }),
    },
  };
}

function statementOf(file, origin) {
  const { source, ...rest } = origin;
  const says = [...file.digests.keys(), ...(file.size === undefined ? [] : ['size'])];
  return { source, says, ...rest };
}

const isStatedBy = (entry, { source, ref, says }) =>
  entry.sources.some(
    (one) =>
      one.source === source && one.ref === ref && says.every((name) => one.says.includes(name)),
  );

/**
 * @param {readonly ListedFile[]} files
 * @param {readonly { at: string, value: object }[]} rows the entries that are there
 * @param {{ origin: Origin, words: Record<string, string>, like?: string, release?: string }} how
 * @returns {{ added: object[], changed: { at: string, entry: object }[], known: string[],
 *   conflicts: string[], skipped: string[] }} `skipped`: names without an older release
 */
export function planAdditions(files, rows, how) {
  const byName = new Map(rows.map((row) => [row.value.fileName.toLowerCase(), row]));
  const byDigest = new Map(
    rows.flatMap((row) =>
      Object.entries(row.value.digests).map(([name, hex]) => [`${name} ${hex}`, row]),
    ),
  );
  const ids = new Set(rows.map(({ value }) => value.id));
  const plan = { added: [], changed: [], known: [], conflicts: [], skipped: [] };
  for (const file of files) {
    const equal = [...file.digests].map(([name, hex]) => byDigest.get(`${name} ${hex}`));
    const row = equal.find(Boolean) ?? byName.get(file.fileName.toLowerCase());
    const statement = statementOf(file, how.origin);
    if (row !== undefined) planJoin(plan, row, { file, statement });
    else planEntry(plan, { file, statement, how }, { byName, ids });
  }
  return plan;
}

function planJoin(plan, { at, value }, { file, statement }) {
  const { entry, conflict } = joined(value, file, statement);
  if (conflict !== undefined) plan.conflicts.push(`${file.fileName}: ${conflict}, at ${at}`);
  else if (isStatedBy(value, statement)) plan.known.push(file.fileName);
  else plan.changed.push({ at, entry });
}

function planEntry(plan, { file, statement, how }, { byName, ids }) {
  const words = wordsOf(file, how, byName);
  if (words === undefined) {
    plan.skipped.push(file.fileName);
    return;
  }
  const id = freeId(file.fileName, ids);
  ids.add(id);
  plan.added.push({
    ...{ id, ...words, fileName: file.fileName },
    ...(file.size === undefined ? {} : { size: file.size }),
    digests: Object.fromEntries(file.digests),
    sources: [statement],
    ...(statement.signedBy ? { signedBy: [statement.signedBy] } : {}),
  });
}
