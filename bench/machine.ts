/** Where and with what it was measured, and what else the machine was doing. */
import { execFile } from 'node:child_process';
import os from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const describeMachine = () => ({
  cpu: os.cpus()[0]?.model ?? 'unknown',
  cores: os.cpus().length,
  memoryGiB: Math.round(os.totalmem() / 2 ** 30),
  system: `${os.type()} ${os.release()}`,
  node: process.version,
  /** Processes that wanted to run in the last minute: more than a few tenths before the start is company. */
  loadBefore: Number((os.loadavg()[0] ?? 0).toFixed(1)),
});

async function firstLine(command: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run(command, [...args]);
  return stdout.split('\n')[0]?.trim() ?? '';
}

/** Versions of the native tools, in their own words. */
export const readToolVersions = async (): Promise<Record<string, string>> => ({
  coreutils: await firstLine('sha256sum', '--version'),
  rhash: await firstLine('rhash', '--version'),
  openssl: await firstLine('openssl', 'version'),
});
