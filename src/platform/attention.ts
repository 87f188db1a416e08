/** What a page can tell while somebody looks at something else: its title, and the app's badge. */

const OWN_TITLE = document.title;

/** Puts `news` before the page's own title; `undefined`: the title alone. */
export function setTitle(news: string | undefined): void {
  document.title = news === undefined ? OWN_TITLE : `${news} · ${OWN_TITLE}`;
}

/** Badging API §5; Firefox has none, Safari only in an installed app. */
type Badging = Partial<Pick<Navigator, 'setAppBadge' | 'clearAppBadge'>>;

export type Badge = number | 'dot' | undefined;

/** The badge of the installed app: a number from 1, a dot, or none. Does nothing where there is none. */
export function setBadge(badge: Badge): void {
  const page: Badging = navigator;
  const done =
    badge === undefined
      ? page.clearAppBadge?.()
      : page.setAppBadge?.(badge === 'dot' ? undefined : badge);
  // Refused where the app is not installed (Badging API §5): then nobody would see it.
  done?.catch(() => undefined);
}

export const isHidden = (): boolean => document.visibilityState === 'hidden';

/** Calls `run` whenever the page comes into sight again; the function given back ends that. */
export function watchReturn(run: () => void): () => void {
  const onChange = (): void => {
    if (!isHidden()) run();
  };
  document.addEventListener('visibilitychange', onChange);
  return () => document.removeEventListener('visibilitychange', onChange);
}
