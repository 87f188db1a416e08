/** The words for the page of known images: apart from the others, since they load with that page. */
import * as en from './en/catalogue.ts';

export type CatalogueText = typeof en;

export const catalogueWords: CatalogueText = en;
