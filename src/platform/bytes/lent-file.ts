/**
 * A file that the page reads for a worker, which may not read it itself: no Blob worker of a
 * `file://` page can read any Blob in WebKit (WebKitGTK 2.50). The worker asks through a port, the
 * page answers with buffers that it hands over.
 */
import type { FileBytes } from './file-bytes.ts';

/** What the worker gets in place of the file. */
export interface LentFile {
  readonly name: string;
  readonly size: number;
  readonly lastModified: number;
  readonly port: MessagePort;
}

interface Question {
  readonly id: number;
  /** Absent: the whole file. */
  readonly range?: { readonly start: number; readonly length: number };
}

type Answer =
  | { readonly id: number; readonly buffer: ArrayBuffer }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } };

/** The page's end: `lent` and its port go to the worker. Call `end` when the worker is done. */
export function lendFile(file: File): { readonly lent: LentFile; readonly end: () => void } {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<Question>) => void answer(file, data, port1);
  const { name, size, lastModified } = file;
  return { lent: { name, size, lastModified, port: port2 }, end: () => port1.close() };
}

async function answer(file: File, { id, range }: Question, port: MessagePort): Promise<void> {
  try {
    const part = range ? file.slice(range.start, range.start + range.length) : file;
    const buffer = await part.arrayBuffer();
    port.postMessage({ id, buffer }, [buffer]);
  } catch (thrown) {
    const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown));
    port.postMessage({ id, error: { name, message } });
  }
}

/** The worker's end. Reads reject with an error of the name that the page's own read had. */
export function borrowedBytes({ name, size, lastModified, port }: LentFile): FileBytes {
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  port.onmessage = ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  const ask = async (range?: Question['range']) => {
    const id = ++lastId;
    const reply = await new Promise<Answer>((resolve) => {
      waiting.set(id, resolve);
      port.postMessage({ id, ...(range && { range }) });
    });
    if ('buffer' in reply) return new Uint8Array(reply.buffer);
    throw Object.assign(new Error(reply.error.message), { name: reply.error.name });
  };
  return {
    name,
    size,
    lastModified,
    file: undefined,
    read: (start, length) => ask({ start, length }),
    readAll: () => ask(),
  };
}
