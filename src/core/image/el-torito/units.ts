/** El Torito 1.0 §1.5: sectors of the disc, and the virtual sectors of a PC's disks. */
export const SECTOR_BYTES = 2048;
export const VIRTUAL_SECTOR_BYTES = 512;

/** §2.0: a catalog is made of such entries. */
export const ENTRY_BYTES = 32;
