/** From what the structures say of an image's length to one conclusion, with what it costs. */
import type { BoundedSource } from '../bytes/bounded-source.ts';
import type { BootEntry } from './el-torito/boot-catalog.ts';
import type { LostContent, SizeConclusion, ImageSizes } from './size.ts';
import { collectSizeClaims, judgeEnd, type SizeEvidence } from './size-claims.ts';
import { readTail } from './tail.ts';
import type { FileTree, TreeEntry } from './tree.ts';
import { walkTree } from './walk.ts';

/** Looked through for what is missing: Windows media have a thousand entries, Debian's five. */
export const MAX_WALKED_ENTRIES = 20_000;

/** Of the files that are missing: enough to see what kind they are. */
export const MAX_LOST_PATHS = 5;

export interface SizesPlan extends SizeEvidence {
  readonly source: BoundedSource;
  readonly bootEntries: readonly BootEntry[];
  readonly tree: FileTree | undefined;
}

/** Rejects only as the source does. */
export async function readSizes(plan: SizesPlan): Promise<ImageSizes> {
  const { size, source } = plan;
  const structural = collectSizeClaims(plan);
  const isSaid = judgeEnd(size, structural).kind !== 'unknown';
  const filesEnd = isSaid || plan.tree === undefined ? undefined : await findFilesEnd(plan.tree);
  const claims = filesEnd === undefined ? structural : collectSizeClaims({ ...plan, filesEnd });
  const end = judgeEnd(size, claims);
  if (end.kind === 'unknown') return { claims, conclusion: end };
  const { by, expected } = end;
  if (end.kind === 'exact') return { claims, conclusion: { kind: 'whole', by, expected } };
  const conclusion: SizeConclusion =
    end.kind === 'short'
      ? { kind: 'truncated', by, expected, lost: await findLost(plan) }
      : await describeTail(source, { by, expected });
  return { claims, conclusion };
}

async function describeTail(
  source: BoundedSource,
  end: Pick<SizeConclusion & { kind: 'whole' }, 'by' | 'expected'>,
): Promise<SizeConclusion> {
  const { isZero, isSampled } = await readTail(source, end.expected);
  return { kind: isZero ? 'padded' : 'oversize', ...end, isSampled };
}

const endOf = ({ extents }: TreeEntry): number =>
  extents.reduce((end, { offset, length, isHole }) => {
    return isHole ? end : Math.max(end, offset + length);
  }, 0);

/** `undefined` for a tree without any content. */
async function findFilesEnd(tree: FileTree): Promise<number | undefined> {
  let farthest = 0;
  await walkTree(tree, MAX_WALKED_ENTRIES, ({ entry }) => {
    farthest = Math.max(farthest, endOf(entry));
  });
  return farthest === 0 ? undefined : farthest;
}

async function findLost({ size, tree, bootEntries }: SizesPlan): Promise<LostContent> {
  const paths: string[] = [];
  let files = 0;
  const walk = await (tree &&
    walkTree(tree, MAX_WALKED_ENTRIES, ({ path, entry }) => {
      if (entry.kind === 'directory' || endOf(entry) <= size) return;
      files++;
      if (paths.length < MAX_LOST_PATHS) paths.push(path);
    }));
  const bootImages = bootEntries.filter(
    ({ image }) => image !== undefined && image.offset + image.length > size,
  ).length;
  return { paths, files, bootImages, isPartial: walk?.isPartial ?? true };
}
