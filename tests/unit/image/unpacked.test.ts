import { describe, expect, test } from 'vitest';
import { isUnpackedImage } from '../../../src/core/image/unpacked.ts';

describe('a folder', () => {
  test.each([
    ['Windows 7', ['bootmgr', 'boot/bcd', 'sources/install.wim']],
    ['Windows 10 with an ESD, in capitals', ['SOURCES/INSTALL.ESD', 'setup.exe']],
    ['Windows with split images', ['sources/install.swm', 'sources/install2.swm']],
    ['Windows XP', ['I386/TXTSETUP.SIF', 'WIN51IP']],
    ['Debian', ['.disk/info', 'dists/stable/Release']],
    ['Ubuntu live', ['casper/filesystem.squashfs']],
    ['Fedora live', ['LiveOS/squashfs.img']],
    ['Arch Linux', ['arch/boot/x86_64/vmlinuz-linux']],
  ])('unpacked from %s is recognised', (_, paths) => {
    expect(isUnpackedImage(paths)).toBe(true);
  });

  test.each([
    ['of images and lists', ['win7.iso', 'SHA256SUMS', 'old/win7.iso.sha1']],
    ['of images that lie in a folder called sources', ['sources/debian.iso']],
    ['with a boot manager alone', ['bootmgr']],
    ['that is empty', []],
  ])('%s is not taken for an unpacked image', (_, paths) => {
    expect(isUnpackedImage(paths)).toBe(false);
  });
});
