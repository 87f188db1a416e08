import type { BlockDigests } from '../../core/reference/block-map.ts';
import { Fault } from '../../core/fault.ts';
import type { FileLender } from './file-lender.ts';
import type { Pool } from './pool.ts';

export interface BlockRun {
  /** Rejects with a Fault; of a cancelled run with `cancelled`. */
  readonly outcome: Promise<BlockDigests>;
  cancel(): void;
}

/** Reads a file for the digests of its blocks, in a worker, beside whatever else is read. */
export function runBlocks(
  file: File,
  onProgress: (bytesRead: number) => void,
  { pool, lender }: { readonly pool: Pool; readonly lender: FileLender },
): BlockRun {
  const loan = lender.lend(file);
  let cancel = (): void => undefined;
  const outcome = new Promise<BlockDigests>((resolve, reject) => {
    cancel = pool.run({
      request: { kind: 'map', file: loan.file },
      transfer: loan.transfer,
      onLost: reject,
      onEvent: (event) => {
        if (event.kind === 'progress') onProgress(event.bytesRead);
        else if (event.kind === 'mapped') resolve(event);
        else if (event.kind === 'failed') reject(Fault.fromWire(event.fault));
        else reject(new Fault('worker.protocol', `mapping was answered by ${event.kind}`));
      },
    });
  });
  return { outcome: outcome.finally(() => loan.end()), cancel: () => cancel() };
}
