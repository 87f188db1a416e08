/** Lists a whole directory tree: what an independent tool lists in one go. */
import type { Finding } from '../../src/core/finding.ts';
import type { FileTree, TreeEntry } from '../../src/core/image/tree.ts';

export interface Walked<Entry extends TreeEntry = TreeEntry> {
  /** Names from the root down, with a slash in front of each. */
  readonly path: string;
  readonly entry: Entry;
}

export interface Walk<Entry extends TreeEntry = TreeEntry> {
  readonly entries: readonly Walked<Entry>[];
  readonly findings: readonly Finding[];
}

/** A tree whose entries know more than those of all formats. */
export interface TreeOf<Entry extends TreeEntry> extends FileTree {
  readonly root: Entry;
  list(
    directory: Entry,
  ): Promise<{ readonly entries: readonly Entry[]; readonly findings: readonly Finding[] }>;
}

/** Depth first, the root left out. Not recursive: a hostile tree is deep. */
export async function walkTree<Entry extends TreeEntry>(tree: TreeOf<Entry>): Promise<Walk<Entry>> {
  const entries: Walked<Entry>[] = [];
  const findings: Finding[] = [];
  const pending: Walked<Entry>[] = [{ path: '', entry: tree.root }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { path } = next;
    const listing = await tree.list(next.entry);
    findings.push(...listing.findings);
    const children = listing.entries.map((entry) => ({ path: `${path}/${entry.name}`, entry }));
    entries.push(...children);
    pending.push(...children.filter(({ entry }) => entry.kind === 'directory').reverse());
  }
  return { entries, findings };
}
