/**
 * The page's side of the service worker: registration, an honest check of the offline copy, and
 * updates by consent. Loaded by offline.ts in the hosted edition only.
 */
import { messageSW, Workbox } from 'workbox-window';
import type { WorkerAnswer, WorkerQuestion } from '../sw/messages.ts';
import type { OfflineState, UpdateOutcome } from './offline.ts';

const ask = (worker: ServiceWorker, question: WorkerQuestion): Promise<WorkerAnswer> =>
  messageSW(worker, question) as Promise<WorkerAnswer>; // both ends are built from messages.ts

/** Resolves when `worker` is active; rejects when it never will be. */
function untilActive(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = (): void => {
      if (worker.state === 'activated') resolve();
      if (worker.state === 'redundant') reject(new Error('service worker became redundant'));
    };
    worker.addEventListener('statechange', check);
    check();
  });
}

async function findActive(registration: ServiceWorkerRegistration): Promise<ServiceWorker> {
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  if (worker === null) throw new Error('the registration has no worker');
  await untilActive(worker);
  return worker;
}

/** Until the worker controls this page, what the page loads later would still come from the network. */
function untilControlled(): Promise<void> {
  const { serviceWorker } = navigator;
  return new Promise((resolve) => {
    const check = (): void => {
      if (serviceWorker.controller !== null) resolve();
    };
    serviceWorker.addEventListener('controllerchange', check);
    check();
  });
}

/** WebKitGTK has service workers, but no storage manager. */
const findStorage = (): StorageManager | undefined =>
  'storage' in navigator ? navigator.storage : undefined;

/** Asks the browser not to drop the copy when space gets short. Firefox asks the person, so nothing waits for the answer. */
function keepCopy(): void {
  findStorage()
    ?.persist()
    .catch(() => false);
}

async function findMissing(worker: ServiceWorker): Promise<readonly string[]> {
  const answer = await ask(worker, { kind: 'precache-status' });
  if (answer.kind !== 'precache-status') throw new Error(`unexpected answer ${answer.kind}`);
  return answer.missing;
}

/** Files that the browser dropped are fetched once more; the worker checks and stores them again. */
async function repair(worker: ServiceWorker): Promise<void> {
  const missing = await findMissing(worker);
  if (missing.length === 0) return;
  await Promise.all(missing.map((url) => fetch(url)));
  const left = await findMissing(worker);
  if (left.length > 0) throw new Error(`${left.length} files are missing`);
}

/** A browser that may not store (site data blocked, some private windows) refuses the cache to the page too. */
async function explainFailure(): Promise<OfflineState> {
  const mayStore = await caches.has('any').then(
    () => true,
    () => false,
  );
  return { kind: 'unavailable', why: mayStore ? 'failed' : 'storage' };
}

/**
 * Asks the waiting worker to take over and reloads once it has. The reload hangs on the worker's
 * own state: the `controlling` event says nothing useful on a page that had no controller yet
 * (vite-plugin-pwa issues 717 and 789), and the button would do nothing.
 */
async function applyUpdate(worker: ServiceWorker): Promise<UpdateOutcome> {
  const answer = await ask(worker, { kind: 'skip-waiting' });
  if (answer.kind === 'other-windows') return 'other-windows';
  await untilActive(worker);
  location.reload();
  return 'reloading';
}

/** Registers the worker and resolves with `ready` or the reason why not. Never rejects. */
export async function prepareOffline(
  onUpdateWaiting: (apply: () => Promise<UpdateOutcome>) => void,
): Promise<OfflineState> {
  try {
    const workbox = new Workbox(new URL('sw.js', document.baseURI).href);
    workbox.addEventListener('waiting', ({ sw }) => {
      if (sw !== undefined) onUpdateWaiting(() => applyUpdate(sw));
    });
    const registration = await workbox.register({ immediate: true });
    if (registration === undefined) throw new Error('service workers are not supported');
    await repair(await findActive(registration));
    await untilControlled();
    keepCopy();
    return { kind: 'ready' };
  } catch {
    return explainFailure();
  }
}
