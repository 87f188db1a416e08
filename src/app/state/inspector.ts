import { Fault, type WireFault } from '../../core/fault.ts';
import type { Engine } from '../../engine/client/engine.ts';
import type { QueueRow, RowList } from './queue-row.ts';

export interface InspectorPorts<Row extends QueueRow> {
  readonly engine: Pick<Engine, 'inspect'>;
  readonly list: Pick<RowList<Row>, 'rows'>;
  /** Settled when the kernels have passed or failed their self-test. */
  readonly selfTested: Promise<WireFault | undefined>;
}

/** Looks at the images that wait, one after another, while another one is read. */
export class Inspector<Row extends QueueRow> {
  readonly #ports: InspectorPorts<Row>;
  readonly #onInspected: () => void;
  #isBusy = false;

  constructor(ports: InspectorPorts<Row>, onInspected: () => void) {
    this.#ports = ports;
    this.#onInspected = onInspected;
  }

  /** Begins with the next one, if there is one and none is under way. */
  advance(): void {
    if (this.#isBusy) return;
    const next = this.#ports.list.rows.find(
      ({ phase, machine }) => phase === 'queued' && !machine.isInspected,
    );
    if (next?.file === undefined) return;
    this.#isBusy = true;
    void this.#inspect(next, next.file).then(() => {
      this.#isBusy = false;
      this.advance();
      this.#onInspected();
    });
  }

  async #inspect(row: Row, file: File): Promise<void> {
    const { attempt } = row.machine;
    row.send({ kind: 'inspect', attempt, at: Date.now() });
    try {
      const refused = await this.#ports.selfTested;
      if (refused) throw Fault.fromWire(refused);
      const facts = await this.#ports.engine.inspect(file);
      if (row.machine.attempt !== attempt || row.phase !== 'inspecting') return;
      row.facts = facts;
      row.send({ kind: 'inspected', attempt });
    } catch (thrown) {
      row.send({ kind: 'failed', attempt, at: Date.now(), fault: faultOf(thrown) });
    }
  }
}

export const faultOf = (thrown: unknown): WireFault => Fault.of(thrown, 'read.failed').toWire();
