/** Files that the operating system opened the installed app with (`file_handlers`). */
import { openHandle, type FileHandle } from './handle.ts';

interface LaunchParams {
  readonly files?: readonly FileHandle[];
}

interface LaunchQueue {
  setConsumer(consumer: (params: LaunchParams) => void): void;
}

/** Calls `take` with the files of every launch; does nothing where there is no launch queue. */
export function watchLaunches(take: (files: readonly File[]) => void): void {
  const { launchQueue } = window as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files = [] }) => {
    void Promise.allSettled(files.map(openHandle)).then((opened) => {
      take(opened.flatMap((one) => (one.status === 'fulfilled' ? one.value : [])));
    });
  });
}
