import type { Passage } from '../passage.ts';
import type { PlacedReading } from '../reading.ts';
import type { Tag } from '../tag.ts';

/** A form of reference that is more than a row of lines which each speak for themselves. */
export interface Grammar {
  /**
   * Could a text that begins so be of this form? Asked of every reference, so it is quick; a wrong
   * no hides the form, a wrong yes costs a reading.
   */
  readonly mayBegin: (head: string) => boolean;
  /**
   * What the passage says, in its order; `undefined` when it is not of this form as a whole. What
   * is malformed within it is read as such. Time is linear, nothing is thrown. `fileTag`: the
   * algorithm that the reference's own file name tells.
   */
  readonly read: (passage: Passage, fileTag?: Tag) => Iterable<PlacedReading> | undefined;
}
