/** Files that came with a drop, a picker or a folder, without reading any of them. */
import { keepDroppedHandle } from './handle.ts';

/** A file inside a folder; its `File` is made only when it is wanted. */
export interface FolderFile {
  /** Relative to the folder, with `/` between parts. */
  readonly path: string;
  open(): Promise<File>;
}

export interface Folder {
  readonly name: string;
  readonly files: readonly FolderFile[];
  /** The listing stopped at `MAX_FOLDER_ENTRIES`. */
  readonly isCut: boolean;
}

export interface Dropped {
  readonly files: readonly File[];
  /** Each is listed by itself: the files need not wait for a large one. Never reject. */
  readonly folders: readonly Promise<Folder>[];
}

/** An unpacked installation image has up to about 10,000 entries; a whole disk has millions. */
export const MAX_FOLDER_ENTRIES = 20_000;
/** Deeper than any path that Windows or an ISO 9660 image allows by itself. */
const MAX_DEPTH = 64;

/**
 * What a drop carries. Must be called inside the drop event's handler: the transfer is empty
 * afterwards, so its entries are taken before the first wait.
 */
export function readTransfer(transfer: DataTransfer): Dropped {
  const files: File[] = [];
  const roots: FileSystemDirectoryEntry[] = [];
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    // A directory's getAsFile() is a File of 4 KiB that cannot be read (Chromium).
    if (entry?.isDirectory) roots.push(entry as FileSystemDirectoryEntry);
    else {
      const file = item.getAsFile();
      if (file) {
        keepDroppedHandle(item, file);
        files.push(file);
      }
    }
  }
  return { files, folders: roots.map(listFolder) };
}

/** The folder of an `<input webkitdirectory>`; `undefined` when nothing was chosen. */
export function folderOfInput(files: readonly File[]): Folder | undefined {
  const [first] = files;
  if (!first) return undefined;
  return {
    name: first.webkitRelativePath.split('/')[0] ?? '',
    files: files.slice(0, MAX_FOLDER_ENTRIES).map((file) => ({
      path: file.webkitRelativePath.split('/').slice(1).join('/'),
      open: () => Promise.resolve(file),
    })),
    isCut: files.length > MAX_FOLDER_ENTRIES,
  };
}

async function listFolder(root: FileSystemDirectoryEntry): Promise<Folder> {
  const files: FolderFile[] = [];
  let entries = 0;
  const waiting = [{ directory: root, prefix: '', depth: 0 }];
  for (let next = waiting.pop(); next && entries < MAX_FOLDER_ENTRIES; next = waiting.pop()) {
    for (const entry of await readDirectory(next.directory)) {
      if (++entries > MAX_FOLDER_ENTRIES) break;
      const path = next.prefix + entry.name;
      if (entry.isFile) files.push({ path, open: () => openEntry(entry as FileSystemFileEntry) });
      else if (next.depth < MAX_DEPTH) {
        const directory = entry as FileSystemDirectoryEntry;
        waiting.push({ directory, prefix: `${path}/`, depth: next.depth + 1 });
      }
    }
  }
  return { name: root.name, files, isCut: entries >= MAX_FOLDER_ENTRIES };
}

/** All entries of one directory; one that cannot be read counts as empty, the rest goes on. */
async function readDirectory(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  while (all.length < MAX_FOLDER_ENTRIES) {
    // Chromium gives at most 100 entries a call, and none at the end.
    const batch = await new Promise<FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => resolve([]));
    });
    if (batch.length === 0) break;
    all.push(...batch);
  }
  return all;
}

const openEntry = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
