/**
 * What the look at an image gives before anything is hashed: plain data, which crosses from a
 * worker to the page. All of it is a hint: it may make a diagnosis, never a verdict.
 */
import type { Identity } from '../identity/identity.ts';
import type { BootFacts } from '../image/boot.ts';
import type { VolumeLabels } from '../image/labels.ts';
import type { Opening } from '../image/opening.ts';
import type { ImageSizes } from '../image/size.ts';
import type { TreeNaming } from '../image/best-tree.ts';

/** `findings`: of all readers, bounded for each kind. */
export interface ImageFacts extends Opening {
  readonly labels: VolumeLabels;
  readonly boot: BootFacts;
  readonly sizes: ImageSizes;
  /** Which of its trees is listed; absent when no file can be. */
  readonly tree?: TreeNaming;
  /** Bytes that an MD5 inside the image covers (isomd5sum), from the start; absent without one. */
  readonly selfCheckedBytes?: number;
  readonly identity: Identity;
}
