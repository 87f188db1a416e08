/**
 * The GUID partition table (UEFI 2.10 §5.3): two headers, one behind the other end of the disk,
 * both with checksums of themselves and of their list of partitions. Where the second one is
 * tells how long the image was when it was made.
 */
import type { BoundedSource } from '../../bytes/bounded-source.ts';
import { crc32 } from '../../bytes/crc32.ts';
import { hasText } from '../../bytes/fields.ts';
import type { Finding } from '../../finding.ts';
import { parseEntries } from './gpt-entries.ts';
import { parseGptHeader, type GptHeader } from './gpt-header.ts';
import type { Partition } from './partition.ts';

export interface GptCopy {
  readonly header: GptHeader;
  /** The header's checksum of itself fits. */
  readonly isIntact: boolean;
  /** Its checksum of the list of partitions fits. */
  readonly hasIntactEntries: boolean;
}

export interface Gpt {
  /** The unit that places are counted in; 512 on images of discs, though these have 2048. */
  readonly blockBytes: number;
  readonly diskGuid: string;
  readonly primary?: GptCopy;
  readonly backup?: GptCopy;
  /** Out of the first copy that is intact, else of the first that is there. */
  readonly partitions: readonly Partition[];
  /** Bytes up to the end of the second header: the size of the image that was made. */
  readonly claimedSize?: number;
  readonly findings: readonly Finding[];
}

const BLOCK_SIZES: readonly number[] = [512, 2048, 4096];

/** 128 entries of 128 bytes are 16 KiB; this allows for 256 of 4 KiB. */
export const MAX_ENTRIES_BYTES = 1 << 20;

type Part = 'primary' | 'backup';

interface ReadCopy extends GptCopy {
  readonly partitions: readonly Partition[];
}

/** `undefined` when there is no header, neither at the front nor at the very end. */
export async function readGpt(source: BoundedSource): Promise<Gpt | undefined> {
  const findings: Finding[] = [];
  for (const blockBytes of BLOCK_SIZES) {
    const primary = await readCopy(source, blockBytes, { part: 'primary', block: 1 }, findings);
    const alternate = primary?.isIntact ? primary.header.alternateBlock : undefined;
    const block = alternate ?? Math.floor(source.size / blockBytes) - 1;
    const backup =
      block > 1
        ? await readCopy(source, blockBytes, { part: 'backup', block }, findings)
        : undefined;
    if (primary === undefined && backup === undefined) continue;
    findings.push(...compareCopies(primary, backup, block * blockBytes));
    return gptOf(blockBytes, primary, backup, findings);
  }
  return undefined;
}

function gptOf(
  blockBytes: number,
  primary: ReadCopy | undefined,
  backup: ReadCopy | undefined,
  findings: readonly Finding[],
): Gpt | undefined {
  const copies = [primary, backup].filter((copy) => copy !== undefined);
  const best = copies.find((copy) => copy.isIntact && copy.hasIntactEntries) ?? copies[0];
  if (best === undefined) return undefined;
  const last =
    backup?.header.block ?? (primary?.isIntact ? primary.header.alternateBlock : undefined);
  return {
    blockBytes,
    diskGuid: best.header.diskGuid,
    ...(primary === undefined ? {} : { primary: copyOf(primary) }),
    ...(backup === undefined ? {} : { backup: copyOf(backup) }),
    partitions: best.partitions,
    ...(last === undefined ? {} : { claimedSize: (last + 1) * blockBytes }),
    findings,
  };
}

const copyOf = ({ header, isIntact, hasIntactEntries }: ReadCopy): GptCopy => ({
  header,
  isIntact,
  hasIntactEntries,
});

async function readCopy(
  source: BoundedSource,
  blockBytes: number,
  { part, block }: { readonly part: Part; readonly block: number },
  findings: Finding[],
): Promise<ReadCopy | undefined> {
  const offset = block * blockBytes;
  const bytes = await source.read(offset, blockBytes);
  if (!hasText(bytes, 0, 'EFI PART')) return undefined;
  const { header, computed, field } = parseGptHeader(bytes, blockBytes);
  if (header === undefined) {
    findings.push({ code: 'gpt-malformed', offset, detail: { part, field } });
    return undefined;
  }
  const isIntact = computed === header.checksum;
  if (!isIntact) findings.push(checksumFinding(part, offset, header.checksum, computed));
  const list = await readEntryList(source, header, blockBytes);
  if (list.computed !== header.entriesChecksum) {
    const at = header.entriesBlock * blockBytes;
    const sum = list.computed ?? 0;
    findings.push(checksumFinding(`${part}-entries`, at, header.entriesChecksum, sum));
  }
  const hasIntactEntries = list.computed === header.entriesChecksum;
  return { header, isIntact, hasIntactEntries, partitions: list.partitions };
}

const checksumFinding = (
  part: string,
  offset: number,
  recorded: number,
  computed: number,
): Finding => ({ code: 'gpt-checksum', offset, detail: { part, recorded, computed } });

/** §5.3.2: the list's checksum is over all slots, used or not. `computed` absent: not all there. */
async function readEntryList(source: BoundedSource, header: GptHeader, blockBytes: number) {
  const { entriesBlock, entryCount, entryBytes } = header;
  const length = entryCount * entryBytes;
  if (length > MAX_ENTRIES_BYTES) return { partitions: [] };
  const bytes = await source.readWhole(entriesBlock * blockBytes, length);
  if (bytes === undefined) return { partitions: [] };
  return { partitions: parseEntries(bytes, entryBytes, blockBytes), computed: crc32(bytes) };
}

function compareCopies(
  primary: ReadCopy | undefined,
  backup: ReadCopy | undefined,
  place: number,
): readonly Finding[] {
  if (backup === undefined)
    return [{ code: 'gpt-backup-missing', offset: place, detail: { place } }];
  if (!primary?.isIntact || !backup.isIntact) return [];
  const [one, two] = [primary.header, backup.header];
  const pairs: readonly (readonly [string, string | number, string | number])[] = [
    ['diskGuid', one.diskGuid, two.diskGuid],
    ['entriesChecksum', one.entriesChecksum, two.entriesChecksum],
    ['firstUsableBlock', one.firstUsableBlock, two.firstUsableBlock],
    ['lastUsableBlock', one.lastUsableBlock, two.lastUsableBlock],
    ['alternateBlock', one.alternateBlock, two.block],
    ['ownBlock', one.block, two.alternateBlock],
  ];
  const [different] = pairs.filter(([, left, right]) => left !== right);
  if (different === undefined) return [];
  return [{ code: 'gpt-headers-disagree', offset: place, detail: { field: different[0] } }];
}
