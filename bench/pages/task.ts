/** What the benchmark asks of its page of peers, and what comes back. */
import type { AlgorithmId } from '../../src/core/digest/algorithm.ts';

/** `kernel` is fed from memory; all others read the file that was chosen on the page. */
export type Task =
  | { readonly peer: 'kernel'; readonly algorithm: AlgorithmId; readonly bytes: number }
  | { readonly peer: FilePeer };

export type FilePeer = 'stream-worker' | 'script-worker' | 'page-thread' | 'ring';

export interface Answer {
  /** From the task's arrival, or for a kernel from its first byte, to the last digest. */
  readonly milliseconds: number;
  /** Lower-case hex by algorithm; of a kernel none, since its bytes are noise. */
  readonly digests: Readonly<Record<string, string>>;
}

/** The page's only global. */
export interface PeerPage {
  readonly runPeer: (task: Task) => Promise<Answer>;
}
