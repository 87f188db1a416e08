/**
 * Which of the trees of an image is shown and searched. The same files may be recorded up to four
 * times over; on Windows media the ISO 9660 side holds nothing but a note that UDF is needed.
 */
import type { FileTree, TreeEntry } from './tree.ts';

export const TREE_NAMINGS = ['udf', 'rock-ridge', 'joliet', 'enhanced', 'plain'] as const;
export type TreeNaming = (typeof TREE_NAMINGS)[number];

export interface NamedTree {
  readonly naming: TreeNaming;
  readonly tree: FileTree;
}

export interface BestTree extends NamedTree {
  /** Of the root. */
  readonly entries: readonly TreeEntry[];
}

/**
 * The first tree whose root holds anything; if none does, the first. `trees`: the one that is to be
 * believed first. UDF comes before ISO 9660, as it does with Windows and with 7-Zip. What their
 * roots are found to lack is told when they are listed again.
 */
export async function findBestTree(trees: readonly NamedTree[]): Promise<BestTree | undefined> {
  for (const named of trees) {
    const { entries } = await named.tree.list(named.tree.root);
    if (entries.length > 0) return { ...named, entries };
  }
  const [first] = trees;
  return first && { ...first, entries: [] };
}
