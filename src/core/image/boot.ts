/** How an image starts a computer, from everything in it that says so. */
export const BOOT_SIGNS = [
  'el-torito-bios', // a bootable entry of the boot catalog for PCs
  'el-torito-uefi', // one for UEFI
  'mbr-code', // boot code in the master boot record, and a partition for it: from a stick, by BIOS
  'system-partition', // an EFI system partition: from a stick, by UEFI
  'efi-boot-folder', // \EFI\BOOT\BOOT*.EFI: UEFI starts it wherever the files are copied to
] as const;
export type BootSign = (typeof BOOT_SIGNS)[number];

export interface BootFacts {
  readonly bios: boolean;
  readonly uefi: boolean;
  /** A disc that starts from a stick as well, when its bytes are copied there. */
  readonly hybrid: boolean;
  /** In the order of `BOOT_SIGNS`. */
  readonly signs: readonly BootSign[];
}
