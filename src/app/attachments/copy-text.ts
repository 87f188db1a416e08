/**
 * Copies the text of an element. Where the page may not write to the clipboard (no permission, or
 * not a secure context: plain http from another machine), the text is selected instead, so that
 * the keyboard can copy it.
 */
export async function copyText(text: string, element: Element): Promise<'copied' | 'selected'> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    // NotAllowedError, or a TypeError where `clipboard` does not exist.
    getSelection()?.selectAllChildren(element);
    return 'selected';
  }
}
