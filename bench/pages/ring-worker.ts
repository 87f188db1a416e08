/**
 * A worker of a bare ring: one reads, one computes SHA-256, one SHA-1, and the same few buffers go
 * round. No page is told, nothing can be paused, nobody watches: what is left is the ceiling that
 * the machine sets to two kernels and a reader that run at once.
 */
import { createHasher } from '../../src/core/digest/kernels.ts';
import { fileBytes } from '../../src/platform/bytes/file-bytes.ts';
import { openReader } from '../../src/platform/bytes/open-reader.ts';

export interface RingTask {
  readonly algorithm: 'sha256' | 'sha1' | undefined;
  /** Of the worker that reads. */
  readonly file: File | undefined;
  readonly input: MessagePort;
  readonly output: MessagePort;
}

/** `null`: there is no more. */
type Chunk = Uint8Array<ArrayBuffer> | null;

async function hash(algorithm: 'sha256' | 'sha1', { input, output }: RingTask): Promise<void> {
  const hasher = await createHasher(algorithm);
  hasher.reset();
  postMessage('ready');
  input.onmessage = ({ data }: MessageEvent<Chunk>) => {
    if (data === null) {
      output.postMessage(null);
      postMessage(hasher.digest());
    } else {
      hasher.update(data);
      output.postMessage(data, [data.buffer]);
    }
  };
}

async function read(file: File, { input, output }: RingTask): Promise<void> {
  const { reader } = await openReader(fileBytes(file), 0, 'chain');
  input.onmessage = ({ data }: MessageEvent<Chunk>) => {
    if (data !== null) reader.giveBack(data.buffer);
  };
  for (let chunk = await reader.read(); chunk !== undefined; chunk = await reader.read()) {
    output.postMessage(chunk, [chunk.buffer]);
  }
  output.postMessage(null);
}

addEventListener('message', ({ data }: MessageEvent<RingTask>) => {
  if (data.algorithm !== undefined) void hash(data.algorithm, data);
  else if (data.file !== undefined) void read(data.file, data);
});
