/** Which build this is: vite.config.ts writes it in. */
export const VERSION = __VERSION__;
export const COMMIT = __COMMIT__;
/** Whose edition this is, if not everyone's. */
export const OWN_EDITION = __OWN_EDITION__;
/** One file, opened from a disk or a stick. */
export const IS_PORTABLE = __EDITION__ === 'portable';
