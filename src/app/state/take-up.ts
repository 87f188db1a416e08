/** Opening the file of an interrupted reading again. */
import { Fault, type WireFault } from '../../core/fault.ts';
import type { CatalogueClient } from '../../engine/client/catalogue.ts';
import type { Engine } from '../../engine/client/engine.ts';
import { faultOf } from './inspector.ts';
import { findMatches } from './look-up.ts';
import type { Interrupted, PlaceKeeper, QueueRow } from './queue-row.ts';

export interface TakeUpPorts<Row extends QueueRow> {
  readonly engine: Pick<Engine, 'inspect'>;
  readonly catalogue: Pick<CatalogueClient, 'find'>;
  readonly places: PlaceKeeper<Row>;
  /** An interrupted reading could not be taken up; it can be tried again. */
  onStuck(row: Row, fault: WireFault): void;
}

/** The file as it is now; `undefined` where it cannot be opened, which is told. */
export async function reopen<Row extends QueueRow>(
  row: Row,
  { open }: Interrupted,
  ports: TakeUpPorts<Row>,
): Promise<File | undefined> {
  try {
    const file = await open();
    row.takeUp(file);
    return file;
  } catch (thrown) {
    ports.onStuck(row, faultOf(thrown));
    return undefined;
  }
}

/** Opened and inspected; `undefined` where it is not the same file, which fails the reading. */
export async function openAgain<Row extends QueueRow>(
  row: Row,
  interrupted: Interrupted,
  ports: TakeUpPorts<Row>,
): Promise<File | undefined> {
  const file = await reopen(row, interrupted, ports);
  if (file === undefined || row.phase !== 'paused') return undefined;
  const { attempt } = row.machine;
  try {
    if (!interrupted.isSame(file)) throw new Fault('read.changed', 'file expected as it was');
    row.facts = await ports.engine.inspect(file);
    row.matches ??= await findMatches(ports.catalogue, row);
    return file;
  } catch (thrown) {
    row.send({ kind: 'failed', attempt, at: Date.now(), fault: faultOf(thrown) });
    ports.places.drop(row);
    return undefined;
  }
}
