/** Goes through a whole tree, within limits: what it holds is not known before. */
import type { FindingCode } from '../finding.ts';
import type { FileTree, TreeEntry } from './tree.ts';

export interface WalkedEntry {
  /** Names from the root down, joined by `/`; untrusted text. */
  readonly path: string;
  readonly entry: TreeEntry;
}

/** That a listing is not all that the directory holds. */
const CUT_SHORT: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'directory-cut',
  'directory-missing',
  'directory-too-deep',
  'directory-too-long',
  'too-many-entries',
  'too-much-structure',
  'damaged-record',
  'udf-entry-damaged',
  'udf-too-much-work',
]);

/**
 * Calls `visit` for every entry but the root, in recorded order, the content of a directory behind
 * it; of `maxEntries` at most. Says whether there may be more.
 */
export async function walkTree(
  tree: FileTree,
  maxEntries: number,
  visit: (walked: WalkedEntry) => void,
): Promise<{ readonly isPartial: boolean }> {
  const pending: WalkedEntry[] = [{ path: '', entry: tree.root }];
  let left = maxEntries;
  let isPartial = false;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { path, entry } = next;
    if (entry !== tree.root) visit(next);
    if (entry.kind !== 'directory') continue;
    const { entries, findings } = await tree.list(entry);
    isPartial ||= entries.length > left || findings.some(({ code }) => CUT_SHORT.has(code));
    const taken = entries.slice(0, left);
    left -= taken.length;
    const prefix = path === '' ? '' : `${path}/`;
    for (const child of taken.reverse()) {
      pending.push({ path: `${prefix}${child.name}`, entry: child });
    }
  }
  return { isPartial };
}
