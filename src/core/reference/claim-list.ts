/**
 * Digests gathered into claims: lines for one path are one claim; digests without a path are one
 * claim as long as they follow each other and can belong to one file.
 */
import { MAX_CLAIMS, MAX_DIGESTS_PER_CLAIM } from './limits.ts';
import type { Claim, ListedAs, Pieces, StatedDigest } from './reference.ts';

interface Draft {
  readonly path?: string;
  readonly digests: StatedDigest[];
  readonly line: number;
  pieces?: Pieces;
  listedAs?: ListedAs;
}

/** What became of a digest that was added. `skipped`: a limit was reached, it is not kept. */
export type Addition = 'kept' | 'contradictory' | 'skipped';

export class ClaimList {
  readonly #drafts: Draft[] = [];
  readonly #byPath = new Map<string, Draft>();
  /** What a path's comment says; `undefined` when two comments disagree. */
  readonly #sizes = new Map<string, number | undefined>();
  #openBare: Draft | undefined;

  get length(): number {
    return this.#drafts.length;
  }

  /** Are there claims that name a file? */
  get hasNames(): boolean {
    return this.#byPath.size > 0;
  }

  addNamed(path: string, digest: StatedDigest, line: number): Addition {
    const draft = this.#draftOf(path, line);
    return draft ? addTo(draft, digest) : 'skipped';
  }

  /** A file of which perhaps nothing else is said. The first pieces for it are kept. */
  addFile(path: string, pieces: Pieces | undefined, line: number): Addition {
    const draft = this.#draftOf(path, line);
    if (!draft) return 'skipped';
    if (pieces) draft.pieces ??= pieces;
    return 'kept';
  }

  /** For a file that has a claim already. The first that is said of it is kept. */
  addWords(path: string, listedAs: ListedAs): void {
    const draft = this.#byPath.get(pathKey(path));
    if (draft) draft.listedAs ??= listedAs;
  }

  /** `undefined` when no more files are kept. */
  #draftOf(path: string, line: number): Draft | undefined {
    this.#openBare = undefined;
    const key = pathKey(path);
    const draft = this.#byPath.get(key);
    if (draft) return draft;
    if (this.#drafts.length >= MAX_CLAIMS) return undefined;
    const opened: Draft = { path, digests: [], line };
    this.#byPath.set(key, opened);
    this.#drafts.push(opened);
    return opened;
  }

  /** A digest that may be of the same algorithm as one before it begins another file's claim. */
  addBare(digest: StatedDigest, line: number): Addition {
    const open = this.#openBare;
    if (open && !open.digests.some((each) => mayShareAlgorithm(each, digest))) {
      return addTo(open, digest);
    }
    if (this.#drafts.length >= MAX_CLAIMS) return 'skipped';
    this.#openBare = { digests: [digest], line };
    this.#drafts.push(this.#openBare);
    return 'kept';
  }

  /** What comes next without a path is about another file. */
  endBare(): void {
    this.#openBare = undefined;
  }

  addSize(path: string, bytes: number): void {
    if (this.#sizes.size >= MAX_CLAIMS) return;
    const key = pathKey(path);
    const agrees = !this.#sizes.has(key) || this.#sizes.get(key) === bytes;
    this.#sizes.set(key, agrees ? bytes : undefined);
  }

  /** The claims that name no file, removed from the list. */
  removeBare(): readonly Claim[] {
    const bare = this.#drafts.filter(({ path }) => path === undefined);
    const named = this.#drafts.filter(({ path }) => path !== undefined);
    this.#drafts.splice(0, this.#drafts.length);
    for (const draft of named) this.#drafts.push(draft);
    return bare;
  }

  finish(): readonly Claim[] {
    return this.#drafts.map((draft) => {
      const size = draft.path === undefined ? undefined : this.#sizes.get(pathKey(draft.path));
      return size === undefined ? draft : { ...draft, size };
    });
  }
}

/**
 * Equal for two ways of writing one path: `./x.iso` is `x.iso`. Else a list could give one file two
 * digests, and either would do, as for files of one name in two places.
 */
const pathKey = (path: string): string =>
  path
    .replaceAll('\\', '/')
    .replace(/\/(?:\.?\/)+/g, '/')
    .replace(/^\.\//, '');

function addTo({ digests }: Draft, digest: StatedDigest): Addition {
  if (digests.some((each) => isSame(each, digest))) return 'kept';
  if (digests.length >= MAX_DIGESTS_PER_CLAIM) return 'skipped';
  const isContradictory = digests.some((each) => contradicts(each, digest));
  digests.push(digest);
  return isContradictory ? 'contradictory' : 'kept';
}

const isSame = (a: StatedDigest, b: StatedDigest): boolean =>
  a.text === b.text && a.damaged === b.damaged && a.algorithms.join() === b.algorithms.join();

/** Two whole values that one algorithm would have to have given; damaged ones are no values. */
const contradicts = (a: StatedDigest, b: StatedDigest): boolean =>
  !a.damaged && !b.damaged && a.text !== b.text && mayShareAlgorithm(a, b);

function mayShareAlgorithm(a: StatedDigest, b: StatedDigest): boolean {
  if (a.algorithms.length === 0 && b.algorithms.length === 0) return true;
  return a.algorithms.some((algorithm) => b.algorithms.includes(algorithm));
}
