/** SHA-256 without WebAssembly: noble's JavaScript in a worker, over slices. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Answer } from './task.ts';

const SLICE_BYTES = 2 * 2 ** 20;

async function hash(file: File): Promise<Answer> {
  const from = performance.now();
  const hasher = sha256.create();
  for (let offset = 0; offset < file.size; offset += SLICE_BYTES) {
    const slice = await file.slice(offset, offset + SLICE_BYTES).arrayBuffer();
    hasher.update(new Uint8Array(slice));
  }
  const digests = { sha256: bytesToHex(hasher.digest()) };
  return { milliseconds: performance.now() - from, digests };
}

addEventListener('message', ({ data }: MessageEvent<File>) => {
  void hash(data).then((answer) => {
    postMessage(answer);
  });
});
