/**
 * What the components see of the page's state, and what they may ask of it. A component reads this,
 * calls one method and formats; it decides nothing.
 */
import type { CatalogueEntry, CatalogueInfo } from '../../core/catalogue/catalogue.ts';
import type { AlgorithmId, Digests } from '../../core/digest/algorithm.ts';
import type { FaultCode, WireFault } from '../../core/fault.ts';
import type { ImageFacts } from '../../core/inspection/image-facts.ts';
import type { Reference } from '../../core/reference/reference.ts';
import type { KeyRecord } from '../../core/signature/signature.ts';
import type { SignatureState, Signing } from '../../core/signature/trust.ts';
import type { Assessment } from '../../core/verdict/assess.ts';
import type { Image } from '../../core/verdict/claims.ts';
import type { ImageFiles } from './image-files.ts';
import type { SiteDesk } from './site-desk.svelte.ts';

export type JobStateName =
  'queued' | 'inspecting' | 'reading' | 'paused' | 'done' | 'failed' | 'cancelled';

export interface JobView {
  readonly id: string;
  /** The file's own name: untrusted text. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly state: JobStateName;
  /** Bytes read in the reading that is under way, or of the last one. */
  readonly bytesRead: number;
  /** Over a sliding window; `undefined` until it is known. */
  readonly bytesPerSecond: number | undefined;
  readonly secondsLeft: number | undefined;
  /** While the image is read a second time: the digests that the first reading did not compute. */
  readonly rereadFor: readonly AlgorithmId[];
  /** Why it failed. */
  readonly fault: WireFault | undefined;
  readonly facts: ImageFacts | undefined;
  readonly digests: Digests;
  /** The verdict is shown when the state is done, failed or cancelled; claims and diagnoses always. */
  readonly assessment: Assessment;
  /** As the verdict sees it. */
  readonly image: Image;
  /** A folder that had been unpacked from an image was dropped: there is nothing to read. */
  readonly isFolder: boolean;
  /** Its reading ended with its page; it can be taken up, or begun again with the file. */
  readonly isInterrupted: boolean;
  /** How many times reading was taken up, from 1 once it has begun. */
  readonly sittings: number;
}

/** All images of the page as one piece of work; folders do not count. */
export interface QueueView {
  readonly count: number;
  /** How many have ended, well or not. */
  readonly ended: number;
  /** Bytes; of an image that was given up only what was read counts, in both. */
  readonly bytesRead: number;
  readonly size: number;
  /** At the present speed; `undefined` until that is known, and while nothing is read. */
  readonly secondsLeft: number | undefined;
  readonly isReading: boolean;
  /** The image that is read next, of those that wait. */
  readonly nextId: string | undefined;
}

export interface ReferenceView {
  readonly id: string;
  readonly reference: Reference;
  /** A site catalogue that the person has accepted. */
  readonly isAccepted: boolean;
  /** Known images that a bare digest of this reference names, when no image is needed to say so. */
  readonly named: readonly CatalogueEntry[];
  /** Images on the page that it speaks of or is equal to; of signatures, also lists. */
  readonly appliesTo: readonly string[];
  /** Of a file of signatures: the lists among these. */
  readonly over: readonly string[];
  readonly signature: SignatureState;
  /** What its signatures come to; absent while there is none, or none was checked. */
  readonly signing: Signing | undefined;
  /** The key that it says it was signed with is on the page, and nobody has trusted it. */
  readonly offeredKey: 'untrusted' | 'revoked' | undefined;
}

/** A public key that was dropped, or kept from an earlier visit; it may be built in as well. */
export interface KeyView {
  readonly id: string;
  readonly record: KeyRecord;
  /** As the person calls it; before that, as it calls itself. Untrusted text. */
  readonly name: string;
  /** Of the file that it came in. */
  readonly fileName: string;
  readonly isTrusted: boolean;
}

