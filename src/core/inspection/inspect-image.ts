/**
 * The look at an image before it is hashed, whole: what it is made of, which product it says it is,
 * and whether it is an image at all.
 */
import type { ByteSource } from '../bytes/source.ts';
import { Findings } from '../bytes/findings.ts';
import { identify } from '../identity/identify.ts';
import type { ContentKind } from '../image/opening.ts';
import { describeOpening, readImage, type ImageReading } from '../image/read-image.ts';
import { SNIFF_BYTES } from '../reference/limits.ts';
import { looksLikeList } from '../reference/sniff.ts';
import { ForgivingSource } from './forgiving-source.ts';
import type { ImageFacts } from './image-facts.ts';

/** A file by its name, which is asked only for what a text is. */
export interface NamedSource extends ByteSource {
  readonly name: string;
}

/**
 * Never throws for what the image holds; rejects only with what the platform rejects with, and
 * where some of it can be read not even with that.
 */
export async function inspectImage(image: NamedSource): Promise<ImageFacts> {
  const drive = new ForgivingSource(image);
  const reading = await readImage(drive);
  const opening = describeOpening(reading);
  const { source, labels, boot, sizes, tree, implanted } = reading;
  const wimImages = reading.wim?.images;
  const identity = await identify({ source, tree: tree?.tree, labels, wimImages });
  const findings = new Findings();
  findings.addAll(reading.findings);
  findings.addAll(identity.findings);
  if (drive.badAt !== undefined) findings.add({ code: 'unreadable-part', offset: drive.badAt });
  return {
    ...opening,
    kind: await kindOf(image, reading),
    labels,
    boot,
    sizes,
    ...(tree === undefined || tree.entries.length === 0 ? {} : { tree: tree.naming }),
    ...selfCheckOf(reading.iso?.volumeBytes, implanted),
    identity,
    findings: findings.finish(),
  };
}

/** That a text is a list of digests, only the grammars of references know. */
async function kindOf(image: NamedSource, { opening, source }: ImageReading): Promise<ContentKind> {
  if (opening.kind !== 'text') return opening.kind;
  const head = await source.read(0, SNIFF_BYTES);
  return looksLikeList(image.name, head, image.size > SNIFF_BYTES) ? 'checksum-file' : 'text';
}

const SECTOR_BYTES = 2048;

/** isomd5sum, libcheckisomd5.c: the volume without its last sectors. */
function selfCheckOf(volumeBytes: number | undefined, implanted: ImageReading['implanted']) {
  const { md5, skipSectors } = implanted ?? {};
  if (md5 === undefined || skipSectors === undefined || volumeBytes === undefined) return {};
  const selfCheckedBytes = volumeBytes - skipSectors * SECTOR_BYTES;
  return selfCheckedBytes > 0 ? { selfCheckedBytes } : {};
}
