import { describe, expect, test } from 'vitest';
import { parseReferenceFile } from '../../../src/core/reference/parse.ts';
import { claimsOf, codesOf, readFile, vector } from '../../support/references.ts';

const published = (name: string, asName = name) => readFile(vector(`published/${name}`), asName);

describe('lists as they were published', () => {
  test('Ubuntu 20.04.1, two images with a star', () => {
    const list = published('ubuntu-20.04.1-SHA256SUMS', 'SHA256SUMS');
    expect(list.claims).toEqual([
      {
        path: 'ubuntu-20.04.1-desktop-amd64.iso',
        digests: [
          {
            algorithms: ['sha256'],
            text: 'b45165ed3cd437b9ffad02a2aad22a4ddc69162470e2622982889ce5826f6e3d',
          },
        ],
        line: 1,
      },
      {
        path: 'ubuntu-20.04.1-live-server-amd64.iso',
        digests: [
          {
            algorithms: ['sha256'],
            text: '443511f6bf12402c12503733059269a2e10dec602916c0a75263e5d990f6bb93',
          },
        ],
        line: 2,
      },
    ]);
    expect([list.format, list.isSigned, codesOf(list)]).toEqual(['gnu', false, []]);
  });

  test('Debian 11.2.0, eighteen DVDs and the update images', () => {
    const list = published('debian-11.2.0-SHA512SUMS', 'SHA512SUMS');
    const paths = list.claims.map(({ path }) => path);
    expect(paths[0]).toBe('debian-11.2.0-amd64-DVD-1.iso');
    expect(paths.every((path) => path?.endsWith('.iso'))).toBe(true);
    expect(
      list.claims.every(({ digests }) => digests.length === 1 && digests[0]?.text.length === 128),
    ).toBe(true);
    expect([list.format, codesOf(list)]).toEqual(['gnu', []]);
  });

  test('Fedora 25 Server, signed', () => {
    const list = published('Fedora-Server-25-1.3-x86_64-CHECKSUM');
    expect(list.claims.map(({ path, line }) => [path, line])).toEqual([
      ['Fedora-Server-dvd-x86_64-25-1.3.iso', 4],
      ['Fedora-Server-netinst-x86_64-25-1.3.iso', 5],
    ]);
    expect([list.format, list.isSigned, codesOf(list)]).toEqual(['bsd', true, []]);
  });

  test('Fedora 35 Workstation, signed, with the size of the image', () => {
    expect(published('Fedora-Workstation-35-1.2-x86_64-CHECKSUM').claims).toEqual([
      {
        path: 'Fedora-Workstation-Live-x86_64-35-1.2.iso',
        size: 2009333760,
        digests: [
          {
            algorithms: ['sha256'],
            text: '85d9d0c233d560e401e2ad824aa8e6d5614e8b977dfe685396bfb2eb3ba5b253',
          },
        ],
        line: 5,
      },
    ]);
  });

  test('FreeBSD 14.1, signed, images and compressed images', () => {
    const list = published('CHECKSUM.SHA512-FreeBSD-14.1-RELEASE-amd64.asc');
    expect(list.claims.map(({ path }) => path?.replace('FreeBSD-14.1-RELEASE-amd64-', ''))).toEqual(
      [
        ...['bootonly.iso', 'bootonly.iso.xz', 'disc1.iso', 'disc1.iso.xz', 'dvd1.iso'],
        ...['dvd1.iso.xz', 'memstick.img', 'memstick.img.xz'],
        ...['mini-memstick.img', 'mini-memstick.img.xz'],
      ],
    );
    expect([list.isSigned, codesOf(list)]).toEqual([true, []]);
  });

  test('Qubes 4.2.4, signed, four algorithms by their lengths alone', () => {
    const list = published('Qubes-R4.2.4-x86_64.iso.DIGESTS');
    expect(list.claims).toHaveLength(1);
    expect(list.claims[0]?.digests.map(({ algorithms }) => algorithms[0])).toEqual([
      'md5',
      'sha1',
      'sha256',
      'sha512',
    ]);
    expect(codesOf(list)).toEqual([]);
  });

  test('Rocky Linux 10.0, six names with sizes', () => {
    const { claims } = published('rocky-10.0-aarch64.ISO.checksum');
    expect(claims.map(({ path, size }) => [path, size])).toEqual([
      ['Rocky-10.0-aarch64-boot.iso', 850710528],
      ['Rocky-10.0-aarch64-dvd1.iso', 7135100928],
      ['Rocky-10.0-aarch64-minimal.iso', 1969881088],
      ['Rocky-10-latest-aarch64-boot.iso', 850710528],
      ['Rocky-10-latest-aarch64-dvd.iso', 7135100928],
      ['Rocky-10-latest-aarch64-minimal.iso', 1969881088],
    ]);
  });

  test('LibreOffice 3.5.4, Metalink 4 of MirrorBrain', () => {
    const list = published('LibO_3.5.4_Win_x86_install_multi.msi.meta4');
    expect([list.format, claimsOf(list), list.claims[0]?.size]).toEqual([
      'metalink',
      [
        [
          'LibO_3.5.4_Win_x86_install_multi.msi',
          '3d434722eebedb5e080001d2e4bd049b',
          '6ffd0b6b42dbe52aa8850ebd6b6913eee083deaf',
          '46e375b98e8877bf1202dfcdef64b883a91de6ece0a4510f9b828ea1d1747656',
        ],
      ],
      211_689_472,
    ]);
  });

  test('Ubuntu 7.10, Metalink 3, with a digest of eD2k', () => {
    const list = published('ubuntu-7_10-server-i386_iso.metalink');
    expect([list.format, claimsOf(list), list.claims[0]?.size]).toEqual([
      'metalink',
      [
        [
          'ubuntu-7.10-server-i386.iso',
          '7d88cd87df509a740d9f47b9bbf1375e',
          '0d66e17364184d959dea6647ac070fe438a265d0',
        ],
      ],
      524_060_672,
    ]);
    expect(codesOf(list)).toContain('unsupported-algorithm');
  });

  test('FastSum, with Korean names in its comments', () => {
    expect(claimsOf(published('fastsum.md5'))).toEqual([
      ['01 - 하늘 사이로.flac', '6873c64a076d7b6cb772aaacdc25f1c3'],
      [
        '04 - 너의 마음속엔 강이 흐른다 (River Flows In You Feat. Ruvin).flac',
        '0d557d1407daf5bfc50d93d6e856f230',
      ],
      ['10 - Dream.flac', '60e4e27e6090ef08604f05672420c123'],
    ]);
  });

  test("Ubuntu's detached signature is no reference", () => {
    const bytes = vector('published/ubuntu-20.04.1-SHA256SUMS.gpg');
    expect(parseReferenceFile('SHA256SUMS.gpg', bytes)).toBeUndefined();
  });
});
