// What an own edition's catalogue must keep to beyond the checks of every entry: it may add to the
// built-in catalogue, it may not contradict it nor speak in another publisher's name.

/** The only authorities an own source may have; `publisher-copy` is about one dump of one list. */
const OWN_AUTHORITIES = ['publisher-signed', 'publisher', 'third-party'];

const namesOf = ({ fileName, aliases = [] }) => [fileName, ...aliases];

function sourceComplaint({ authority, owner }) {
  if (!OWN_AUTHORITIES.includes(authority))
    return `authority: not one of ${OWN_AUTHORITIES.join(', ')}`;
  return authority !== 'third-party' && owner === undefined
    ? 'owner: missing; it must be the vendor of the entries that this source vouches for'
    : undefined;
}

/** The app says "{vendor}'s own published list", so only that vendor's list may make it say so. */
function vendorComplaints(entry, sources) {
  const owners = entry.sources
    .map(({ source }) => sources.get(source))
    .filter(({ authority }) => authority !== 'third-party')
    .map(({ owner }) => owner);
  return [...new Set(owners)]
    .filter((owner) => owner !== entry.vendor)
    .map((owner) => `vendor: must be ${owner}, as whose publisher its source speaks`);
}

/**
 * All rows must have passed the checks of every entry and source.
 * @param {{ sources: readonly { at: string, value: object }[],
 *   entries: readonly { at: string, value: object }[] }} own
 * @param {ReadonlyMap<number, import('./grade.mjs').Source>} sources the own ones, by id
 * @param {readonly { at: string, value: object }[]} builtIn entries
 */
export function ownComplaints(own, sources, builtIn) {
  const taken = new Map(
    builtIn.flatMap(({ at, value }) => namesOf(value).map((name) => [name.toLowerCase(), at])),
  );
  const complaints = own.sources.flatMap(({ at, value }) => {
    const complaint = sourceComplaint(value);
    return complaint === undefined ? [] : [`${at}: ${complaint}`];
  });
  for (const { at, value } of own.entries) {
    const names = namesOf(value).filter((name) => taken.has(name.toLowerCase()));
    const twice = names.map(
      (name) =>
        `${name}: the built-in catalogue has another file of this name at ` +
        `${taken.get(name.toLowerCase())}; rename yours, else neither counts against an image`,
    );
    const found = [...twice, ...vendorComplaints(value, sources)];
    complaints.push(...found.map((text) => `${at}: ${text}`));
  }
  return complaints;
}
