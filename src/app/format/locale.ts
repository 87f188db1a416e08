/** The language that numbers, dates and names of languages are written in; that of `text.ts`. */
export const LOCALE = 'en-GB';
