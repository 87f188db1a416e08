/** Sorts what was dropped, picked or launched into images, references and things to tell. */
import { isUnpackedImage } from '../../core/image/unpacked.ts';
import { isAlwaysImage, isDiscImageName, isReferenceName } from '../../core/reference/intake.ts';
import type { Reference } from '../../core/reference/reference.ts';
import type { Engine } from '../../engine/client/engine.ts';
import { MAX_FOLDER_ENTRIES, type Folder } from '../../platform/files/folder.ts';
import type { Notice } from './view.ts';

export type NewNotice = Notice extends infer N ? (N extends Notice ? Omit<N, 'id'> : never) : never;

export interface Sorted {
  readonly images: readonly File[];
  /** Names of folders that had been unpacked from an image. */
  readonly unpackedFolders: readonly string[];
  readonly references: readonly Reference[];
  readonly notices: readonly NewNotice[];
}

type One =
  | { readonly kind: 'image'; readonly file: File; readonly notice?: NewNotice }
  | { readonly kind: 'reference'; readonly reference: Reference };

/** In the order of the files. A file that is neither plainly an image nor a reference is an image. */
export async function sortFiles(files: readonly File[], engine: Engine): Promise<Sorted> {
  const sorted = await Promise.all(files.map((file) => sortFile(file, engine)));
  return {
    images: sorted.flatMap((one) => (one.kind === 'image' ? one.file : [])),
    unpackedFolders: [],
    references: sorted.flatMap((one) => (one.kind === 'reference' ? one.reference : [])),
    notices: sorted.flatMap((one) => (one.kind === 'image' && one.notice ? one.notice : [])),
  };
}

async function sortFile(file: File, engine: Engine): Promise<One> {
  if (isAlwaysImage(file.name, file.size)) return { kind: 'image', file };
  try {
    const reference = await engine.parseReference(file);
    if (reference) return { kind: 'reference', reference };
  } catch {
    // A file that cannot be read becomes a job, which says so, keeps its row and can be retried.
    return { kind: 'image', file };
  }
  if (!isReferenceName(file.name)) return { kind: 'image', file };
  return { kind: 'image', file, notice: { code: 'not-a-reference', name: file.name } };
}

/** Of a folder the images and references are taken; other files are left alone. */
export async function sortFolder(folder: Folder, engine: Engine): Promise<Sorted> {
  const { name, files, isCut } = folder;
  if (isUnpackedImage(files.map(({ path }) => path))) {
    return { images: [], unpackedFolders: [name], references: [], notices: [] };
  }
  const wanted = files.filter(({ path }) => isDiscImageName(path) || isReferenceName(path));
  const opened = await Promise.allSettled(wanted.map((file) => file.open()));
  const sorted = await sortFiles(
    opened.flatMap((one) => (one.status === 'fulfilled' ? one.value : [])),
    engine,
  );
  const notices: NewNotice[] = [...sorted.notices];
  opened.forEach((one, index) => {
    const path = wanted[index]?.path;
    if (one.status === 'rejected' && path) notices.push({ code: 'unreadable', name: path });
  });
  if (isCut) notices.push({ code: 'folder-too-large', name, limit: MAX_FOLDER_ENTRIES });
  if (wanted.length === 0) notices.push({ code: 'folder-without-images', name });
  return { ...sorted, notices };
}
