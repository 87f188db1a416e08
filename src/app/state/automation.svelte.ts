import type { OfflineView, SessionView } from './view.ts';

/** Keeps the page's state on the root element, as docs/automation.md promises. */
export function reflectState(root: HTMLElement, session: SessionView, offline: OfflineView): void {
  $effect.root(() => {
    $effect(() => {
      const { engine } = session;
      if (engine !== 'starting') root.dataset['ready'] = engine === 'ready' ? 'true' : 'failed';
    });
    $effect(() => {
      root.dataset['catalogue'] = session.catalogue;
    });
    $effect(() => {
      if (offline.state === 'ready') root.dataset['offline'] = 'ready';
      else delete root.dataset['offline'];
    });
  });
}
