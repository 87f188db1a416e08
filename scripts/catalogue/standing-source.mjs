// A standing source is one row for every list that a publisher will ever put below one address: its
// `where` has a place for the path, and each statement names the path. So a new release of a known
// publisher needs no row of its own among the sources.

/** Stands in `where` for the `ref` of a statement. */
export const REF = '{ref}';

/** @param {{ where: string }} source */
export const isStanding = ({ where }) => where.includes(REF);

const listOf = (source, { ref, signedBy, collected }) => ({
  ...source,
  where: source.where.replace(REF, () => ref),
  ...(signedBy === undefined ? {} : { signedBy }),
  ...(collected === undefined ? {} : { collected }),
});

/**
 * Checked entries and sources, with a source of its own for every list that is named below a
 * standing one; its id is made, above all that are given. The standing ones themselves state nothing.
 * @param {readonly object[]} entries
 * @param {ReadonlyMap<number, import('./grade.mjs').Source>} sources by id
 */
export function resolveStanding(entries, sources) {
  const lists = new Map();
  for (const { sources: statements } of entries)
    for (const statement of statements) {
      const source = sources.get(statement.source);
      if (isStanding(source)) lists.set(`${source.id} ${statement.ref}`, listOf(source, statement));
    }
  const resolved = new Map([...sources].filter(([, source]) => !isStanding(source)));
  const first = Math.max(0, ...sources.keys()) + 1;
  const ids = new Map([...lists.keys()].sort().map((key, index) => [key, first + index]));
  for (const [key, id] of ids) resolved.set(id, { ...lists.get(key), id });
  const idOf = ({ source, ref }) => ids.get(`${source} ${ref}`) ?? source;
  const resolve = (statement) => ({ ...statement, source: idOf(statement) });
  return {
    sources: resolved,
    entries: entries.map((entry) => ({ ...entry, sources: entry.sources.map(resolve) })),
  };
}
