import { lendFile } from '../../platform/bytes/lent-file.ts';
import type { Realm } from '../../platform/bytes/realm.ts';

/** A file on its way to a worker. */
export interface Loan {
  readonly file: Realm['file'];
  readonly transfer: readonly Transferable[];
  /** The worker is done with it. */
  readonly end: () => void;
}

/** Gives files to workers, in the way that workers can read them here. */
export class FileLender {
  /** Set when workers may not read files: then the page reads for them. */
  pageReads = false;

  lend(file: File): Loan {
    if (!this.pageReads) return { file, transfer: [], end: () => undefined };
    const { lent, end } = lendFile(file);
    return { file: lent, transfer: [lent.port], end };
  }
}
