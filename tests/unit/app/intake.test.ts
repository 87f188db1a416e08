import { describe, expect, test } from 'vitest';
import { sortFiles, sortFolder, type Sink } from '../../../src/app/state/intake.ts';
import { Fault } from '../../../src/core/fault.ts';
import type { Reference } from '../../../src/core/reference/reference.ts';
import type { Folder } from '../../../src/platform/files/folder.ts';

const file = (name: string, content = 'x'): File => new File([content], name);
const reference = (name: string): Reference => ({
  name,
  format: 'gnu',
  claims: [],
  findings: [],
  isSigned: false,
});

/** A sink that writes down what it is given, and an engine that finds references in `*.sha256`. */
function bench() {
  const found: string[] = [];
  const sink: Sink = {
    images: (files) => found.push(...files.map(({ name }) => `image ${name}`)),
    unpackedFolder: (name) => found.push(`folder ${name}`),
    recognised: (name, { kind }) => found.push(`${kind} ${name}`),
    notice: ({ code, name }) => found.push(`${code} ${name}`),
  };
  const engine = {
    isParsing: false,
    async recognise({ name }: File) {
      if (engine.isParsing) throw new RangeError('one at a time');
      engine.isParsing = true;
      await Promise.resolve();
      engine.isParsing = false;
      if (name.startsWith('unreadable')) throw new Fault('read.failed', 'gone');
      if (!name.endsWith('.sha256')) return undefined;
      return { kind: 'reference', reference: reference(name), bytes: undefined } as const;
    },
  };
  return { found, sink, engine };
}

const folderOf = (paths: readonly string[]): Folder => ({
  name: 'folder',
  files: paths.map((path) => ({
    path,
    open: () => Promise.resolve(file(path.replace(/.*\//, ''))),
  })),
  isCut: false,
});

describe('files', () => {
  test('that are plainly images are there at once, before any other was looked into', () => {
    const { found, sink, engine } = bench();
    void sortFiles([file('long.sha256'), file('a.iso'), file('b.img')], engine, sink);
    expect(found).toEqual(['image a.iso', 'image b.img']);
  });

  test('that are not come one after another, each when it is known', async () => {
    const { found, sink, engine } = bench();
    await sortFiles(
      [file('a.sha256'), file('what'), file('b.sha256'), file('x.iso')],
      engine,
      sink,
    );
    expect(found).toEqual([
      'image x.iso',
      'reference a.sha256',
      'image what',
      'reference b.sha256',
    ]);
  });

  test('with the name of a checksum file that hold none are images, with a notice', async () => {
    const { found, sink, engine } = bench();
    await sortFiles([file('SHA256SUMS')], engine, sink);
    expect([...found].sort()).toEqual(['image SHA256SUMS', 'not-a-reference SHA256SUMS']);
  });

  test('that cannot be read are images: their row will say so', async () => {
    const { found, sink, engine } = bench();
    await sortFiles([file('unreadable'), file('b.sha256')], engine, sink);
    expect(found).toEqual(['image unreadable', 'reference b.sha256']);
  });
});

describe('a folder', () => {
  test('brings the images and references of all its folders, in the order of their paths', async () => {
    const { found, sink, engine } = bench();
    const paths = [
      'b/10.iso',
      'b/2.iso',
      'notes.txt',
      'a/deep/er/x.img',
      'b/list.sha256',
      'photo.jpg',
    ];
    await sortFolder(folderOf(paths), engine, sink);
    expect(found).toEqual(['image x.img', 'image 2.iso', 'image 10.iso', 'reference list.sha256']);
  });

  test('with nothing to verify says so', async () => {
    const { found, sink, engine } = bench();
    await sortFolder(folderOf(['photo.jpg']), engine, sink);
    expect(found).toEqual(['folder-without-images folder']);
  });

  test('of which one file cannot be opened brings the others, and says so', async () => {
    const { found, sink, engine } = bench();
    const folder = folderOf(['a.iso', 'b.iso']);
    const broken = { path: 'c.iso', open: () => Promise.reject(new Error('gone')) };
    await sortFolder({ ...folder, files: [...folder.files, broken] }, engine, sink);
    expect(found).toEqual(['unreadable c.iso', 'image a.iso', 'image b.iso']);
  });
});
