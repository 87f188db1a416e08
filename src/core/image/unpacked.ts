/**
 * Tells a folder, or a stick, that was made by unpacking an installation image. Its files are the
 * image's, but an image's digest is over the image's own bytes and cannot check a folder.
 */

/** Paths below the folder's root, lower-case, that installation media have and other folders lack. */
const MARKERS: readonly RegExp[] = [
  /^sources\/(install|boot)\.(wim|esd|swm)$/, // Windows Vista and later
  /^i386\/txtsetup\.sif$/, // Windows XP and Server 2003
  /^\.disk\/info$/, // Debian, Ubuntu
  /^\.treeinfo$/, // Fedora, RHEL and their kin
  /^\.discinfo$/,
  /^casper\/(vmlinuz|filesystem)/, // Ubuntu live
  /^live\/(vmlinuz|filesystem\.squashfs)/, // Debian live
  /^liveos\/(squashfs|rootfs)\.img$/, // Fedora live
  /^arch\/boot\//, // Arch Linux
  /^(isolinux|boot\/syslinux)\/isolinux\.bin$/,
];

/** @param paths relative to the folder, with `/` between parts */
export function isUnpackedImage(paths: readonly string[]): boolean {
  const lower = paths.map((path) => path.toLowerCase());
  const hasBootManager = lower.includes('bootmgr') && lower.some((one) => one.startsWith('boot/'));
  return hasBootManager || lower.some((path) => MARKERS.some((marker) => marker.test(path)));
}
