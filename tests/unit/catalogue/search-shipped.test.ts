/** The search over all entries of the reviewable source, and what people type into it. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCatalogue } from '../../../scripts/build-catalogue.mjs';
import type { Catalogue } from '../../../src/core/catalogue/decode.ts';
import { searchCatalogue } from '../../../src/core/catalogue/search.ts';
import { inflate, open } from '../../support/catalogue.ts';

interface Row {
  readonly id: string;
  readonly product: string;
  readonly version?: string;
  readonly release?: string;
  readonly edition?: string;
  readonly architecture?: string;
  readonly language?: string;
  readonly fileName: string;
  readonly digests: Readonly<Record<string, string>>;
}

const FILES = ['windows', 'windows-monthly', 'other'];
const source = FILES.flatMap((name) =>
  readFileSync(`catalogue/${name}.jsonl`, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row),
);

let catalogue: Catalogue;
beforeAll(async () => {
  const { bytes } = await buildCatalogue({ sourceDir: 'catalogue' });
  catalogue = open(inflate(bytes));
});

const find = (text: string, count: number) => {
  const { total, rows } = searchCatalogue(catalogue, { text, from: 0, count });
  return { total, ids: rows.map(({ entry }) => entry.id), entries: rows.map(({ entry }) => entry) };
};

/** As many rows as a tall screen shows. */
const SCREEN = 50;
/** Prime, so that the sample meets all kinds; all of them take half a minute and find nothing more. */
const STRIDE = 7;

