import { LOCALE } from './locale.ts';

const names = new Intl.DisplayNames([LOCALE], { type: 'language' });

/** "German (Germany)" for "de-DE"; what is no BCP 47 tag is given back. */
export function formatLanguage(tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    // RangeError: not well-formed (ECMA-402 §12.3.3).
    return tag;
  }
}
