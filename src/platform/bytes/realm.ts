import type { LentFile } from './lent-file.ts';

/** What crosses from the page to a worker beside data, as the browser has it. */
export interface Realm {
  readonly file: File | LentFile;
  readonly port: MessagePort;
}
