/**
 * The partition tables in and around the system area of an image (ECMA-119, 2nd edition, §6.2.1
 * leaves it free): they make a disc image start from a stick too, and tell how long it was.
 */
import { boundedSource } from '../../bytes/bounded-source.ts';
import { Findings } from '../../bytes/findings.ts';
import type { ByteSource } from '../../bytes/source.ts';
import type { Finding } from '../../finding.ts';
import { readApm, type Apm } from './apm.ts';
import { readGpt, type Gpt } from './gpt.ts';
import { readMbr, type Mbr } from './mbr.ts';
import type { Partition } from './partition.ts';

export interface SystemArea {
  readonly mbr?: Mbr;
  readonly gpt?: Gpt;
  readonly apm?: Apm;
  /** Of all tables: the same bytes may be listed by several. */
  readonly partitions: readonly Partition[];
  /**
   * Bytes up to the end of the farthest partition, or of the second GPT header: the least that
   * the image had when the tables were made. Absent without any table.
   */
  readonly claimedSize?: number;
  readonly findings: readonly Finding[];
}

/** Rejects only with what the platform rejects with. */
export async function readSystemArea(source: ByteSource): Promise<SystemArea> {
  const bounded = boundedSource(source);
  const mbr = await readMbr(bounded);
  const gpt = await readGpt(bounded);
  const apm = await readApm(bounded);
  const tables = [mbr, gpt, apm].filter((table) => table !== undefined);
  const partitions = tables.flatMap((table) => table.partitions);
  const findings = new Findings();
  for (const table of tables) findings.addAll(table.findings);
  const meant = partitions.filter((partition) => !isProtective(partition));
  for (const { scheme, number, offset, length } of meant) {
    if (offset + length <= source.size) continue;
    findings.add({ code: 'partition-beyond-end', offset, detail: { scheme, number } });
  }
  const ends = meant.map(({ offset, length }) => offset + length);
  if (gpt?.claimedSize !== undefined) ends.push(gpt.claimedSize);
  return {
    ...(mbr === undefined ? {} : { mbr }),
    ...(gpt === undefined ? {} : { gpt }),
    ...(apm === undefined ? {} : { apm }),
    partitions,
    ...(ends.length === 0 ? {} : { claimedSize: Math.max(...ends) }),
    findings: findings.finish(),
  };
}

/** UEFI 2.10 §5.2.3: EE only guards a GPT from older programs, and may claim more than there is. */
export const isProtective = ({ scheme, type }: Partition): boolean =>
  scheme === 'mbr' && type === 'ee';
