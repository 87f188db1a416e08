import { describe, expect, test } from 'vitest';
import { identify } from '../../../src/core/identity/identify.ts';
import { MAX_FACT_CHARACTERS } from '../../../src/core/identity/identity.ts';
import type { VolumeLabels } from '../../../src/core/image/labels.ts';
import { MAX_SMALL_FILE_BYTES } from '../../../src/core/identity/small-files.ts';
import { readIsoVolume } from '../../../src/core/image/iso9660/volume.ts';
import { memorySource } from '../../support/file-source.ts';
import { media, type Content } from '../../support/media-builder.ts';
import { concat, dots, record, ROOT, smallVolume } from '../../support/volume-builder.ts';

const identifyMedia = (files: Readonly<Record<string, Content>>, labels: VolumeLabels = {}) =>
  identify({ ...media(files), labels });

/** Product, version, edition, processor; of several, all. */
async function summary(files: Readonly<Record<string, Content>>, labels: VolumeLabels = {}) {
  const { facts } = await identifyMedia(files, labels);
  return (['product', 'version', 'edition', 'architecture'] as const).map((field) =>
    facts
      .filter((fact) => fact.field === field)
      .map(({ value }) => value)
      .join(' '),
  );
}

describe('files in which a disc names itself', () => {
  test.each<[string, string, string, readonly string[]]>([
    [
      'Debian',
      '.disk/info',
      'Debian GNU/Linux 12.2.0 "Bookworm" - Official amd64 NETINST with firmware 20231007-10:28',
      ['Debian', '12.2.0', 'netinst', 'x64'],
    ],
    [
      'Ubuntu',
      '.disk/info',
      'Ubuntu 22.04.3 LTS "Jammy Jellyfish" - Release amd64 (20230807.2)',
      ['Ubuntu', '22.04.3', '', 'x64'],
    ],
    [
      'Ubuntu Server',
      '.disk/info',
      'Ubuntu-Server 22.04.3 LTS "Jammy Jellyfish" - Release arm64 (20230810)\n',
      ['Ubuntu', '22.04.3', 'Server', 'arm64'],
    ],
    [
      'a flavour',
      '.disk/info',
      'Kubuntu 23.10 "Mantic Minotaur" - Release amd64 (20231011)',
      ['Kubuntu', '23.10', '', 'x64'],
    ],
    [
      'Linux Mint',
      '.disk/info',
      'Linux Mint 21.2 "Victoria" - Release amd64 20230711',
      ['Linux Mint', '21.2', '', 'x64'],
    ],
    [
      'AlmaLinux',
      '.treeinfo',
      '[general]\nfamily = AlmaLinux\nversion = 9.2\narch = x86_64\nvariant = BaseOS\n[tree]\narch = x86_64\n',
      ['AlmaLinux', '9.2', 'BaseOS', 'x64'],
    ],
    [
      'Fedora',
      '.treeinfo',
      '[release]\nname = Fedora\nshort = Fedora\nversion = 40\n[tree]\narch = aarch64\n[general]\nvariant = Server\n',
      ['Fedora', '40', 'Server', 'arm64'],
    ],
    ['an older disc', '.discinfo', '1302010169.41\nFedora 15\ni386\n', ['Fedora', '15', '', 'x86']],
    [
      'a live disc',
      'etc/os-release',
      'NAME="openSUSE Leap"\nVERSION_ID="15.5"\nID="opensuse-leap"\n',
      ['openSUSE', '15.5', '', ''],
    ],
    [
      'Proxmox',
      '.cd-info',
      "PRODUCT='pve'\nRELEASE='8.0'\nISORELEASE='2'\n",
      ['Proxmox VE', '8.0', '', ''],
    ],
    ['Arch', 'arch/version', '2023.11.01\n', ['Arch Linux', '2023.11.01', '', '']],
    [
      'Alpine',
      '.alpine-release',
      'alpine-standard-3.18.4 231002\n',
      ['Alpine Linux', '3.18.4', 'standard', ''],
    ],
    ['SystemRescue', 'sysresccd/VERSION', '10.03\n', ['SystemRescue', '10.03', '', '']],
    [
      'Clonezilla',
      'Clonezilla-Live-Version',
      'clonezilla-live-3.1.1-27-amd64\n',
      ['Clonezilla', '3.1.1', '', ''],
    ],
    [
      'FreeBSD',
      'bin/freebsd-version',
      '#!/bin/sh\nset -e\nUSERLAND_VERSION="14.0-RELEASE"\n',
      ['FreeBSD', '14.0', '', ''],
    ],
  ])('%s', async (_, path, text, expected) => {
    expect(await summary({ [path]: text })).toEqual(expected);
  });
});

