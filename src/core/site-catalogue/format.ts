import { ALGORITHMS } from '../digest/algorithm.ts';
import { SITE_SCHEMA, type SiteCatalogue, type SiteEntry } from './site-catalogue.ts';

/** One line for each entry, members in a fixed order: two versions can be read side by side. */
export function formatSiteCatalogue(catalogue: SiteCatalogue): string {
  const { id, name, version, createdAt, savedAt, entries } = catalogue;
  const members = { schema: SITE_SCHEMA, id, name, version, createdAt, savedAt };
  const head = Object.entries(members)
    .map(([member, value]) => `  ${JSON.stringify(member)}: ${JSON.stringify(value)},\n`)
    .join('');
  const lines = entries.map((entry) => `\n    ${formatSiteEntry(entry)}`).join(',');
  return `{\n${head}  "entries": [${lines}${entries.length > 0 ? '\n  ' : ''}]\n}\n`;
}

/** The same text for the same entry, whatever the order of its members. */
export function formatSiteEntry(entry: SiteEntry): string {
  const { id, fileName, size, digests, title, notes, asset, addedAt, verdict } = entry;
  const { kind, basis } = verdict;
  const inOrder = ALGORITHMS.flatMap((algorithm) => {
    const hex = digests[algorithm.id];
    return hex === undefined ? [] : [[algorithm.id, hex] as const];
  });
  return JSON.stringify({
    ...{ id, fileName, size },
    digests: Object.fromEntries(inOrder),
    ...{ title, notes, asset, addedAt },
    verdict: { kind, basis },
  });
}
