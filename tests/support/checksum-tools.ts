/** Oracles: what coreutils and OpenSSL say of a file, and files changed in known ways. */
import { execFileSync } from 'node:child_process';
import { closeSync, copyFileSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';

export type SumTool =
  'md5sum' | 'sha1sum' | 'sha224sum' | 'sha256sum' | 'sha384sum' | 'sha512sum' | 'b2sum';

const run = (tool: string, args: readonly string[], directory = '.'): string =>
  execFileSync(tool, args, { cwd: directory, encoding: 'utf8' });

/** What the tool prints for files of one directory. */
export function sumsOf(
  tool: SumTool,
  files: readonly string[],
  options: readonly string[] = [],
): string {
  const [first = ''] = files;
  const names = files.map((file) => path.basename(file));
  return run(tool, [...options, '--', ...names], path.dirname(first));
}

/** The digest alone, lower-case hex. */
export const digestOf = (tool: SumTool, file: string, options: readonly string[] = []): string =>
  sumsOf(tool, [file], options).replace(/^\\/, '').split(' ')[0] ?? '';

/** What `openssl dgst` prints for one file. */
export const opensslLine = (digest: string, file: string): string =>
  run('openssl', ['dgst', `-${digest}`, path.basename(file)], path.dirname(file));

export const opensslDigest = (digest: string, file: string): string =>
  opensslLine(digest, file).trim().split('= ')[1] ?? '';

/** Writes a file into the directory and gives its path. */
export function writeIn(directory: string, name: string, content: string | Uint8Array): string {
  const file = path.join(directory, name);
  writeFileSync(file, content);
  return file;
}

/** Copies a file into the directory, under its own name or another. */
export function copyInto(directory: string, file: string, name = path.basename(file)): string {
  const copy = path.join(directory, name);
  copyFileSync(file, copy);
  return copy;
}

/** Changes one bit of the byte at `offset`. */
export function flipBit(file: string, offset: number): void {
  const descriptor = openSync(file, 'r+');
  const byte = Buffer.alloc(1);
  readSync(descriptor, byte, 0, 1, offset);
  byte[0] = (byte[0] ?? 0) ^ 1;
  writeSync(descriptor, byte, 0, 1, offset);
  closeSync(descriptor);
}
