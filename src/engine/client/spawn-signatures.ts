import SignatureWorker from '../worker/signatures.ts?worker';

/** Throws where the browser refuses to make a worker. */
export function spawnSignatureWorker(): Worker {
  return new SignatureWorker();
}
