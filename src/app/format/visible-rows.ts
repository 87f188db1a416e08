/** Which rows of a long list of equal rows are in view. */

/** Rows beyond either edge, so that a quick scroll or the Tab key finds them there. */
const BEYOND = 8;

export interface RowBox {
  /** From the upper edge of the window to that of the list, in pixels; negative when scrolled. */
  readonly top: number;
  readonly height: number;
  readonly total: number;
}

/** Half-open. `windowHeight`: in pixels. */
export function findVisible(
  { top, height, total }: RowBox,
  windowHeight: number,
): { readonly start: number; readonly end: number } {
  const row = height / Math.max(1, total);
  if (row <= 0) return { start: 0, end: 0 };
  const clamp = (index: number): number => Math.max(0, Math.min(total, index));
  return {
    start: clamp(Math.floor(-top / row) - BEYOND),
    end: clamp(Math.ceil((windowHeight - top) / row) + BEYOND),
  };
}
