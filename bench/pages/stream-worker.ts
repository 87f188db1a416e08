/**
 * The plain way with a worker: `blob.stream()`, and every chunk to hash-wasm's SHA-256 and SHA-1 in
 * turn, on the one thread.
 */
import { createSHA1, createSHA256 } from 'hash-wasm';
import type { Answer } from './task.ts';

async function hash(file: File): Promise<Answer> {
  const from = performance.now();
  const [sha256, sha1] = await Promise.all([createSHA256(), createSHA1()]);
  const reader = file.stream().getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    sha256.update(step.value);
    sha1.update(step.value);
  }
  const digests = { sha256: sha256.digest('hex'), sha1: sha1.digest('hex') };
  return { milliseconds: performance.now() - from, digests };
}

addEventListener('message', ({ data }: MessageEvent<File>) => {
  void hash(data).then((answer) => {
    postMessage(answer);
  });
});
