/**
 * What the page and a hash worker say to each other. A command carries the id of the task that it
 * starts or steers; every event that belongs to a task carries the same id. A task ends with
 * exactly one of `self-tested`, `inspected`, `listed`, `located`, `parsed`, `mapped`, `hashed`,
 * `parked`, `extended`, `staged` and `failed`.
 * Both ends decode what arrives instead of trusting it.
 */
import type { AlgorithmId, Digests } from '../../core/digest/algorithm.ts';
import type { ReadingWay } from '../../core/bytes/reading-way.ts';
import type { Checkpoint, PrefixDigests, SavedStates } from '../../core/digest/checkpoint.ts';
import type { WireFault } from '../../core/fault.ts';
import type { BlockDigests } from '../../core/reference/block-map.ts';
import type { Reference } from '../../core/reference/reference.ts';
import type { ImageFacts } from '../../core/inspection/image-facts.ts';
import type { DirectoryListing, EntryPath, FileLocation } from '../../core/inspection/listing.ts';

/** Raised when a message changes its meaning; a page refuses a worker of another version. */
export const PROTOCOL_VERSION = 4;

/** What the platform has and this layer compiles without. */
export interface Platform {
  /** A file that a worker can read, in one way or another. */
  readonly file: unknown;
  /** One end of a channel. */
  readonly port: unknown;
}

/** What to compute in one reading. */
export interface HashPlan {
  readonly algorithms: readonly AlgorithmId[];
  /** Lengths in bytes, from 1, of the file's prefixes whose digests are wanted too. */
  readonly prefixes: readonly number[];
  /** Where an earlier reading was parked. */
  readonly from: Checkpoint | undefined;
}

/** A place in the ring of workers: where buckets come from and where they go. */
export interface Place<P extends Platform> {
  readonly input: P['port'];
  readonly output: P['port'];
}

/** What a small file turned out to be. */
export type Recognised =
  | {
      readonly kind: 'reference';
      readonly reference: Reference;
      /** What it was read from, since that may be signed; absent beyond `MAX_SIGNED_BYTES`. */
      readonly bytes: Uint8Array | undefined;
    }
  | { readonly kind: 'signature' | 'key'; readonly bytes: Uint8Array };

/** Bytes that are thought to stand behind what was hashed. */
export interface Extension {
  readonly algorithm: AlgorithmId;
  /** As the hasher of `algorithm` saved it. */
  readonly state: Uint8Array;
  readonly suffix: Uint8Array;
}

/** What one task is to do. */
export type Request<P extends Platform> =
  | {
      readonly kind: 'self-test';
      readonly algorithms: readonly AlgorithmId[];
      /** A file of the page's own making: can workers read files here? */
      readonly file: P['file'];
    }
  | { readonly kind: 'inspect'; readonly file: P['file'] }
  /** A directory of the image's tree, or where a file of it is. */
  | { readonly kind: 'list' | 'locate'; readonly file: P['file']; readonly path: EntryPath }
  | { readonly kind: 'parse'; readonly file: P['file'] }
  /** Digests of the file's blocks; it can be cancelled. */
  | { readonly kind: 'map'; readonly file: P['file'] }
  | {
      readonly kind: 'hash';
      readonly file: P['file'];
      /** With a place, those that the reading worker computes beside the stages'. */
      readonly plan: HashPlan;
      /** Absent: this worker does it all. */
      readonly place: Place<P> | undefined;
    }
  /** The digest of what was hashed before and of some bytes after it. */
  | ({ readonly kind: 'extend' } & Extension)
  /** Hashes for a reading of another worker. */
  | { readonly kind: 'stage'; readonly plan: HashPlan; readonly place: Place<P> };

/**
 * Steers the task of that id; one that has ended meanwhile ignores it. `park` ends a hash with a
 * checkpoint.
 */
export interface Steering {
  readonly kind: 'park' | 'cancel';
}

/** Asks for a sign of life; answered by `pong` whatever else goes on. */
export interface Ping {
  readonly kind: 'ping';
}

export type Command<P extends Platform> = (Request<P> | Steering | Ping) & { readonly id: number };

/** What happens to one task. */
export type TaskEvent =
  | {
      readonly id: number;
      readonly kind: 'self-tested';
      readonly failed: readonly AlgorithmId[];
      /** `undefined`: workers may not read files here. */
      readonly way: Exclude<ReadingWay, 'page'> | undefined;
    }
  | { readonly id: number; readonly kind: 'inspected'; readonly facts: ImageFacts }
  | { readonly id: number; readonly kind: 'listed'; readonly listing: DirectoryListing }
  | {
      readonly id: number;
      readonly kind: 'located';
      /** `undefined`: there is no file at this path. */
      readonly location: FileLocation | undefined;
    }
  | {
      readonly id: number;
      readonly kind: 'parsed';
      /** `undefined`: the file is neither a reference nor a signature or key. */
      readonly recognised: Recognised | undefined;
    }
  | ({ readonly id: number; readonly kind: 'mapped' } & BlockDigests)
  | { readonly id: number; readonly kind: 'progress'; readonly bytesRead: number }
  | {
      readonly id: number;
      readonly kind: 'hashed';
      readonly digests: Digests;
      readonly prefixes: readonly PrefixDigests[];
      /** At the end of the file: what `extend` goes on from. */
      readonly states: SavedStates;
      readonly bytesRead: number;
      readonly way: ReadingWay;
    }
  /** Where the reading could go on, if it had to; it does go on. */
  | { readonly id: number; readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint }
  | { readonly id: number; readonly kind: 'parked'; readonly checkpoint: Checkpoint }
  /** Lower-case hex. */
  | { readonly id: number; readonly kind: 'extended'; readonly digest: string }
  | { readonly id: number; readonly kind: 'staged' }
  | {
      readonly id: number;
      readonly kind: 'failed';
      readonly fault: WireFault;
      readonly bytesRead: number;
    };

export type WorkerEvent =
  | { readonly kind: 'ready'; readonly protocolVersion: number }
  | { readonly kind: 'pong'; readonly id: number }
  /** The worker could not make sense of a message: no task can be told. */
  | { readonly kind: 'refused'; readonly fault: WireFault }
  | TaskEvent;
