import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readKeyFile, readKeyIndex } from '../../../build/keys.ts';
import {
  readOpenPgpKeys,
  recordOfOpenPgp,
} from '../../../src/engine/worker/signature/openpgp-key.ts';

const rows = readKeyIndex('keys');

/** The meaning of `names` in `KeyScope`, written anew. */
const fits = (pattern: string, name: string): boolean => {
  const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`).test(name.toLowerCase());
};

const projectsFor = (name: string): readonly string[] => [
  ...new Set(
    rows
      .filter(({ names }) => names.some((pattern) => fits(pattern, name)))
      .map(({ project }) => project),
  ),
];

interface CatalogueLine {
  readonly vendor: string;
  readonly version?: string;
  readonly fileName?: string;
}

const entries = readFileSync('catalogue/other.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as CatalogueLine);

const PROJECT_OF_VENDOR = new Map([
  ['AlmaLinux', 'AlmaLinux'],
  ['Arch Linux', 'Arch Linux'],
  ['Canonical', 'Ubuntu'],
  ['CentOS', 'CentOS'],
  ['Debian', 'Debian'],
  ['Fedora Project', 'Fedora'],
  ['FreeBSD', 'FreeBSD'],
  ['Linux Mint', 'Linux Mint'],
  ['NetBSD', 'NetBSD'],
  ['openSUSE', 'openSUSE'],
  ['Qubes OS', 'Qubes OS'],
  ['RESF', 'Rocky Linux'],
]);

/** Releases whose keys are not built in: their own signed with older keys that are not at hand. */
const WITHOUT_KEY = /^(?:Fedora-(?:[89]|1[0-9])-|Rocky-8|CentOS-[34][.-]|Qubes-R(?:1-|4\.3))/;

describe('the built-in keys', () => {
  it('are the files of the folder, each listed once', () => {
    const files = readdirSync('keys').filter((name) => name.endsWith('.asc'));
    const listed = rows.map(({ fingerprint }) => `${fingerprint}.asc`);
    expect(listed.toSorted()).toEqual(files.toSorted());
  });

  it.each(rows)('$fingerprint is the one key in its file', async (row) => {
    const keys = await readOpenPgpKeys(readKeyFile('keys', row));
    const records = await Promise.all(keys.map(recordOfOpenPgp));
    expect(records.map(({ fingerprint, isRevoked }) => ({ fingerprint, isRevoked }))).toEqual([
      { fingerprint: row.fingerprint, isRevoked: false },
    ]);
  });

  it.each(rows)(
    '$fingerprint speaks for names that begin with the name of $project',
    ({ names }) => {
      expect(
        names.filter(
          (name) =>
            !/^[a-z]+-[a-z0-9.*_-]*\.(?:iso|img|qcow2|raw\.xz|iso\.xz|img\.xz|img\.gz)$/.test(name),
        ),
      ).toEqual([]);
    },
  );
});

describe('what the built-in keys may speak for', () => {
  it('is each image of the catalogue that is of a project with keys, and of that project alone', () => {
    const wrong = entries
      .filter(
        ({ vendor, fileName = '' }) => PROJECT_OF_VENDOR.has(vendor) && !WITHOUT_KEY.test(fileName),
      )
      .map(({ vendor, fileName = '' }) => ({ fileName, vendor, projects: projectsFor(fileName) }))
      .filter(({ vendor, projects }) => projects.join() !== PROJECT_OF_VENDOR.get(vendor));
    expect(wrong).toEqual([]);
  });

  it.each([
    ['debian-12.5.0-amd64-netinst.iso', 'Debian'],
    ['debian-live-12.5.0-amd64-gnome.iso', 'Debian'],
    ['debian-testing-amd64-netinst.iso', 'Debian'],
    ['ubuntu-22.04.3-live-server-amd64.iso', 'Ubuntu'],
    ['ubuntucinnamon-23.04-desktop-amd64.iso', 'Ubuntu'],
    ['ubuntu-22.04.3-preinstalled-server-arm64+raspi.img.xz', 'Ubuntu'],
    ['fedora-coreos-39.20231101.3.0-live.x86_64.iso', 'Fedora'],
    ['FreeBSD-14.1-RELEASE-amd64-memstick.img.xz', 'FreeBSD'],
    ['NetBSD-9.3-amd64-install.img.gz', 'NetBSD'],
    ['lmde-6-cinnamon-64bit.iso', 'Linux Mint'],
    ['debian-12.5.0-amd64-netinst.iso.torrent', ''],
    ['xubuntu-22.04.iso.exe', ''],
    ['my-debian-12.5.0-amd64-netinst.iso', ''],
    ['tails-amd64-6.0.iso', ''],
    ['Win7_Pro_SP1_x64.iso', ''],
  ])('by the name “%s” those of “%s” alone', (name, project) => {
    expect(projectsFor(name).join()).toBe(project);
  });

  it('is no image of any other vendor', () => {
    const wrong = entries.filter(
      ({ vendor, fileName = '' }) =>
        !PROJECT_OF_VENDOR.has(vendor) && projectsFor(fileName).length > 0,
    );
    expect(wrong).toEqual([]);
  });

  it('is for a key of one Fedora release no image of another', () => {
    const wrong = entries.filter(({ vendor, version = '', fileName = '' }) => {
      if (vendor !== 'Fedora Project') return false;
      const fitting = rows.filter(({ names }) => names.some((pattern) => fits(pattern, fileName)));
      return fitting.some(({ purpose }) => !purpose.endsWith(`Fedora ${version}`));
    });
    expect(wrong).toEqual([]);
  });
});
