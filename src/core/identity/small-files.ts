/**
 * Finds the few small files by which installation media describe themselves. Their places are
 * fixed; letter case is not, since the trees of one image write it differently.
 */
import { ExtentSource } from '../bytes/extent-source.ts';
import type { ByteSource } from '../bytes/source.ts';
import { decodeText } from '../bytes/text.ts';
import type { FileTree, TreeEntry } from '../image/tree.ts';

/** What is read of one: the largest that are of any use, old .treeinfo files, have some 20 KB. */
export const MAX_SMALL_FILE_BYTES = 64 * 1024;

type Names = ReadonlyMap<string, TreeEntry>;

export class SmallFiles {
  readonly #source: ByteSource;
  readonly #tree: FileTree;
  readonly #listings = new Map<string, Promise<Names>>();

  constructor(source: ByteSource, tree: FileTree) {
    this.#source = source;
    this.#tree = tree;
  }

  /** By a path such as `sources/ei.cfg`. */
  async find(path: string): Promise<TreeEntry | undefined> {
    const key = path.toLowerCase();
    const slash = key.lastIndexOf('/');
    const names = await this.#namesOf(key.slice(0, Math.max(slash, 0)));
    return names.get(key.slice(slash + 1));
  }

  /** The names in a directory, in lower case; `''` is the root. */
  async list(path: string): Promise<readonly string[]> {
    return [...(await this.#namesOf(path.toLowerCase())).keys()];
  }

  /** Its text, or the first `MAX_SMALL_FILE_BYTES` of it; `undefined` when there is none. */
  async readText(path: string): Promise<string | undefined> {
    const file = await this.find(path);
    if (file?.kind !== 'file') return undefined;
    const bytes = await this.open(file).read(0, MAX_SMALL_FILE_BYTES);
    return decodeText(bytes)?.text;
  }

  /** The content of a file as a source of its own. */
  open(file: TreeEntry): ByteSource {
    const { embedded } = file;
    if (embedded === undefined) return new ExtentSource(this.#source, file.extents, file.size);
    return {
      size: embedded.length,
      read: (start, length) => Promise.resolve(embedded.subarray(start, start + length)),
    };
  }

  #namesOf(path: string): Promise<Names> {
    const known = this.#listings.get(path) ?? this.#readNames(path);
    this.#listings.set(path, known);
    return known;
  }

  async #readNames(path: string): Promise<Names> {
    const directory = path === '' ? this.#tree.root : await this.find(path);
    const names = new Map<string, TreeEntry>();
    if (directory?.kind !== 'directory') return names;
    for (const entry of (await this.#tree.list(directory)).entries) {
      const key = entry.name.toLowerCase();
      if (!names.has(key)) names.set(key, entry);
    }
    return names;
  }
}
