/**
 * Finds out what an image says it is: from the labels of its volume, and from small files inside
 * that installation media carry.
 */
import type { ByteSource } from '../bytes/source.ts';
import type { WimImage } from '../image/wim/image-list.ts';
import { readWimImages } from '../image/wim/read.ts';
import type { FileTree } from '../image/tree.ts';
import { FactList } from './fact-list.ts';
import type { VolumeLabels } from '../image/labels.ts';
import type { Identity } from './identity.ts';
import { addOtherMedia } from './other-media.ts';
import { SmallFiles } from './small-files.ts';
import { addSetupImages, addWindowsImages, installable } from './windows-images.ts';
import { addWindowsMedia } from './windows-media.ts';

export interface IdentityInput {
  /** The whole image. */
  readonly source: ByteSource;
  /** The tree with the truest names; absent when nothing can be listed. */
  readonly tree: FileTree | undefined;
  readonly labels: VolumeLabels;
  /** Of a bare WIM file whose XML was read already; read here otherwise. */
  readonly wimImages?: readonly WimImage[] | undefined;
}

/**
 * Never throws for what the image holds; rejects only with what the platform rejects with. The
 * answer is plain data that can be posted between threads. A bare WIM file has no tree and no
 * labels, and says what it is by itself.
 */
export async function identify(input: IdentityInput): Promise<Identity> {
  const { source, tree, labels } = input;
  const facts = new FactList();
  const files = tree && new SmallFiles(source, tree);
  if (files === undefined) await addBareWim(facts, input);
  await addWindowsMedia(facts, files, labels);
  await addOtherMedia(facts, files, labels);
  addVolume(facts, labels);
  return facts.finish();
}

async function addBareWim(facts: FactList, { source, wimImages }: IdentityInput): Promise<void> {
  const list = wimImages ? { images: wimImages, findings: [] } : await readWimImages(source);
  if (list === undefined) return;
  facts.note(list.findings);
  addWindowsImages(facts, list.images);
  if (installable(list.images).length === 0) addSetupImages(facts, list.images);
}

/** xorriso writes itself into the preparer's field, all others into the application's. */
const PROGRAM_AS_PREPARER = /^(?:XORRISO|LIBISOFS)/i;

const PROGRAM =
  /^(?:OS)?CDIMAGE|^(?:MK|GEN)ISO|MKISOFS|^XORRISO|^NERO|^IMGBURN|^K3B|^ULTRAISO|^POWERISO|^MAKEFS|^BRASERO|^ROXIO|^LIVE-BUILD|^POWER2GO|^CDBURNERXP|^LIBISOFS/i;

function addVolume(facts: FactList, labels: VolumeLabels): void {
  facts.add('label', labels.volume, 'label');
  facts.add('label', labels.udfVolume, 'label');
  if (PROGRAM_AS_PREPARER.test(labels.preparer ?? '')) {
    facts.add('madeWith', labels.preparer, 'preparer');
  }
  if (PROGRAM.test(labels.application ?? '')) {
    facts.add('madeWith', labels.application, 'application');
  }
  facts.add('madeOn', labels.created ?? labels.modified, 'volume-date');
}
