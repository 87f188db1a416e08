/** What the three kinds of partition table have in common. */
export interface Partition {
  readonly scheme: 'mbr' | 'gpt' | 'apm';
  /** 1-based slot in its table; logical partitions of an MBR from 5. */
  readonly number: number;
  /** In the image. */
  readonly offset: number;
  /** Bytes as recorded: a claim. */
  readonly length: number;
  /** MBR: two hex digits. GPT: a GUID in lower case. APM: its type in words. */
  readonly type: string;
  /** Untrusted text; absent when blank. */
  readonly name?: string;
  /** MBR: marked as the one to start from. */
  readonly isActive?: true;
}

/** GPT has 128 slots by default, Linux numbers 256; nothing that boots from a disc comes near. */
export const MAX_PARTITIONS = 256;