describe('labels that projects give their images', () => {
  test.each<[string, readonly string[]]>([
    ['Debian 12.2.0 amd64 n', ['Debian', '12.2.0', '', 'x64']],
    ['d-live 12.2.0 gn amd64', ['Debian', '12.2.0', '', 'x64']],
    ['Ubuntu-Server 22.04.3 LTS amd64', ['Ubuntu', '22.04.3', '', 'x64']],
    ['Xubuntu 24.04 LTS amd64', ['Xubuntu', '24.04', '', 'x64']],
    ['Fedora-WS-Live-40-1-14', ['Fedora', '40', 'Workstation', '']],
    ['Fedora-S-dvd-x86_64-40', ['Fedora', '40', 'Server', 'x64']],
    ['RHEL-9-2-0-BaseOS-x86_64', ['Red Hat Enterprise Linux', '9.2.0', '', 'x64']],
    ['CentOS 7 x86_64', ['CentOS', '7', '', 'x64']],
    ['CentOS-Stream-9-BaseOS-x86_64', ['CentOS Stream', '9', '', 'x64']],
    ['Rocky-9-2-x86_64-dvd', ['Rocky Linux', '9.2', 'dvd', 'x64']],
    ['AlmaLinux-9-2-aarch64-minimal', ['AlmaLinux', '9.2', 'minimal', 'arm64']],
    ['openSUSE-Leap-15.5-DVD-x86_64491', ['openSUSE', '15.5', '', 'x64']],
    ['ARCH_202311', ['Arch Linux', '2023.11', '', '']],
    ['Linux Mint 21.2 Cinnamon 64-bit', ['Linux Mint', '21.2', 'Cinnamon', 'x64']],
    ['alpine-std 3.18.4 x86_64', ['Alpine Linux', '3.18.4', 'std', 'x64']],
    ['nixos-minimal-23.11-x86_64', ['NixOS', '23.11', 'minimal', 'x64']],
    ['QUBES-R4-1-2-X86-64', ['Qubes OS', '4.1.2', '', 'x64']],
    ['14_0_RELEASE_AMD64_DVD', ['FreeBSD', '14.0', 'DVD', 'x64']],
    ['OpenBSD/amd64   7.4 Install CD', ['OpenBSD', '7.4', '', 'x64']],
    ['MT86PLUS_64', ['Memtest86+', '', '', '']],
    ['HOLIDAY_PICTURES', ['', '', '', '']],
  ])('%s', async (volume, expected) => {
    expect(await summary({}, { volume })).toEqual(expected);
  });

  test('what follows from a label or a publisher is a hint', async () => {
    const labels = { volume: 'ARCH_202311', publisher: 'ARCH LINUX <HTTPS://ARCHLINUX.ORG>' };
    const { facts } = await identifyMedia({}, labels);
    const products = facts.filter(({ field }) => field === 'product');
    expect(products).toEqual([
      {
        ...{ field: 'product', value: 'Arch Linux', source: 'label', isHint: true },
        alsoIn: ['publisher'],
      },
    ]);
  });

  test('a disc under another one’s label contradicts itself', async () => {
    const info = 'Debian GNU/Linux 12.2.0 "Bookworm" - Official amd64 DVD Binary-1';
    const { findings } = await identifyMedia(
      { '.disk/info': info },
      { volume: 'Ubuntu 22.04.3 LTS amd64' },
    );
    expect(
      findings.map(({ detail }) => [detail?.['field'], detail?.['said'], detail?.['other']]),
    ).toEqual([
      ['product', 'Debian', 'Ubuntu'],
      ['version', '12.2.0', '22.04.3'],
    ]);
  });

  test('the program that made it is told by whichever field it signs', async () => {
    const { facts } = await identifyMedia({}, { preparer: 'XORRISO-1.5.4 2021.01.30.150001' });
    expect(facts).toEqual([
      {
        field: 'madeWith',
        value: 'XORRISO-1.5.4 2021.01.30.150001',
        source: 'preparer',
        isHint: false,
      },
    ]);
  });
});

