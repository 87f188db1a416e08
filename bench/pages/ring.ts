/** The page's side of the bare ring. */
import type { RingTask } from './ring-worker.ts';
import type { Answer } from './task.ts';

const start = (): Worker => new Worker(new URL('./ring-worker.ts', import.meta.url));

const nextMessage = (worker: Worker): Promise<unknown> =>
  new Promise((resolve) => {
    worker.addEventListener('message', ({ data }) => resolve(data), { once: true });
  });

function send(worker: Worker, task: RingTask): void {
  worker.postMessage(task, [task.input, task.output]);
}

/** SHA-256 and SHA-1 of the file; timed from when all workers have started. */
export async function hashInRing(file: File): Promise<Answer> {
  const [head, sha256, sha1] = [start(), start(), start()];
  const [toFirst, toSecond, home] = [
    new MessageChannel(),
    new MessageChannel(),
    new MessageChannel(),
  ];
  const ready = Promise.all([nextMessage(sha256), nextMessage(sha1)]);
  const stage = { file: undefined };
  send(sha256, { ...stage, algorithm: 'sha256', input: toFirst.port2, output: toSecond.port1 });
  send(sha1, { ...stage, algorithm: 'sha1', input: toSecond.port2, output: home.port1 });
  await ready;
  const from = performance.now();
  const digests = Promise.all([nextMessage(sha256), nextMessage(sha1)]);
  send(head, { algorithm: undefined, file, input: home.port2, output: toFirst.port1 });
  const [first, second] = await digests;
  const milliseconds = performance.now() - from;
  for (const worker of [head, sha256, sha1]) worker.terminate();
  return { milliseconds, digests: { sha256: String(first), sha1: String(second) } };
}
