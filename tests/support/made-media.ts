/** Installation media made by wimlib, genisoimage and xorriso: discs that say what they are. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeDirectory } from './deployment.ts';
import { writeFolder, type Content } from './files.ts';
import { MADE_AT, noise } from './fixtures/source-trees.ts';
import { wimlib } from './wim-tools.ts';

type Files = Readonly<Record<string, Content>>;

const ENVIRONMENT = {
  ...process.env,
  SOURCE_DATE_EPOCH: String(MADE_AT),
  TZ: 'UTC',
  LC_ALL: 'C.UTF-8',
};

function make(tool: string, name: string, args: readonly string[]): string {
  const file = path.join(makeDirectory(), name);
  const options = { env: ENVIRONMENT, stdio: ['ignore', 'ignore', 'pipe'] as 'pipe'[] };
  execFileSync(tool, [...args.slice(0, -1), '-o', file, String(args[args.length - 1])], options);
  return file;
}

/** A product key as such discs carry one. */
export const PRODUCT_KEY = 'BCDFG-HJKMP-QRTVW-XY234-6789B';

/** What `wimlib-imagex` writes into the XML of an image, for Windows 7 with its service pack. */
const properties = (edition: string): readonly string[] =>
  [
    ['ARCH', '9'],
    ['EDITIONID', edition],
    ['INSTALLATIONTYPE', 'Client'],
    ['PRODUCTTYPE', 'WinNT'],
    ['LANGUAGES/LANGUAGE', 'en-US'],
    ['LANGUAGES/DEFAULT', 'en-US'],
    ['VERSION/MAJOR', '6'],
    ['VERSION/MINOR', '1'],
    ['VERSION/BUILD', '7601'],
    ['VERSION/SPBUILD', '17514'],
    ['VERSION/SPLEVEL', '1'],
  ].flatMap(([name = '', value = '']) => ['--image-property', `WINDOWS/${name}=${value}`]);

/** A WIM file with Home Premium and Professional. */
export function makeWindowsWim(): string {
  const system = writeFolder('system', { 'Windows/notepad.exe': noise('notepad', 9_000) });
  const file = path.join(makeDirectory(), 'install.wim');
  for (const [command, edition] of [
    ['capture', 'HomePremium'],
    ['append', 'Professional'],
  ] as const) {
    wimlib(command, system, file, edition, edition, '--no-acls', ...properties(edition));
  }
  return file;
}

/** A UDF bridge as Microsoft's discs are, with this WIM file, label and further files. */
export function makeWindowsDisc(
  name: string,
  { wim, label, files }: { wim: string; label: string; files: Files },
): string {
  const folder = writeFolder('disc', {
    bootmgr: noise('bootmgr', 5_000),
    'boot/etfsboot.com': noise('boot', 4_096),
    'efi/boot/bootx64.efi': noise('efi', 3_000),
    'sources/setup.exe': noise('setup', 40_000),
    ...files,
  });
  copyFileSync(wim, path.join(folder, 'sources/install.wim'));
  return make('genisoimage', name, [
    ...['-quiet', '-udf', '-iso-level', '3', '-V', label, '-sysid', ''],
    ...['-publisher', 'MICROSOFT CORPORATION', '-A', 'CDIMAGE 2.54 (01/01/2005 TM)'],
    ...[
      '-b',
      'boot/etfsboot.com',
      '-no-emul-boot',
      '-boot-load-size',
      '8',
      '-hide',
      'boot.catalog',
    ],
    folder,
  ]);
}

/** What Debian's first disc says of itself, with these files too, in a Rock Ridge and a Joliet tree. */
export function makeDebianDisc(name: string, files: Files): string {
  const folder = writeFolder('disc', {
    '.disk/info':
      'Debian GNU/Linux 12.2.0 "Bookworm" - Official amd64 NETINST with firmware 20231007-10:28',
    'isolinux/isolinux.bin': noise('isolinux', 8_192),
    'boot/efi.img': noise('efi', 20_480),
    ...files,
  });
  return make('xorrisofs', name, [
    ...['-quiet', '-R', '-J', '-joliet-long', '-V', 'Debian 12.2.0 amd64 n'],
    ...['-b', 'isolinux/isolinux.bin', '-c', 'isolinux/boot.cat', '-no-emul-boot'],
    ...['-boot-load-size', '4', '-eltorito-alt-boot', '-e', 'boot/efi.img', '-no-emul-boot'],
    folder,
  ]);
}

/** A copy under another name that ends after so many bytes; longer ones end in a hole. */
export function copyResized(file: string, name: string, bytes: number): string {
  const copy = path.join(makeDirectory(), name);
  copyFileSync(file, copy);
  truncateSync(copy, bytes);
  return copy;
}

/** A copy under another name with these bytes written over it. */
export function copyAltered(
  file: string,
  name: string,
  changes: readonly (readonly [offset: number, bytes: Uint8Array])[],
): string {
  const content = readFileSync(file);
  for (const [offset, bytes] of changes) content.set(bytes, offset);
  const copy = path.join(makeDirectory(), name);
  mkdirSync(path.dirname(copy), { recursive: true });
  writeFileSync(copy, content);
  return copy;
}
