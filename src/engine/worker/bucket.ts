/**
 * The bucket brigade. Workers stand in a ring: the head reads, each stage hashes, and what comes
 * back to the head is read into again. A bucket is passed on by transfer, so the same few buffers
 * circulate, nothing is copied, and the ring stands still when its slowest stage does.
 */
import { joinCheckpoints, type Checkpoint } from '../../core/digest/checkpoint.ts';
import type { Digests } from '../../core/digest/algorithm.ts';
import type { DigestSet } from '../../core/digest/digest-set.ts';
import { Fault } from '../../core/fault.ts';

export type Bucket =
  /** `offset`: of its first byte in the file. */
  | { readonly kind: 'chunk'; readonly offset: number; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Gathers what each stage saves; with `park` the reading ends there. */
  | { readonly kind: 'save' | 'park'; readonly checkpoint: Checkpoint }
  /** Behind the last chunk: gathers the digests, and what it takes to append something. */
  | { readonly kind: 'end'; readonly checkpoint: Checkpoint; readonly digests: Digests }
  /** The reading was given up. */
  | { readonly kind: 'stop' };

/** One direction of a channel between two workers of the ring. */
export interface Link {
  /** Hands the bucket over: a chunk's buffer is gone from here. */
  post(bucket: Bucket): void;
  /** Sets who takes what arrives; what arrived before waits for it. */
  onBucket(take: (bucket: Bucket) => void): void;
  close(): void;
}

export function openLink(port: MessagePort): Link {
  return {
    post: (bucket) =>
      port.postMessage(bucket, bucket.kind === 'chunk' ? [bucket.bytes.buffer] : []),
    onBucket(take) {
      port.onmessage = ({ data }: MessageEvent<Bucket>) => take(data);
    },
    close: () => port.close(),
  };
}

/** After these a stage has nothing more to do. */
export const isLast = ({ kind }: Bucket): boolean =>
  kind === 'park' || kind === 'end' || kind === 'stop';

/**
 * What one worker's digests do with a bucket before it goes on. Throws `Fault('worker.protocol')`
 * when a byte is missing or came twice.
 */
export function takeBucket(bucket: Bucket, set: DigestSet): Bucket {
  switch (bucket.kind) {
    case 'chunk':
      requireOffset(bucket.offset, set);
      set.update(bucket.bytes);
      return bucket;
    case 'save':
    case 'park':
      requireOffset(bucket.checkpoint.bytes, set);
      return { ...bucket, checkpoint: joinCheckpoints(bucket.checkpoint, set.save()) };
    case 'end':
      requireOffset(bucket.checkpoint.bytes, set);
      return {
        ...bucket,
        checkpoint: joinCheckpoints(bucket.checkpoint, set.save()),
        digests: { ...bucket.digests, ...set.digests() },
      };
    case 'stop':
      return bucket;
    default: {
      const never: never = bucket;
      return never;
    }
  }
}

function requireOffset(offset: number, { bytes }: DigestSet): void {
  if (offset === bytes) return;
  throw new Fault('worker.protocol', `bucket expected byte ${bytes}, got ${offset}`);
}

/**
 * One stage: takes each bucket from the one before it and hands it to the one behind. Resolves
 * when the last bucket has gone on; rejects when its digests fail, and then takes no more.
 */
export function runStage(set: DigestSet, input: Link, output: Link): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    input.onBucket((bucket) => {
      try {
        output.post(takeBucket(bucket, set));
        if (!isLast(bucket)) return;
        input.close(); // by the one who receives: what was posted before has arrived
        resolve();
      } catch (thrown) {
        reject(Fault.of(thrown, 'worker.died'));
      }
    });
  });
}
