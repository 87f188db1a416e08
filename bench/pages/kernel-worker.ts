/**
 * One kernel fed from memory: the ceiling that WebAssembly sets to one thread of this browser. A few
 * chunks go round, as in a reader that uses its buffers again; more of them than a cache holds.
 */
import { createHasher } from '../../src/core/digest/kernels.ts';
import type { Hasher } from '../../src/core/digest/hasher.ts';
import type { Answer, Task } from './task.ts';

const CHUNK_BYTES = 2 * 2 ** 20;
const CHUNKS = 8;
/** Until then a browser may still run its quickly made first translation of the kernel. */
const WARM_UP_BYTES = 64 * 2 ** 20;
/** `getRandomValues` gives no more at once (W3C Web Cryptography §10.1.1). */
const RANDOM_BYTES = 65_536;

function makeNoise(): Uint8Array {
  const chunk = new Uint8Array(CHUNK_BYTES);
  for (let at = 0; at < CHUNK_BYTES; at += RANDOM_BYTES) {
    crypto.getRandomValues(chunk.subarray(at, at + RANDOM_BYTES));
  }
  return chunk;
}

function feed(hasher: Hasher, chunks: readonly Uint8Array[], bytes: number): void {
  hasher.reset();
  let left = bytes;
  while (left > 0) {
    for (const chunk of chunks) {
      hasher.update(left < chunk.length ? chunk.subarray(0, Math.max(left, 0)) : chunk);
      left -= chunk.length;
    }
  }
  hasher.digest();
}

async function measure(task: Task): Promise<Answer> {
  if (task.peer !== 'kernel') throw new Error(`kernel expected, got ${task.peer}`);
  const hasher = await createHasher(task.algorithm);
  const chunks = Array.from({ length: CHUNKS }, makeNoise);
  feed(hasher, chunks, WARM_UP_BYTES);
  const from = performance.now();
  feed(hasher, chunks, task.bytes);
  return { milliseconds: performance.now() - from, digests: {} };
}

addEventListener('message', ({ data }: MessageEvent<Task>) => {
  void measure(data).then((answer) => {
    postMessage(answer);
  });
});
