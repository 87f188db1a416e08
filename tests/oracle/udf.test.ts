/**
 * UDF images made here by genisoimage, mkudffs and our own builder, and what 7-Zip and udfinfo say of
 * them beside us. docs/formats.md says where they differ, and why.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ExtentSource } from '../../src/core/bytes/extent-source.ts';
import { readUdf, type UdfVolume } from '../../src/core/image/udf/read.ts';
import { readWim } from '../../src/core/image/wim/read.ts';
import { withFileSource } from '../support/file-source.ts';
import { makeDiscImages } from '../support/fixtures/disc-images.ts';
import {
  makeUdf,
  sevenZipContent,
  sevenZipUdf,
  udfInfo,
  udfInfoAnchors,
} from '../support/udf-tools.ts';
import { KINDS, ROOT_NAMES, udfVolume } from '../support/udf-volumes.ts';
import { walkTree, type Walked } from '../support/walk-tree.ts';
import { wimImages } from '../support/wim-tools.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'touchstone-udf-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Read {
  readonly volume: UdfVolume;
  readonly entries: readonly Walked[];
  readonly findings: readonly { readonly code: string }[];
}

const read = (file: string): Promise<Read> =>
  withFileSource(file, async (source) => {
    const volume = await readUdf(source);
    if (!volume?.tree) throw new Error(`${file} has no tree`);
    const { entries, findings } = await walkTree(volume.tree);
    return { volume, entries, findings: [...volume.findings, ...findings] };
  });

/** What 7-Zip tells too, in an order of its own. The time is ours, put into UTC. */
const listed = ({ entries }: Read) =>
  entries
    .map(({ path: name, entry }) => ({
      path: name,
      isDirectory: entry.kind === 'directory',
      size: entry.kind === 'directory' ? 0 : entry.size,
      modified: new Date(entry.modified ?? 0).toISOString().slice(0, 19).replace('T', ' '),
    }))
    .sort(byPath);

const byPath = (left: { readonly path: string }, right: { readonly path: string }): number =>
  left.path < right.path ? -1 : 1;

const sevenZipListed = (file: string) =>
  sevenZipUdf(file)
    .map((row) => (row.isDirectory ? { ...row, size: 0 } : row))
    .sort(byPath);

describe('an image like those of Windows', () => {
  const file = makeDiscImages().find(({ name }) => name === 'windows')?.path ?? '';

  test('is listed as 7-Zip lists it', async () => {
    const ours = await read(file);
    expect(ours.findings).toEqual([]);
    expect(listed(ours)).toEqual(sevenZipListed(file));
    expect(ours.entries.length).toBeGreaterThan(95);
  });

  test('is as long as its last anchor says', async () => {
    expect((await read(file)).volume.provenSize).toBe(statSync(file).size);
  });

  test('gives every file the content that 7-Zip gives it', async () => {
    const names = ['/setup.exe', '/bootmgr', '/sources/ei.cfg', '/support/naïve-€.txt'];
    const { entries } = await read(file);
    for (const name of names) {
      const entry = entries.find((walked) => walked.path === name)?.entry;
      const content = await withFileSource(file, (source) =>
        new ExtentSource(source, entry?.extents ?? [], entry?.size ?? 0).read(0, 1_000_000),
      );
      expect([name, Buffer.from(content).equals(sevenZipContent(file, name))]).toEqual([
        name,
        true,
      ]);
    }
  });

  test('holds a WIM file that is read inside it as wiminfo reads it outside', async () => {
    const { entries } = await read(file);
    const entry = entries.find((walked) => walked.path === '/sources/install.wim')?.entry;
    const wim = await withFileSource(file, (source) =>
      readWim(new ExtentSource(source, entry?.extents ?? [], entry?.size ?? 0)),
    );
    const outside = path.join(folder, 'install.wim');
    writeFileSync(outside, sevenZipContent(file, '/sources/install.wim'));
    const [image] = wimImages(outside);
    expect(wim?.findings).toEqual([]);
    expect(wim?.images[0]?.name).toBe(image?.get('Name'));
    expect(wim?.expectedSize).toBe(entry?.size);
  });
});

