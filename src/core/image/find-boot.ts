/** Looks for everything in an image that starts a computer. */
import { BOOT_SIGNS, type BootFacts, type BootSign } from './boot.ts';
import type { BootEntry } from './el-torito/boot-catalog.ts';
import type { BestTree } from './best-tree.ts';
import type { SystemArea } from './system-area/system-area.ts';
import type { TreeEntry } from './tree.ts';

export interface BootEvidence {
  /** Of all boot catalogs. */
  readonly entries: readonly Pick<BootEntry, 'isBootable' | 'platform'>[];
  readonly systemArea: SystemArea | undefined;
  /** Bytes 0 to 439 of the image hold something. */
  readonly hasBootCode: boolean;
  readonly hasVolume: boolean;
  readonly tree: BestTree | undefined;
}

/** Rejects only as the tree's source does. */
export async function findBoot(evidence: BootEvidence): Promise<BootFacts> {
  const { entries, systemArea, tree, hasVolume } = evidence;
  const platforms = entries.filter(({ isBootable }) => isBootable).map(({ platform }) => platform);
  const isFound: Readonly<Record<BootSign, boolean>> = {
    'el-torito-bios': platforms.includes('bios'),
    'el-torito-uefi': platforms.includes('uefi'),
    'mbr-code': evidence.hasBootCode && systemArea?.mbr !== undefined,
    'system-partition': systemArea?.partitions.some(isSystemPartition) ?? false,
    'efi-boot-folder': tree !== undefined && (await hasBootFolder(tree)),
  };
  const signs = BOOT_SIGNS.filter((sign) => isFound[sign]);
  return {
    bios: signs.some((sign) => BIOS.has(sign)),
    uefi: signs.some((sign) => UEFI.has(sign)),
    hybrid: hasVolume && signs.some((sign) => STICK.has(sign)),
    signs,
  };
}

type Signs = ReadonlySet<BootSign>;

const BIOS: Signs = new Set(['el-torito-bios', 'mbr-code'] as const);
const UEFI: Signs = new Set(['el-torito-uefi', 'system-partition', 'efi-boot-folder'] as const);
/** By copying the image onto it, byte for byte. */
const STICK: Signs = new Set(['mbr-code', 'system-partition'] as const);

/** UEFI 2.10 §5.3.3, table 5-7; §13.3.3 for EF in an MBR. */
const SYSTEM_PARTITIONS: ReadonlySet<string> = new Set([
  'gpt c12a7328-f81f-11d2-ba4b-00a0c93ec93b',
  'mbr ef',
]);

const isSystemPartition = ({ scheme, type }: SystemArea['partitions'][number]): boolean =>
  SYSTEM_PARTITIONS.has(`${scheme} ${type}`);

/** UEFI 2.10 §3.5.1.1, table 3-3: the names by processor, in capitals or not (FAT has no case). */
const LOADER = /^boot(?:ia32|x64|ia64|arm|aa64|riscv(?:32|64|128)|loongarch(?:32|64))\.efi$/i;

async function hasBootFolder({ tree, entries }: BestTree): Promise<boolean> {
  const folders = (found: readonly TreeEntry[], name: string) =>
    found.find((entry) => entry.kind === 'directory' && entry.name.toLowerCase() === name);
  const efi = folders(entries, 'efi');
  const boot = efi && folders((await tree.list(efi)).entries, 'boot');
  const loaders = boot ? (await tree.list(boot)).entries : [];
  return loaders.some(({ name, kind }) => kind === 'file' && LOADER.test(name));
}