describe('texts that are not as they should be', () => {
  const utf16 = (text: string): Uint8Array =>
    new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));

  test('UTF-16 with a byte order mark is read', async () => {
    const files = { 'sources/ei.cfg': utf16('[EditionID]\r\nUltimate\r\n') };
    expect((await summary(files))[2]).toBe('Ultimate');
  });

  test('a text with a NUL is none', async () => {
    expect((await summary({ 'sources/ei.cfg': '[EditionID]\nUlti\0mate\n' }))[2]).toBe('');
  });

  test('of a huge file the beginning is read', async () => {
    const text = `[EditionID]\nUltimate\n${'x\n'.repeat(MAX_SMALL_FILE_BYTES)}[Channel]\nOEM\n`;
    const { facts } = await identifyMedia({ 'sources/ei.cfg': text });
    expect(facts.map(({ value }) => value)).toEqual(['Ultimate']);
  });

  test('a value of any length becomes a short one', async () => {
    const { facts } = await identifyMedia({
      'sources/ei.cfg': `[EditionID]\n${'e'.repeat(9_000)}`,
    });
    expect(facts[0]?.value).toHaveLength(MAX_FACT_CHARACTERS);
  });

  test('keys that objects have by birth are only keys', async () => {
    const ini =
      '[__proto__]\nversion=1\n[general]\n__proto__=x\nfamily=AlmaLinux\nconstructor=y\nversion=9\n';
    expect((await summary({ '.treeinfo': ini })).slice(0, 2)).toEqual(['AlmaLinux', '9']);
  });

  test('a directory under the name of a file is passed over', async () => {
    expect(await summary({ '.disk/info/deeper': 'Debian 12' })).toEqual(['', '', '', '']);
  });

  test('thousands of sections are one text of sections', async () => {
    const ini = Array.from({ length: 20_000 }, (_, i) => `[s${String(i)}]`).join('\n');
    expect(await summary({ '.treeinfo': ini })).toEqual(['', '', '', '']);
  });
});

test('only the folders in which files may lie are listed, each once', async () => {
  const disc = media({ 'sources/ei.cfg': '', '.disk/info': '', 'pool/main/a/b': '', 'etc/x': '' });
  await identify({ source: disc.source, tree: disc.tree, labels: {} });
  expect([...disc.listed].sort()).toEqual(['', '.disk', 'etc', 'sources']);
});

test('an ISO 9660 image is identified through its own tree', async () => {
  const text = 'alpine-standard-3.18.4 231002';
  const image = smallVolume()
    .at(
      ROOT,
      concat(
        dots(ROOT, ROOT),
        record({ name: '.ALPINE-RELEASE;1', block: 22, length: text.length }),
      ),
    )
    .at(22, new TextEncoder().encode(text))
    .build();
  const source = memorySource(image);
  const tree = (await readIsoVolume(source))?.trees[0]?.tree;
  const { facts } = await identify({ source, tree, labels: {} });
  expect(facts.map(({ value }) => value)).toEqual([
    'Alpine Linux',
    'Alpine Linux',
    '3.18.4',
    'standard',
  ]);
});
