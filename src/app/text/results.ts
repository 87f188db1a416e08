/** The words for images and references: apart from the page's own, since they load with the first of these. */
import { enResults } from './en-results.ts';

export type ResultsText = typeof enResults;

export const results: ResultsText = enResults;
