import { watchOffline, type OfflineState, type UpdateOutcome } from '../../platform/offline.ts';
import type { OfflineView } from './view.ts';

/** Whether the page works without its server, and whether a newer version waits. */
export class Offline implements OfflineView {
  #state = $state.raw<OfflineState>({ kind: 'preparing' });
  #apply = $state.raw<(() => Promise<UpdateOutcome>) | undefined>();

  isUpdateBlocked = $state.raw(false);

  start(): void {
    void watchOffline({
      onState: (state) => {
        this.#state = state;
      },
      onUpdateWaiting: (apply) => {
        this.#apply = apply;
      },
    });
  }

  get state(): OfflineView['state'] {
    return this.#state.kind;
  }
  get reason(): OfflineView['reason'] {
    return this.#state.kind === 'unavailable' ? this.#state.why : undefined;
  }
  get isUpdateWaiting(): boolean {
    return this.#apply !== undefined;
  }
  update = (): void => {
    void this.#apply?.().then((outcome) => {
      this.isUpdateBlocked = outcome === 'other-windows';
    });
  };
}