const MEDIA = [
  ['1.02', 2048, 'hd'],
  ['1.50', 2048, 'hd'],
  ['2.00', 2048, 'hd'],
  ['2.01', 2048, 'hd'],
  ['2.01', 512, 'hd'],
  ['2.01', 4096, 'hd'],
  ['2.01', 2048, 'dvdram'],
  ['1.50', 2048, 'cdrw'],
  ['2.01', 2048, 'cdrw'],
  ['1.50', 2048, 'cdr'],
  ['2.00', 2048, 'dvdr'],
  ['2.50', 2048, 'bdr'],
] as const;

const revisionOf = (text: string): number => Number.parseInt(text.replace('.', ''), 16);

describe.each(MEDIA)(
  'UDF %s with sectors of %i bytes on %s, by mkudffs',
  (revision, bytes, media) => {
    const made = () => {
      const file = path.join(folder, `${revision}-${String(bytes)}-${media}.img`);
      const args = ['-b', String(bytes), '-m', media, '-r', revision, '-l', `Ünï ${revision}`];
      makeUdf(file, args, 8192);
      return file;
    };

    test('is what udfinfo says', async () => {
      const file = made();
      const { volume, entries, findings } = await read(file);
      const info = udfInfo(file);
      expect(findings).toEqual([]);
      expect(volume.label).toBe(info.get('lvid'));
      expect(volume.primary?.volumeId).toBe(info.get('vid'));
      expect(volume.primary?.volumeSetId).toBe(info.get('fullvsid'));
      expect(volume.primary?.application).toBe(info.get('appid'));
      expect(volume.primary?.implementation).toBe(info.get('impid'));
      expect(volume.sectorBytes).toBe(Number(info.get('blocksize')));
      expect(volume.revision).toBe(revisionOf(info.get('udfrev') ?? ''));
      expect([...volume.anchors].sort((a, b) => a - b)).toEqual(udfInfoAnchors(file));
      // UDF 1.50 keeps the spare sectors in a file; from 2.00 on that is a stream, which is not listed.
      expect(entries.length).toBe(media === 'cdrw' && revision === '1.50' ? 1 : 0);
      expect(volume.provenSize).toBe(statSync(file).size);
    });
  },
);

/** 7-Zip opens no volume with a link or a deleted name in it. */
const archivable = ROOT_NAMES.filter(({ name }) => name !== 'link' && name !== 'gone.txt');

describe.each(KINDS)('a %s partition of revision %i, by our builder', (kind, revision) => {
  const made = (): string => {
    const file = path.join(folder, `${kind}-${String(revision)}.img`);
    writeFileSync(file, udfVolume(kind, revision).putDirectory(1, archivable).bytes);
    return file;
  };

  test('is what udfinfo says', async () => {
    const file = made();
    const { volume } = await read(file);
    const info = udfInfo(file);
    expect(volume.label).toBe(info.get('lvid'));
    expect(volume.revision).toBe(revisionOf(info.get('udfrev') ?? ''));
    expect(volume.integrity).toEqual({ isClosed: true, files: 7, directories: 3 });
    expect([info.get('integrity'), info.get('numfiles'), info.get('numdirs')]).toEqual([
      'closed',
      '7',
      '3',
    ]);
    expect(volume.anchors).toEqual(udfInfoAnchors(file));
  });
});

describe.each(KINDS.filter(([kind]) => kind === 'physical' || kind === 'metadata'))(
  'a %s partition of revision %i, which 7-Zip reads',
  (kind, revision) => {
    const made = (): string => {
      const file = path.join(folder, `7z-${kind}-${String(revision)}.img`);
      writeFileSync(file, udfVolume(kind, revision).putDirectory(1, archivable).bytes);
      return file;
    };

    test('is listed as 7-Zip lists it', async () => {
      const file = made();
      expect(listed(await read(file))).toEqual(sevenZipListed(file));
    });

    test('has the content that 7-Zip takes out of it', async () => {
      const file = made();
      const entry = (await read(file)).entries.find(
        ({ path: name }) => name === '/漢字-💿.bin',
      )?.entry;
      const content = await withFileSource(file, (source) =>
        new ExtentSource(source, entry?.extents ?? [], entry?.size ?? 0).read(0, 100_000),
      );
      expect(content.length).toBe(6_044);
      expect(Buffer.from(content).equals(sevenZipContent(file, '/漢字-💿.bin'))).toBe(true);
    });
  },
);
