import HashWorker from '../worker/hash.ts?worker';

/** Throws where the browser refuses to make a worker. */
export function spawnHashWorker(): Worker {
  return new HashWorker();
}
