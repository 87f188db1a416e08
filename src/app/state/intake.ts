/** Sorts what was dropped, picked or launched into images, references and things to tell. */
import { isUnpackedImage } from '../../core/image/unpacked.ts';
import { isAlwaysImage, isDiscImageName, isReferenceName } from '../../core/reference/intake.ts';
import type { Engine } from '../../engine/client/engine.ts';
import type { Recognised } from '../../engine/shared/protocol.ts';
import { MAX_FOLDER_ENTRIES, type Folder } from '../../platform/files/folder.ts';
import type { Notice } from './view.ts';

export type NewNotice = Notice extends infer N ? (N extends Notice ? Omit<N, 'id'> : never) : never;

/** Takes what was found, each thing as soon as it is known. */
export interface Sink {
  images(files: readonly File[]): void;
  /** A folder that had been unpacked from an image. */
  unpackedFolder(name: string): void;
  /** A reference, a signature or a key. */
  recognised(name: string, recognised: Recognised): void;
  notice(notice: NewNotice): void;
}

/**
 * What is plainly an image goes to the sink at once, before this returns. The others are looked
 * into one after another, since they may lie on one stick; what is neither is an image too.
 */
export async function sortFiles(
  files: readonly File[],
  engine: Pick<Engine, 'recognise'>,
  sink: Sink,
): Promise<void> {
  const isPlain = ({ name, size }: File): boolean => isAlwaysImage(name, size);
  const plain = files.filter(isPlain);
  if (plain.length > 0) sink.images(plain);
  for (const file of files) {
    if (!isPlain(file)) await sortFile(file, engine, sink);
  }
}

async function sortFile(file: File, engine: Pick<Engine, 'recognise'>, sink: Sink): Promise<void> {
  try {
    const recognised = await engine.recognise(file);
    if (recognised) {
      sink.recognised(file.name, recognised);
      return;
    }
    if (isReferenceName(file.name)) sink.notice({ code: 'not-a-reference', name: file.name });
  } catch {
    // A file that cannot be read becomes a job, which says so, keeps its row and can be retried.
  }
  sink.images([file]);
}

/** By their paths as a person would put them: `2.iso` before `10.iso`. */
const byPath = new Intl.Collator(undefined, { numeric: true });

/** Of a folder the images and references are taken; other files are left alone. */
export async function sortFolder(
  { name, files, isCut }: Folder,
  engine: Pick<Engine, 'recognise'>,
  sink: Sink,
): Promise<void> {
  if (isUnpackedImage(files.map(({ path }) => path))) {
    sink.unpackedFolder(name);
    return;
  }
  const wanted = files
    .filter(({ path }) => isDiscImageName(path) || isReferenceName(path))
    .sort((a, b) => byPath.compare(a.path, b.path));
  if (isCut) sink.notice({ code: 'folder-too-large', name, limit: MAX_FOLDER_ENTRIES });
  if (wanted.length === 0) sink.notice({ code: 'folder-without-images', name });
  const opened = await Promise.allSettled(wanted.map((file) => file.open()));
  opened.forEach((one, index) => {
    const path = wanted[index]?.path;
    if (one.status === 'rejected' && path) sink.notice({ code: 'unreadable', name: path });
  });
  await sortFiles(
    opened.flatMap((one) => (one.status === 'fulfilled' ? one.value : [])),
    engine,
    sink,
  );
}
