/**
 * Whether this page would work without its server, said only when it is true.
 *
 * Framework-free: the app shows the state and asks before an update. The portable edition is its
 * own offline copy, and holds none of the service-worker code.
 */

/** Why there is no offline copy; the app has a sentence for each. */
export type OfflineObstacle =
  | 'file-protocol' // opened from a disk
  | 'insecure' // plain http from another machine: browsers refuse service workers there
  | 'no-service-worker' // switched off or lacking in this browser
  | 'storage' // the browser may not store for this site
  | 'failed'; // a file could not be fetched or stored, or its bytes were not those of this version

export type OfflineState =
  | { readonly kind: 'preparing' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'unavailable'; readonly why: OfflineObstacle };

/**
 * What became of a consent to update: the page is about to reload, or nothing happened because
 * other windows still run the old version and may be in the middle of a job.
 */
export type UpdateOutcome = 'reloading' | 'other-windows';

export interface OfflineCallbacks {
  /** Called at once with the first state, then on every change. */
  readonly onState: (state: OfflineState) => void;
  /** A newer version is stored and waits. `apply` ends in a reload: call it on consent, never during a job. */
  readonly onUpdateWaiting: (apply: () => Promise<UpdateOutcome>) => void;
}

function findObstacle(): OfflineObstacle | undefined {
  if (location.protocol === 'file:') return 'file-protocol';
  if (!isSecureContext) return 'insecure';
  if (!('serviceWorker' in navigator)) return 'no-service-worker';
  return undefined;
}

/** Starts watching; call once. Never rejects: whatever goes wrong is a state. */
export async function watchOffline(callbacks: OfflineCallbacks): Promise<void> {
  if (__EDITION__ === 'portable') {
    callbacks.onState({ kind: 'ready' });
  } else {
    const why = findObstacle();
    if (why !== undefined) {
      callbacks.onState({ kind: 'unavailable', why });
      return;
    }
    callbacks.onState({ kind: 'preparing' });
    const { prepareOffline } = await import('./service-worker-client.ts');
    callbacks.onState(await prepareOffline(callbacks.onUpdateWaiting));
  }
}