describe('every entry', () => {
  it('is the first that its file name finds, unless another has the same name', () => {
    const counts = new Map<string, number>();
    for (const { fileName } of source) {
      const key = fileName.toLowerCase();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const lost = source.filter(({ id, fileName }) => {
      const namesakes = counts.get(fileName.toLowerCase()) ?? 1;
      return !find(fileName, namesakes).ids.includes(id);
    });
    expect(lost.map(({ fileName }) => fileName)).toEqual([]);
  });

  it('is on the first screen for the words that describe it, where they describe few', () => {
    const wordsOf = ({ product, version, release, edition, architecture, language }: Row) =>
      [product, version, release, edition, architecture, language]
        .filter((word) => word !== undefined)
        .join(' ');
    const groups = new Map<string, Row[]>();
    for (const row of source) {
      const group = groups.get(wordsOf(row)) ?? [];
      group.push(row);
      groups.set(wordsOf(row), group);
    }
    const some = [...groups].filter((_, index) => index % STRIDE === 0);
    const few = some.filter(([text]) => find(text, 0).total <= SCREEN);
    const lost = few.flatMap(([text, rows]) => {
      const { ids } = find(text, SCREEN);
      return rows.filter(({ id }) => !ids.includes(id)).map(({ id }) => `${text}: ${id}`);
    });
    expect([few.length > 2000, lost]).toEqual([true, []]);
  });
});

const DE_PRO = 'de_windows_7_professional_with_sp1_x64_dvd_u_676919.iso';
const EN_PRO = 'en_windows_7_professional_with_sp1_x64_dvd_u_676939.iso';
const EN_ULTIMATE = 'en_windows_7_ultimate_with_sp1_x64_dvd_u_677332.iso';
/** Microsoft's SHA-1 of `EN_PRO`, as the subscriber downloads gave it in 2011. */
const SHA1 = '0bcfc54019ea175b1ee51f6d2b207a3d14dd2b58';

/** What somebody types, and what has to stand first. */
const FIRST: readonly (readonly [string, string])[] = [
  ['win 7 pro sp1 x64 german', DE_PRO],
  ['windows 7 professional sp1 64 bit deutsch', DE_PRO],
  ['windows 7 professional sp1 64-bit german dvd iso', DE_PRO],
  ['de windows 7 professional with sp1 x64 dvd u 676919', DE_PRO],
  ['german win7 pro', DE_PRO],
  ['win 7 pro 64', EN_PRO],
  ['7 ult n x86 en', 'en_windows_7_ultimate_n_with_sp1_x86_dvd_u_677597.iso'],
  ['win7 ultimate sp1 x64 english', EN_ULTIMATE],
  ['windows 7 ultimate', EN_ULTIMATE],
  ['windows 7 home premium 64 bit', 'en_windows_7_home_premium_with_sp1_x64_dvd_u_676549.iso'],
  ['windows 7 starter', 'en_windows_7_starter_with_sp1_x86_dvd_u_678562.iso'],
  ['win7 enterprise sp1 x64 volume', 'en_windows_7_enterprise_with_sp1_x64_dvd_u_677651.iso'],
  [EN_PRO, EN_PRO],
  [EN_PRO.toUpperCase(), EN_PRO],
  [EN_PRO.replace('.iso', ''), EN_PRO],
  [EN_PRO.replace('.iso', ' (1).iso'), EN_PRO],
  ['X17-59183', 'en_windows_7_professional_with_sp1_x86_dvd_u_677056.iso'],
  ['676939', EN_PRO],
  ['3320903680', EN_PRO],
  ['3.320.903.680', EN_PRO],
  [SHA1, EN_PRO],
  [SHA1.toUpperCase(), EN_PRO],
  [`  ${SHA1} `, EN_PRO],
  [SHA1.slice(0, 8), EN_PRO],
  [SHA1.replace(/.{8}/g, '$& '), EN_PRO],
  [SHA1.replace(/..(?!$)/g, '$& ').toUpperCase(), EN_PRO],
  [SHA1.replace(/..(?!$)/g, '$&:'), EN_PRO],
  [`sha1:${SHA1}`, EN_PRO],
  [`SHA-1 = ${SHA1}`, EN_PRO],
  [`${SHA1} *${EN_PRO}`, EN_PRO],
  [`SHA1 (${EN_PRO}) = ${SHA1}`, EN_PRO],
  ['win 7 русский', 'ru_windows_7_professional_with_sp1_x64_dvd_u_677024.iso'],
  ['windows 7 日本語', 'ja_windows_7_professional_with_sp1_x64_dvd_u_676951.iso'],
  ['windows 7 français', 'fr_windows_7_professional_with_sp1_x64_dvd_u_678724.iso'],
  ['windows 7 brazilian ultimate', 'pt_windows_7_ultimate_with_sp1_x64_dvd_u_677358.iso'],
  ['windows 7 hebrew professional', 'he_windows_7_professional_with_sp1_x64_dvd_u_676923.iso'],
  ['windows xp professional sp3', 'en_windows_xp_professional_with_service_pack_3_x86_cd_x14-80428.iso'],
  ['xp pro sp3 german', 'de_windows_xp_professional_with_service_pack_3_x86_cd_x14-80444.iso'],
  ['windows xp home', 'en_windows_xp_home_with_service_pack_3_x86_cd_x14-92413.iso'],
  ['xp mode', 'en_windows_xp_mode_x86_x64_439180.exe'],
  ['xp mode german', 'de_windows_xp_mode_x86_x64_439180.exe'],
  ['windows vista ultimate sp2 x64', 'en_windows_vista_sp2_x64_dvd_342267.iso'],
  ['windows 8 pro', 'en_windows_8_x64_dvd_915440.iso'],
  ['windows 8.1 pro x64 english', 'en_windows_8.1_with_update_x64_dvd_6051480.iso'],
  ['windows 10 ltsc 2021', 'en-us_windows_10_enterprise_ltsc_2021_x64_dvd_d289cf96.iso'],
  ['windows 10 enterprise ltsb 2016', 'en_windows_10_enterprise_2016_ltsb_x64_dvd_9059483.iso'],
  ['windows 10 22h2 de', 'de-de_windows_10_consumer_editions_version_22h2_updated_march_2023_x64_dvd_76b11330.iso'],
  ['win11 23h2', 'en-us_windows_11_consumer_editions_version_23h2_updated_april_2024_x64_dvd_d986680b.iso'],
  ['server 2008 r2', 'en_windows_server_2008_r2_with_sp1_x64_dvd_617601.iso'],
  ['windows server 2019 essentials', 'en_windows_server_2019_essentials_updated_sept_2019_x64_dvd_a191f3af.iso'],
  ['hyper-v server 2019', 'en_microsoft_hyper-v_server_2019_updated_sept_2019_x64_dvd_18bf011c.iso'],
  ['windows thin pc', 'en_windows_thin_pc_x86_697681.iso'],
  ['windows 98', 'en_win98_se.iso'],
  ['fedora workstation 42 x86_64', 'Fedora-Workstation-Live-42-1.1.x86_64.iso'],
  ['rocky linux 9 minimal', 'Rocky-9.7-x86_64-minimal.iso'],
  ['freebsd 14 disc1 amd64', 'FreeBSD-14.4-RELEASE-amd64-disc1.iso'],
  ['linux mint cinnamon', 'linuxmint-22.1-cinnamon-64bit.iso'],
  ['qubes', 'Qubes-R4.2.4-x86_64.iso'],
  ['memtest', 'memtest86+-2.01.iso'],
];

describe('what people type finds first what they mean', () => {
  it.each(FIRST)('%s', (text, fileName) => {
    expect(find(text, 1).entries.map((entry) => entry.fileName)).toEqual([fileName]);
  });
});

/** What somebody types, and a name that has to be among the first five. */
const AMONG_FIVE: readonly (readonly [string, RegExp])[] = [
  ['debian 12 netinst amd64', /^debian-12\.\d+\.0-amd64-netinst\.iso$/],
  ['debian netinst', /^debian-1\d\.\d+\.0-amd64-netinst\.iso$/],
  ['ubuntu 22.04 server', /^ubuntu-22\.04\.3-live-server-amd64\.iso$/],
  ['ubuntu', /^ubuntu-2\d\.04.*-live-server-amd64\.iso$/],
  ['fedora 40 workstation', /^Fedora-Workstation-Live-x86_64-40-1\.14\.iso$/],
  ['centos 7 minimal', /^CentOS-7-x86_64-Minimal-2009\.iso$/],
  ['alma linux 9', /^AlmaLinux-9\.3-x86_64-boot\.iso$/],
  ['arch linux', /^archlinux-2025\.\d\d\.01-x86_64\.iso$/],
  ['kali linux', /^kali-linux-2025\.1a-installer-netinst-amd64\.iso$/],
  ['gentoo minimal amd64', /^install-amd64-minimal-2025\d{4}T\d+Z\.iso$/],
  ['proxmox ve 8', /^proxmox-ve_8\.4-1\.iso$/],
  ['windows 11', /^en-us_windows_11_consumer_editions_.*x64/],
  ['windows 10 22h2 english x64', /^en-us_windows_10_consumer_editions_version_22h2_updated_march_2023_x64/],
  ['windows 10 home', /^en-us_windows_10_consumer_editions_version_22h2_updated_march_2023_x64/],
  ['windows 10 norwegian', /^nb-no_windows_10_consumer_editions_version_22h2_/],
  ['windows server 2025', /^en-us_windows_server_2025_updated_may_2026_x64/],
  ['windows 7 enterprise eval', /^7600\..*x64fre_enterprise_en-us_EVAL/],
];

describe('what people type finds what they mean among the first five', () => {
  it.each(AMONG_FIVE)('%s', (text, name) => {
    const names = find(text, 5).entries.map(({ fileName }) => fileName);
    expect(names.filter((fileName) => name.test(fileName))).not.toEqual([]);
  });
});
