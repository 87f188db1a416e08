/**
 * Windows 2000 to Server 2003: discs with an I386 folder, known by nearly empty marker files in the
 * root. Which marker means what was never published; it is a hint.
 */
import type { FactList } from './fact-list.ts';
import type { SmallFiles } from './small-files.ts';

const SOURCE = 'setup-marker';

interface OldWindows {
  readonly product: string;
  readonly edition: string;
  readonly architecture: string;
}

const row = (product: string, edition: string, architecture = 'x86'): OldWindows => ({
  product,
  edition,
  architecture,
});

const MARKERS: ReadonlyMap<string, OldWindows> = new Map([
  ['cdrom_ip.5', row('Windows 2000', 'Professional')],
  ['cdrom_is.5', row('Windows 2000', 'Server')],
  ['cdrom_ia.5', row('Windows 2000', 'Advanced Server')],
  ['win51ip', row('Windows XP', 'Professional')],
  ['win51ic', row('Windows XP', 'Home')],
  ['win51ap', row('Windows XP', 'Professional', 'x64')],
  ['win51is', row('Windows Server 2003', 'Standard')],
  ['win51ia', row('Windows Server 2003', 'Enterprise')],
  ['win51ib', row('Windows Server 2003', 'Web')],
  ['win51as', row('Windows Server 2003', 'Standard', 'x64')],
  ['win51aa', row('Windows Server 2003', 'Enterprise', 'x64')],
]);

const FOLDERS: readonly string[] = ['i386', 'amd64', 'ia64'];

/** Service packs have a marker of their own: `win51ip.sp3`. */
const SERVICE_PACK = /^(win51[a-z]{2})\.sp(\d)$/;

/** Whether it is such a disc. */
export async function addOldMedia(facts: FactList, files: SmallFiles): Promise<boolean> {
  const names = await files.list('');
  const markers = names.flatMap((name) => MARKERS.get(name) ?? []);
  if (!FOLDERS.some((folder) => names.includes(folder)) || markers.length === 0) return false;
  facts.addHint('vendor', 'Microsoft', SOURCE);
  for (const { product, edition, architecture } of markers) {
    facts.addHint('product', product, SOURCE);
    facts.addHint('edition', edition, SOURCE);
    facts.addHint('architecture', architecture, SOURCE);
  }
  facts.addHint('servicePack', latestServicePack(names), SOURCE);
  return true;
}

/** Discs with SP3 may keep the markers of SP1 and SP2. */
function latestServicePack(names: readonly string[]): string | undefined {
  const levels = names.flatMap((name) => SERVICE_PACK.exec(name)?.[2] ?? []).map(Number);
  return levels.length === 0 ? undefined : `SP${Math.max(...levels)}`;
}
