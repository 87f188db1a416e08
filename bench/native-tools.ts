/** The programs that people use in a terminal, on the same file. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Timed {
  readonly milliseconds: number;
  /** By algorithm; to be held against those of every other participant. */
  readonly digests: Readonly<Record<string, string>>;
}

interface Tool {
  readonly command: readonly [string, ...string[]];
  readonly algorithms: readonly string[];
}

export const TOOLS: Readonly<Record<string, Tool>> = {
  sha256sum: { command: ['sha256sum'], algorithms: ['sha256'] },
  sha1sum: { command: ['sha1sum'], algorithms: ['sha1'] },
  // One read for both digests, each on a line of its own.
  rhash: { command: ['rhash', '--sha256', '--sha1', '--simple'], algorithms: ['sha256', 'sha1'] },
  opensslSha256: { command: ['openssl', 'dgst', '-sha256', '-r'], algorithms: ['sha256'] },
  opensslSha1: { command: ['openssl', 'dgst', '-sha1', '-r'], algorithms: ['sha1'] },
};

/** A line's words that can be one of these digests are told apart by their length. */
const HEX_LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha1: 40 };

export async function timeTool({ command, algorithms }: Tool, file: string): Promise<Timed> {
  const [program, ...args] = command;
  const from = performance.now();
  const { stdout } = await run(program, [...args, file]);
  const milliseconds = performance.now() - from;
  const words = stdout.split(/\s+/);
  const digests = algorithms.map((algorithm) => [
    algorithm,
    words.find((word) => word.length === HEX_LENGTHS[algorithm]) ?? '',
  ]);
  return { milliseconds, digests: Object.fromEntries(digests) as Record<string, string> };
}
