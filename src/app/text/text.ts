/**
 * The language of the page. A second one is a file beside `en.ts` of the type `Text`; the compiler
 * then names every sentence that it lacks.
 */
import { en } from './en.ts';

export type Text = typeof en;

export const text: Text = en;
