/**
 * A file on a disk that fails or waits, as the kernel shows one: reads that reach a chosen byte
 * fail with EIO, or come no further, until the disk recovers. A file system of our own serves it
 * (`failing-file.c`, by FUSE), so that the browsers read it as they read any file.
 */
import { execFileSync, spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { afterAll } from 'vitest';
import { makeDirectory } from './deployment.ts';

const SOURCE = path.resolve('tests/support/failing-file.c');

export interface FailingFile {
  readonly path: string;
  /** The file that it is made of: what is done to that one is seen at once at `path`. */
  readonly backing: string;
  /** From now on no read gets past the byte at `offset`: those that begin there fail. */
  failAt(offset: number): Promise<void>;
  /** From now on reads that begin at the byte at `offset` or behind it wait. */
  holdAt(offset: number): Promise<void>;
  /** Resolves when somebody waits; once for each `holdAt`. */
  untilHeld(): Promise<void>;
  /** From now on everything can be read. */
  recover(): Promise<void>;
}

type Disk = ChildProcessByStdio<Writable, Readable, Readable>;

let program: string | undefined;

const disks: Disk[] = [];
// Before the directories go in which they are mounted. Without this, as when the tests are killed,
// a disk still unmounts itself: its standard input ends.
afterAll(async () => {
  for (const disk of disks.filter(({ exitCode }) => exitCode === null)) {
    const ended = once(disk, 'exit');
    disk.stdin.end();
    await ended;
  }
});

function compile(): string {
  const made = path.join(makeDirectory(), 'failing-file');
  const flags = ['-O1', '-Wall', '-Wextra', '-Werror', '-D_FILE_OFFSET_BITS=64'];
  execFileSync('gcc', [...flags, SOURCE, '-o', made, '-lfuse3', '-lpthread']);
  return made;
}

/** Waits until the disk says the word, whatever it says before; rejects when it has ended. */
function createListener(disk: Disk): (word: string) => Promise<void> {
  const lines = createInterface({ input: disk.stdout })[Symbol.asyncIterator]();
  let complaints = '';
  disk.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  return async (word) => {
    for (;;) {
      const { done, value } = await lines.next();
      if (done === true) throw new Error(`the disk has ended; is /dev/fuse there? ${complaints}`);
      if (value === word) return;
    }
  };
}

/** Mounts a disk that holds a file of this name and content, all of it readable for now. */
export async function mountFailingFile(name: string, content: Uint8Array): Promise<FailingFile> {
  const directory = makeDirectory();
  const [backing, mountPoint] = [path.join(directory, 'backing'), path.join(directory, 'disk')];
  writeFileSync(backing, content);
  mkdirSync(mountPoint);
  program ??= compile();
  const disk = spawn(program, [backing, name, '-f', mountPoint], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  disks.push(disk);
  const listen = createListener(disk);
  await listen('ready');
  const say = async (line: string): Promise<void> => {
    disk.stdin.write(`${line}\n`);
    await listen('ok');
  };
  return {
    path: path.join(mountPoint, name),
    backing,
    failAt: (offset) => say(`bad ${offset}`),
    holdAt: (offset) => say(`hold ${offset}`),
    untilHeld: () => listen('held'),
    recover: () => say('good'),
  };
}
