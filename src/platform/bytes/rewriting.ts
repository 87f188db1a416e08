/**
 * Whether this browser notices that a file is rewritten with the same size while it is read.
 * Chromium and WebKit compare its date at each read; Gecko does not (w3c/FileAPI issue 47), gives
 * no handles to look at the file afresh, and is told by a property that only it has.
 */
export const noticesRewriting = (): boolean => !CSS.supports('-moz-appearance', 'none');
