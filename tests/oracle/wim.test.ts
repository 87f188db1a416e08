/** WIM files of every kind made here by wimlib, and what `wimlib-imagex info` says of them beside us. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLookupTable } from '../../src/core/image/wim/lookup-table.ts';
import { readWim, type Wim } from '../../src/core/image/wim/read.ts';
import { withFileSource } from '../support/file-source.ts';
import { noise } from '../support/fixtures/source-trees.ts';
import { wimFile } from '../support/wim-builder.ts';
import {
  isIntegrityGood,
  wimBlobs,
  wimHeader,
  wimImages,
  wimlib,
  wimXml,
} from '../support/wim-tools.ts';

let folder = '';
const at = (name: string): string => path.join(folder, name);

const PROPERTIES = [
  ['FLAGS', 'Professional'],
  ['DISPLAYNAME', 'Windows 7 Professional'],
  ['WINDOWS/ARCH', '9'],
  ['WINDOWS/PRODUCTNAME', 'Microsoft® Windows® Operating System'],
  ['WINDOWS/EDITIONID', 'Professional'],
  ['WINDOWS/INSTALLATIONTYPE', 'Client'],
  ['WINDOWS/PRODUCTTYPE', 'WinNT'],
  ['WINDOWS/PRODUCTSUITE', 'Terminal Server'],
  ['WINDOWS/LANGUAGES/LANGUAGE', 'en-US'],
  ['WINDOWS/LANGUAGES/DEFAULT', 'en-US'],
  ['WINDOWS/VERSION/MAJOR', '6'],
  ['WINDOWS/VERSION/MINOR', '1'],
  ['WINDOWS/VERSION/BUILD', '7601'],
  ['WINDOWS/VERSION/SPBUILD', '17514'],
  ['WINDOWS/VERSION/SPLEVEL', '1'],
].flatMap(([name = '', value = '']) => ['--image-property', `${name}=${value}`]);

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'touchstone-wim-'));
  mkdirSync(at('tree/Windows/System32'), { recursive: true });
  writeFileSync(at('tree/Windows/notepad.exe'), noise('notepad', 400_000));
  writeFileSync(at('tree/Windows/System32/kernel32.dll'), Buffer.alloc(3_000_000, 'k'));
  writeFileSync(at('tree/Windows/System32/random.bin'), noise('random', 600_000));
  const lzx = ['--compress=LZX', '--check', '--no-acls'];
  wimlib(
    'capture',
    at('tree'),
    at('lzx.wim'),
    'Windows <7> & "Professional"',
    'Ünïcode 💿',
    ...lzx,
    ...PROPERTIES,
  );
  wimlib(
    'append',
    at('tree/Windows'),
    at('lzx.wim'),
    'Second',
    'Other',
    '--check',
    '--no-acls',
    '--boot',
  );
  wimlib('export', at('lzx.wim'), '1', at('xpress.wim'), '--compress=XPRESS', '--no-check');
  mkdirSync(at('long'));
  writeFileSync(at('long/long.txt'), Buffer.alloc(11_000_000, 'long'));
  wimlib('capture', at('long'), at('none.wim'), 'Long', '--compress=none', '--check', '--no-acls');
  wimlib('export', at('lzx.wim'), 'all', at('pipable.wim'), '--pipable', '--check');
  wimlib('export', at('lzx.wim'), 'all', at('solid.esd'), '--solid', '--check');
  wimlib('split', at('lzx.wim'), at('split.swm'), '0.6', '--check');
  writeFileSync(at('built.wim'), wimFile());
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const FILES = [
  'lzx.wim',
  'xpress.wim',
  'none.wim',
  'pipable.wim',
  'solid.esd',
  'split.swm',
  'split2.swm',
  'built.wim',
];

async function read(name: string): Promise<Wim> {
  const wim = await withFileSource(at(name), readWim);
  if (!wim) throw new Error(`${name} is no WIM file`);
  return wim;
}

describe.each(FILES)('%s', (name) => {
  test('is whole, and as long as everything in it', async () => {
    const wim = await read(name);
    expect(wim.findings).toEqual([]);
    expect(wim.expectedSize).toBe(statSync(at(name)).size);
  });

  test('has the header that wimlib reads', async () => {
    const { header } = await read(name);
    const theirs = wimHeader(at(name));
    const number = (field: string): number => Number(theirs.get(field));
    expect(header.version).toBe(number('Version'));
    expect(header.chunkBytes).toBe(number('Chunk Size'));
    expect(header.part).toBe(number('Part Number'));
    expect(header.parts).toBe(number('Total Parts'));
    expect(header.imageCount).toBe(number('Image Count'));
    expect(header.bootImage).toBe(number('Boot Index'));
    expect([header.lookup.offset, header.lookup.storedBytes]).toEqual([
      number('Blob Table Offset'),
      number('Blob Table Size'),
    ]);
    expect([header.xml.offset, header.xml.storedBytes]).toEqual([
      number('XML Data Offset'),
      number('XML Data Size'),
    ]);
    expect([header.integrity.offset, header.integrity.storedBytes]).toEqual([
      number('Integrity Offset'),
      number('Integrity Size'),
    ]);
  });

  test('has the pieces of data that wimlib counts', async () => {
    const { header, lookup } = await read(name);
    const table = await withFileSource(at(name), (source) => readLookupTable(source, header));
    const rows = Array.from({ length: table.count }, (_, i) => table.readRow(i));
    const ours = rows.map(({ sha1 }) => `0x${Buffer.from(sha1).toString('hex')}`);
    const theirs = wimBlobs(at(name)).map((fields) => fields.get('Hash') ?? '');
    const digests = ours.filter((digest) => !/^0x0+$/.test(digest)); // rows of solid resources
    expect(digests.sort()).toEqual(theirs.sort());
    expect(lookup.rows - lookup.solidResources).toBe(theirs.length);
  });

  test('has the images that wimlib lists', async () => {
    const { images } = await read(name);
    const theirs = wimImages(at(name));
    const told = images.map((image) => [
      String(image.index),
      image.name,
      image.flags,
      image.editionId,
      image.productName,
      image.installationType,
      String(image.version.build ?? ''),
      String(image.fileCount ?? ''),
      String(image.totalBytes ?? ''),
    ]);
    const FIELDS = ['Flags', 'Edition ID', 'Product Name', 'Installation Type'];
    expect(told).toEqual(
      theirs.map((fields) => [
        fields.get('Index'),
        fields.get('Name'),
        ...FIELDS.map((field) => fields.get(field)),
        fields.get('Build') ?? '',
        name === 'built.wim' ? '' : fields.get('File Count'),
        name === 'built.wim' ? '' : fields.get('Total Bytes'),
      ]),
    );
  });
});

test('each compression is told by its flag', async () => {
  const compressions = [];
  for (const name of FILES) compressions.push((await read(name)).header.compression);
  expect(compressions).toEqual(['lzx', 'xpress', 'none', 'lzx', 'lzms', 'lzx', 'lzx', 'none']);
});

test('a solid, a split and a pipable file are told', async () => {
  expect((await read('solid.esd')).isSolid).toBe(true);
  expect((await read('lzx.wim')).isSolid).toBe(false);
  expect((await read('split2.swm')).header).toMatchObject({ isSplit: true, part: 2, parts: 2 });
  expect((await read('pipable.wim')).header.isPipable).toBe(true);
});

test('an image has every field of its XML', async () => {
  const [image] = (await read('lzx.wim')).images;
  expect(image).toMatchObject({
    name: 'Windows <7> & "Professional"',
    description: 'Ünïcode 💿',
    displayName: 'Windows 7 Professional',
    editionId: 'Professional',
    productName: 'Microsoft® Windows® Operating System',
    architecture: 'x64',
    productType: 'WinNT',
    productSuite: 'Terminal Server',
    languages: ['en-US'],
    defaultLanguage: 'en-US',
    version: { major: 6, minor: 1, build: 7601, servicePackBuild: 17514, servicePack: 1 },
    directoryCount: 3,
    fileCount: 3,
  });
});

test('a time is the one that wimlib shows, to the second', async () => {
  const [image] = (await read('lzx.wim')).images;
  const [theirs] = wimImages(at('lzx.wim'));
  const shown = new Date(theirs?.get('Creation Time') ?? '').toISOString();
  expect(image?.created?.slice(0, 19)).toBe(shown.slice(0, 19));
});

test('the XML is where the header says', async () => {
  const { header } = await read('lzx.wim');
  const { offset, storedBytes } = header.xml;
  const bytes = readFileSync(at('lzx.wim')).subarray(offset, offset + storedBytes);
  expect(bytes.toString('utf16le')).toBe(wimXml(at('lzx.wim')));
});

/** wimlib checks a file chunk by chunk before it says anything of it. */
describe('the integrity table', () => {
  test('covers what wimlib finds to be covered, and nothing else', async () => {
    const { integrity } = await read('none.wim');
    const bytes = readFileSync(at('none.wim'));
    const isGood = (offset: number): boolean => {
      const altered = Buffer.from(bytes);
      altered[offset] = (altered[offset] ?? 0) ^ 1;
      writeFileSync(at('altered.wim'), altered);
      return isIntegrityGood(at('altered.wim'));
    };
    expect(integrity).toMatchObject({ start: 208, chunkBytes: 10_485_760, count: 2 });
    const { start = 0, end = 0, digestsOffset = 0 } = integrity ?? {};
    expect([start, end - 1].map(isGood)).toEqual([false, false]);
    expect(isGood(end + 400)).toBe(true); // the XML
    expect(bytes.length - digestsOffset).toBe(2 * 20);
  });

  test('is absent where wimlib says that there is none', async () => {
    expect((await read('xpress.wim')).integrity).toBeUndefined();
  });
});
