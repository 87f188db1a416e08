/** The page's side: hands each task to a worker of its own, or does it on this thread. */
import { hashOnThisThread } from './page-thread.ts';
import { hashInRing } from './ring.ts';
import type { Answer, FilePeer, PeerPage, Task } from './task.ts';

const START = {
  kernel: () => new Worker(new URL('./kernel-worker.ts', import.meta.url)),
  'stream-worker': () => new Worker(new URL('./stream-worker.ts', import.meta.url)),
  'script-worker': () => new Worker(new URL('./script-worker.ts', import.meta.url)),
};

function chosenFile(): File {
  const file = document.querySelector('input')?.files?.[0];
  if (file === undefined) throw new Error('no file was chosen');
  return file;
}

function ask(worker: Worker, message: unknown): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      resolve(data);
    });
    worker.addEventListener('error', ({ message: words }) => {
      reject(new Error(`worker: ${words}`));
    });
    worker.postMessage(message);
  }).finally(() => {
    worker.terminate();
  });
}

function askWithFile(peer: FilePeer): Promise<Answer> {
  const file = chosenFile();
  if (peer === 'page-thread') return hashOnThisThread(file);
  return peer === 'ring' ? hashInRing(file) : ask(START[peer](), file);
}

const page: PeerPage = {
  runPeer: (task: Task) =>
    task.peer === 'kernel' ? ask(START.kernel(), task) : askWithFile(task.peer),
};

Object.assign(globalThis, page);
document.documentElement.dataset['ready'] = 'true';
