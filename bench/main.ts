/** Runs the parts that were asked for, one after the other, and keeps what they found. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { measureKernels } from './kernels.ts';
import { describeMachine } from './machine.ts';
import { measureMemory } from './memory.ts';
import { readOptions, type Options, type Part } from './options.ts';
import { measurePage } from './page.ts';
import { FORMAT, writeResult, type Measured } from './results.ts';
import { formatTable, writeReadme } from './table.ts';
import { measureThroughput } from './throughput.ts';

type Measures = {
  readonly [Name in Part]: (options: Options, directory: string) => Promise<Measured<Name>>;
};

const MEASURES: Measures = {
  throughput: measureThroughput,
  page: measurePage,
  memory: measureMemory,
  kernels: measureKernels,
};

/** Above this somebody else is at work, and even ratios suffer. */
const QUIET_LOAD = 0.7;

async function runPart(part: Part, options: Options, directory: string): Promise<object> {
  console.error(`\n== ${part}`);
  const { versions, what, content } = await MEASURES[part](options, directory);
  return { what, versions, rounds: options.rounds, ...content };
}

/** `npm run bench` with these arguments. Rejects when anything could not be measured. */
export async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const machine = describeMachine();
  const { loadBefore } = machine;
  if (loadBefore > QUIET_LOAD) console.error(`This machine is not quiet: load ${loadBefore}.`);
  const date = new Date().toISOString().slice(0, 10);
  const directory = mkdtempSync(path.join(os.tmpdir(), 'touchstone-bench-'));
  try {
    for (const part of options.parts) {
      const found = await runPart(part, options, directory);
      const result = { format: FORMAT, date, machine, ...found };
      console.log(JSON.stringify(result, null, 2));
      if (options.write) writeResult(part, result);
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  const table = formatTable();
  if (options.write && table !== undefined) await writeReadme(table);
}
