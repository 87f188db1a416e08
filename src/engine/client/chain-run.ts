import type { AlgorithmId } from '../../core/digest/algorithm.ts';
import type { Checkpoint } from '../../core/digest/checkpoint.ts';
import { Fault } from '../../core/fault.ts';
import type { Realm } from '../../platform/bytes/realm.ts';
import type { HashPlan, Place, TaskEvent } from '../shared/protocol.ts';
import type { Loan } from './file-lender.ts';
import { afterAwake, type Timers } from './timers.ts';
import type { WorkerClient } from './worker-client.ts';

/** Workers stop within one round of buffers; those that have not by then are ended. */
export const STOP_TIMEOUT_MS = 2_000;

export interface ChainRunOptions {
  readonly loan: Loan;
  readonly plan: HashPlan;
  /** One group per worker that hashes; none: the reading worker does. */
  readonly stages: readonly (readonly AlgorithmId[])[];
  /** As many as `workersFor(stages)`: the reading worker first. */
  readonly clients: readonly WorkerClient[];
  readonly timers: Timers;
  readonly onProgress: (bytesRead: number) => void;
  readonly onCheckpoint: (checkpoint: Checkpoint) => void;
  /** Called once, when all workers may be given back. */
  readonly onEnd: (ending: ChainEnding) => void;
}

export type ChainEnding = Extract<TaskEvent, { kind: 'hashed' | 'parked' }> | Fault;

export const workersFor = (stages: ChainRunOptions['stages']): number => stages.length + 1;

/**
 * One reading on workers that it has to itself: it links them into a ring, starts them, and ends
 * when all of them have. If one fails all of them are ended, since the others would wait for it.
 */
export class ChainRun {
  readonly #options: ChainRunOptions;
  #ending: ChainEnding | undefined;
  #working: number;
  #stopTimer: (() => void) | undefined;
  #headId = 0;

  constructor(options: ChainRunOptions) {
    this.#options = options;
    this.#working = options.clients.length;
  }

  /** Call once. */
  start(): void {
    const { clients, stages, plan, loan } = this.#options;
    const [head, ...others] = clients;
    const [headPlace, ...places] = others.length > 0 ? linkUp(clients.length) : [];
    if (head) {
      this.#headId = head.start({
        request: {
          kind: 'hash',
          file: loan.file,
          plan: headPlace ? { ...plan, algorithms: [] } : plan,
          place: headPlace,
        },
        transfer: [...loan.transfer, ...portsOf(headPlace)],
        onEvent: (event) => this.#takeHeadEvent(event),
        onLost: (fault) => this.#lose(fault),
      });
    }
    others.forEach((client, index) => {
      const place = places[index];
      const algorithms = stages[index];
      if (place && algorithms) this.#startStage(client, { ...plan, algorithms }, place);
    });
  }

  /** Without effect once the reading has ended. */
  stop(how: 'park' | 'cancel'): void {
    if (this.#working === 0) return;
    this.#stopTimer ??= afterAwake(this.#options.timers, STOP_TIMEOUT_MS, () =>
      this.#break(new Fault('worker.died', 'hash workers: ended, as they did not stop')),
    );
    this.#options.clients[0]?.steer(this.#headId, how);
  }

  #startStage(client: WorkerClient, plan: HashPlan, place: Place<Realm>): void {
    client.start({
      request: { kind: 'stage', plan, place },
      transfer: portsOf(place),
      onEvent: (event) => {
        if (event.kind === 'failed') this.#fail(Fault.fromWire(event.fault));
        this.#endOne();
      },
      onLost: (fault) => this.#lose(fault),
    });
  }

  #takeHeadEvent(event: TaskEvent): void {
    switch (event.kind) {
      case 'progress':
        return this.#options.onProgress(event.bytesRead);
      case 'checkpoint':
        return this.#options.onCheckpoint(event.checkpoint);
      case 'hashed':
      case 'parked':
        this.#ending ??= event;
        return this.#endOne();
      case 'failed':
        return this.#failHead(Fault.fromWire(event.fault));
      default:
        throw new Fault('worker.protocol', `hash was answered by ${event.kind}`);
    }
  }

  /**
   * The others are let go by the head, unless memory is short: then all are ended, so that theirs
   * goes back, and since a kernel that could not be compiled stays so in its worker (hash-wasm
   * keeps the rejected promise).
   */
  #failHead(fault: Fault): void {
    if (fault.code === 'worker.memory') this.#fail(fault);
    this.#ending ??= fault;
    this.#endOne();
  }

  /** A stage that has failed breaks the ring: nothing more comes round. */
  #fail(fault: Fault): void {
    const isRingOpen = this.#ending === undefined;
    this.#ending ??= fault;
    if (isRingOpen) this.#break(fault);
  }

  #lose(fault: Fault): void {
    this.#fail(fault);
    this.#endOne();
  }

  #break(fault: Fault): void {
    this.#ending ??= fault;
    for (const client of this.#options.clients) client.close(fault);
  }

  #endOne(): void {
    this.#working--;
    if (this.#working !== 0) return;
    this.#stopTimer?.();
    this.#options.loan.end();
    this.#options.onEnd(this.#ending ?? new Fault('worker.protocol', 'reading expected an end'));
  }
}

/** A ring of `count` workers: what one puts out is the input of the next. */
function linkUp(count: number): readonly Place<Realm>[] {
  const links = Array.from({ length: count }, () => new MessageChannel());
  return links.flatMap((link, index) => {
    const before = links[(index + count - 1) % count];
    return before ? [{ input: before.port2, output: link.port1 }] : [];
  });
}

const portsOf = (place: Place<Realm> | undefined): readonly MessagePort[] =>
  place ? [place.input, place.output] : [];
