/**
 * Handles of files: what lets a page come back to a file after a reload, and look at it afresh.
 * Only Chromium gives them, for what was dropped, launched with or chosen in its own picker; a
 * `File` of any other way has none.
 */

/** As lib.dom has it, and what it lacks (File System Access, Permissions). */
export interface FileHandle extends FileSystemFileHandle {
  queryPermission?(wanted: { mode: 'read' }): Promise<PermissionState>;
  requestPermission?(wanted: { mode: 'read' }): Promise<PermissionState>;
}

interface HandleItem extends DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

interface PickerWindow {
  showOpenFilePicker?(options: { multiple: true }): Promise<FileHandle[]>;
}

/** Beside the files, so that a file goes through the program as what it is. */
const handles = new WeakMap<File, FileHandle>();

export const handleOf = (file: File): FileHandle | undefined => handles.get(file);

/** Rejects with NotFoundError when the file is gone, NotAllowedError without permission. */
export async function openHandle(handle: FileHandle): Promise<File> {
  const file = await handle.getFile();
  handles.set(file, handle);
  return file;
}

/** Call inside the drop event's handler: the item is empty afterwards. */
export function keepDroppedHandle(item: HandleItem, file: File): void {
  item.getAsFileSystemHandle?.().then(
    (handle) => {
      if (handle?.kind === 'file') handles.set(file, handle as FileHandle);
    },
    () => undefined, // then it is a file without a handle
  );
}

/** May ask the user: call from a click. */
export async function mayRead(handle: FileHandle): Promise<boolean> {
  const wanted = { mode: 'read' } as const;
  if ((await handle.queryPermission?.(wanted)) === 'granted') return true;
  return (await handle.requestPermission?.(wanted)) === 'granted';
}

/** Whether `pickFiles` may be called. */
export const canPickFiles = (): boolean =>
  isSecureContext && 'showOpenFilePicker' in window && __EDITION__ === 'hosted';

/** The browser's own picker, whose files have handles. `undefined` when it was not to be had. */
export async function pickFiles(): Promise<readonly File[] | undefined> {
  try {
    const picked = await (window as PickerWindow).showOpenFilePicker?.({ multiple: true });
    return picked && (await Promise.all(picked.map(openHandle)));
  } catch (thrown) {
    // Closed without a choice is a choice of nothing; anything else is no picker.
    return thrown instanceof DOMException && thrown.name === 'AbortError' ? [] : undefined;
  }
}

/**
 * Whether the file is still the one that was chosen, by its size and date as its handle gives them
 * afresh; `undefined` where there is no handle, or no permission any more, and so no way to know.
 * Rejects with NotFoundError when it is gone.
 */
export async function isUnchanged(file: File): Promise<boolean | undefined> {
  const handle = handles.get(file);
  if (handle === undefined) return undefined;
  try {
    const { size, lastModified } = await handle.getFile();
    return size === file.size && lastModified === file.lastModified;
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'NotAllowedError') return undefined;
    throw thrown;
  }
}
