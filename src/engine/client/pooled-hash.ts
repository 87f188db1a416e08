import type { AlgorithmId, Digests } from '../../core/digest/algorithm.ts';
import { Fault, type WireFault } from '../../core/fault.ts';
import type { Request, TaskEvent } from '../shared/protocol.ts';
import type { HashOutcome, HashRun } from './engine.ts';
import type { Lessee, Pool } from './pool.ts';
import type { Timers } from './timers.ts';
import type { Task, WorkerClient } from './worker-client.ts';

/** A worker stops within one chunk; one that has not said so by then is ended. */
export const CANCEL_TIMEOUT_MS = 2_000;

export interface PooledHashPorts {
  readonly pool: Pool;
  readonly timers: Timers;
  readonly onProgress: (bytesRead: number) => void;
}

/** One file on its way through the pool: waits for a worker, is hashed, settles once. */
export class PooledHash implements HashRun, Task, Lessee {
  readonly request: Extract<Request<File>, { kind: 'hash' }>;
  readonly outcome: Promise<HashOutcome>;
  readonly #ports: PooledHashPorts;
  #settleOutcome: (outcome: HashOutcome) => void = () => undefined;
  #held: { readonly client: WorkerClient; readonly id: number } | undefined;
  #isPaused = false;
  #isSettled = false;
  #bytesRead = 0;
  #stopCancelTimer: (() => void) | undefined;

  constructor(file: File, algorithms: readonly AlgorithmId[], ports: PooledHashPorts) {
    this.request = { kind: 'hash', file, algorithms };
    this.#ports = ports;
    this.outcome = new Promise((resolve) => (this.#settleOutcome = resolve));
    ports.pool.lease(this);
  }

  pause(): void {
    this.#isPaused = true;
    this.#steer('pause');
  }

  resume(): void {
    this.#isPaused = false;
    this.#steer('resume');
  }

  cancel(): void {
    if (this.#isSettled || this.#stopCancelTimer !== undefined) return;
    if (this.#held === undefined) {
      this.#ports.pool.withdraw(this);
      this.#fail(cancelled('before it began'));
      return;
    }
    const { client } = this.#held;
    this.#stopCancelTimer = this.#ports.timers.after(CANCEL_TIMEOUT_MS, () =>
      client.close(new Fault('worker.died', 'hash worker: ended, as it did not stop')),
    );
    this.#steer('cancel');
  }

  onLease(client: WorkerClient): void {
    const id = client.start(this);
    if (this.#isSettled) return; // lost while it started
    this.#held = { client, id };
    if (this.#isPaused) this.#steer('pause');
  }

  onRefusal(fault: Fault): void {
    this.#fail(fault.toWire());
  }

  onEvent(event: TaskEvent): void {
    switch (event.kind) {
      case 'progress':
        this.#bytesRead = event.bytesRead;
        if (!this.#isSettled) this.#ports.onProgress(event.bytesRead);
        return;
      case 'hashed':
        return this.#finish(event.digests, event.bytesRead);
      case 'failed':
        this.#bytesRead = event.bytesRead;
        return this.#fail(event.fault);
      default:
        throw new Fault('worker.protocol', `hash was answered by ${event.kind}`);
    }
  }

  onLost(fault: Fault): void {
    const isCancelling = this.#stopCancelTimer !== undefined;
    this.#fail(isCancelling ? cancelled('by the end of its worker') : fault.toWire());
  }

  #steer(kind: 'pause' | 'resume' | 'cancel'): void {
    if (!this.#isSettled) this.#held?.client.steer(this.#held.id, kind);
  }

  /** Digests count only if there is one for each algorithm that was asked for. */
  #finish(digests: Digests, bytesRead: number): void {
    const missing = this.request.algorithms.find((id) => digests[id] === undefined);
    if (missing === undefined) {
      this.#settle({ ok: true, digests, bytesRead });
      return;
    }
    this.#fail({ code: 'worker.protocol', message: `digests expected ${missing} among them` });
  }

  #fail(fault: WireFault): void {
    this.#settle({ ok: false, fault, bytesRead: this.#bytesRead });
  }

  #settle(outcome: HashOutcome): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.#stopCancelTimer?.();
    this.#settleOutcome(outcome);
    if (this.#held !== undefined) this.#ports.pool.release(this.#held.client);
  }
}

function cancelled(how: string): WireFault {
  return { code: 'cancelled', message: `read cancelled ${how}` };
}
