/** What runs found, as kept in bench/results: one JSON file per part. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { describeMachine } from './machine.ts';
import type { Growth } from './memory.ts';
import type { Part } from './options.ts';
import type { PageTimes } from './page.ts';
import type { Ratio } from './ratios.ts';
import type { Spread } from './statistics.ts';
import type { ThreadShares } from './threads.ts';

const DIRECTORY = 'bench/results';
/** Goes up when fields change their meaning; results of another format are not shown. */
export const FORMAT = 1;

export interface Circumstances {
  readonly format: number;
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly machine: ReturnType<typeof describeMachine>;
  readonly versions: Readonly<Record<string, string>>;
  readonly rounds: number;
}

export interface Contents {
  readonly throughput: {
    readonly fileBytes: number;
    readonly megabytesPerSecond: Readonly<Record<string, Spread>>;
    readonly ratios: readonly Ratio[];
    /** Absent in a run of before it was measured. */
    readonly busiestThread?: Readonly<Record<string, ThreadShares>>;
  };
  readonly page: { readonly fileBytes: number; readonly browsers: readonly PageTimes[] };
  readonly memory: { readonly growths: readonly Growth[] };
  readonly kernels: {
    readonly bytes: number;
    readonly megabytesPerSecond: Readonly<Record<string, Readonly<Record<string, Spread>>>>;
  };
}

/** What a part found. */
export interface Measured<Name extends Part> {
  /** Of everything that took part. */
  readonly versions: Readonly<Record<string, string>>;
  /** In one sentence. */
  readonly what: string;
  readonly content: Contents[Name];
}

export type Result<Name extends Part> = Circumstances & Contents[Name];

const fileOf = (part: Part): string => path.join(DIRECTORY, `${part}.json`);

export function writeResult(part: Part, result: object): void {
  mkdirSync(DIRECTORY, { recursive: true });
  writeFileSync(fileOf(part), `${JSON.stringify(result, null, 2)}\n`);
}

/** The last result of a part, if it was ever measured in this format. */
export function findResult<Name extends Part>(part: Name): Result<Name> | undefined {
  let text: string;
  try {
    text = readFileSync(fileOf(part), 'utf8');
  } catch {
    return undefined;
  }
  const result = JSON.parse(text) as Result<Name>; // nobody but `writeResult` writes there
  return result.format === FORMAT ? result : undefined;
}