/** Something to tell that belongs to no row. Dismissed by the user. */
export type Notice =
  | { readonly id: string; readonly code: 'folder-without-images'; readonly name: string }
  | {
      readonly id: string;
      readonly code: 'folder-too-large';
      readonly name: string;
      readonly limit: number;
    }
  | { readonly id: string; readonly code: 'not-a-reference'; readonly name: string }
  | { readonly id: string; readonly code: 'unreadable'; readonly name: string }
  /** A file of keys of which all are built in; one that holds none; and one that is not kept. */
  | { readonly id: string; readonly code: 'key-built-in'; readonly name: string }
  | { readonly id: string; readonly code: 'key-unreadable'; readonly name: string }
  | { readonly id: string; readonly code: 'key-not-kept'; readonly name: string }
  | { readonly id: string; readonly code: 'catalogue-not-kept'; readonly name: string }
  /** An interrupted reading could not be taken up. */
  | { readonly id: string; readonly code: 'not-allowed' | 'not-found'; readonly name: string }
  /** The browser may not, or cannot, keep the place of a long reading. */
  | { readonly id: string; readonly code: 'place-not-kept'; readonly name: string }
  /** A part of the program could not be loaded, so that what was pasted or asked for was not done. */
  | { readonly id: string; readonly code: 'part-missing'; readonly name: string };

/** Site catalogues: what is done with them loads with the first. */
export interface SiteView {
  readonly desk: SiteDesk | undefined;
  /** `undefined` where that part of the program is missing, which is told. */
  open(): Promise<SiteDesk | undefined>;
}

export interface SessionView {
  /** In the order of the page, which for those that wait is the order of reading. */
  readonly jobs: readonly JobView[];
  readonly queue: QueueView;
  readonly references: readonly ReferenceView[];
  readonly notices: readonly Notice[];
  /** Images and references that were taken off the page, and stay in the report. */
  readonly removed: number;
  /** `failed`: a self-test failed or no worker could be started; no verdict is given. */
  readonly engine: 'starting' | 'ready' | 'failed';
  /** The kernels that gave a wrong answer in the self-test. */
  readonly failedKernels: readonly AlgorithmId[];
  /** Why the self-test could not be made. */
  readonly engineFault: FaultCode | undefined;
  readonly catalogue: 'loading' | 'ready' | 'failed';
  readonly catalogueInfo: CatalogueInfo | undefined;
  /** Public keys that were dropped, and those that the browser kept. */
  readonly keys: readonly KeyView[];
  readonly site: SiteView;
  /** The text in the expected-digest box. */
  readonly expected: string;

  /** Files from the picker, or launched with. */
  takeFiles(files: readonly File[]): void;
  /** Files and folders from a drop; must be called inside the drop event's handler. */
  takeDrop(transfer: DataTransfer): void;
  /** The files of a chosen folder. */
  takeFolder(files: readonly File[]): void;
  setExpected(text: string): void;
  /** Puts a waiting image before all others that wait. */
  first(jobId: string): void;
  pause(jobId: string): void;
  resume(jobId: string): void;
  cancel(jobId: string): void;
  retry(jobId: string): void;
  remove(jobId: string): void;
  removeReference(referenceId: string): void;
  /** This claim is about this image. */
  apply(jobId: string, referenceId: string, claim: number): void;
  /** From now on what this key signs counts as vouched for. `name`: what the person calls it. */
  trustKey(keyId: string, name: string): void;
  /** Takes the key off the page, and out of the browser. */
  forgetKey(keyId: string): void;
  dismiss(noticeId: string): void;
  clear(): void;
  /**
   * The files inside an image; `undefined` when the image is not at hand. Rejects when that part of
   * the program could not be loaded.
   */
  filesOf(jobId: string): Promise<ImageFiles | undefined>;
  /** Downloads the JSON report of all images. */
  saveReport(): void;
}

/** How the app can be used without a network. */
export interface OfflineView {
  readonly state: 'preparing' | 'ready' | 'unavailable';
  /** Why it is unavailable; `undefined` otherwise. */
  readonly reason:
    'file-protocol' | 'insecure' | 'no-service-worker' | 'failed' | 'storage' | undefined;
  /** A newer version is waiting. */
  readonly isUpdateWaiting: boolean;
  /** The update was asked for, but other windows still run the old version: close them first. */
  readonly isUpdateBlocked: boolean;
  /** Applies it by a reload; only offered while no job is running. */
  update(): void;
}
