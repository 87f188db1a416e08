/** Files on disk for tests that drop or choose them. */
import { createHash } from 'node:crypto';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeDirectory } from './deployment.ts';

export type Content = string | Uint8Array;

export const sha256 = (content: Content): string =>
  createHash('sha256').update(content).digest('hex');
export const sha1 = (content: Content): string => createHash('sha1').update(content).digest('hex');
export const md5 = (content: Content): string => createHash('md5').update(content).digest('hex');

/** A line as sha256sum writes it. */
export const listLine = (content: Content, name: string): string => `${sha256(content)}  ${name}\n`;

/** Writes the files into a fresh directory, in their order, and gives their paths. A name may hold directories. */
export function writeFiles(
  files: readonly (readonly [name: string, content: Content])[],
): string[] {
  const directory = makeDirectory();
  return files.map(([name, content]) => {
    const file = path.join(directory, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  });
}

/** A fresh directory that holds a folder of this name with these files in it; gives the folder's path. */
export function writeFolder(name: string, files: Readonly<Record<string, Content>>): string {
  const directory = path.join(makeDirectory(), name);
  for (const [relative, content] of Object.entries(files)) {
    const file = path.join(directory, relative);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return directory;
}

/** A file of zeros that takes no room on the disk. */
export function writeSparse(name: string, bytes: number): string {
  const [file = ''] = writeFiles([[name, '']]);
  truncateSync(file, bytes);
  return file;
}
