/**
 * When the focused element goes away (its button is no longer offered, its card was removed), the
 * browser drops the focus to the body, and a keyboard user starts again from the top of the page.
 * This takes it to what now stands in that place.
 */
import type { Attachment } from 'svelte/attachments';

/** A place that takes focus from a program, though not from the Tab key. */
const HOME = '[tabindex="-1"]';

interface Place {
  readonly parent: Element;
  readonly index: number;
}

/** The element's place in each of its ancestors up to `root`, the innermost first. */
function placesOf(element: Element, root: Element): Place[] {
  const places: Place[] = [];
  let child = element;
  while (child !== root && child.parentElement) {
    const parent = child.parentElement;
    places.push({ parent, index: [...parent.children].indexOf(child) });
    child = parent;
  }
  return places;
}

/** The home of what now stands at the place, or the one that the place itself belongs to. */
function findHome({ parent, index }: Place, root: Element): HTMLElement | undefined {
  const neighbour = parent.children[Math.min(index, parent.children.length - 1)];
  const near = neighbour?.querySelector<HTMLElement>(HOME);
  if (near) return near;
  for (let around: Element | null = parent; around && around !== root;) {
    const home = around.querySelector<HTMLElement>(HOME);
    if (home) return home;
    around = around.parentElement;
  }
  return undefined;
}

/** `fallback` takes the focus when no home is left. */
export const keepFocus =
  (fallback: () => HTMLElement | undefined): Attachment<HTMLElement> =>
  (root) => {
    let focused: Element | undefined;
    let places: Place[] = [];
    const remember = ({ target }: FocusEvent): void => {
      if (!(target instanceof Element)) return;
      focused = target;
      places = placesOf(target, root);
    };
    const restore = (): void => {
      const isLost = focused && !focused.isConnected && document.activeElement === document.body;
      if (!isLost) return;
      focused = undefined;
      const place = places.find(({ parent }) => parent.isConnected);
      const home = (place && findHome(place, root)) ?? fallback();
      home?.focus();
    };
    const observer = new MutationObserver(restore);
    observer.observe(root, { childList: true, subtree: true });
    root.addEventListener('focusin', remember);
    return () => {
      observer.disconnect();
      root.removeEventListener('focusin', remember);
    };
  };
