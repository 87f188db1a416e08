/** What the page says before anything is dropped, in English. A second language is a second file like it. */
import * as page from './en/page.ts';

export const en = { page };
