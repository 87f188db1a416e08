import type { AlgorithmId } from '../../core/digest/algorithm.ts';
import type { Checkpoint } from '../../core/digest/checkpoint.ts';
import { Fault, type WireFault } from '../../core/fault.ts';
import type { HashPlan, TaskEvent } from '../shared/protocol.ts';
import { composeStages } from '../shared/stages.ts';
import { ChainRun, workersFor, type ChainEnding } from './chain-run.ts';
import type { HashOutcome, HashRun } from './engine.ts';
import type { FileLender } from './file-lender.ts';
import type { Granted, Pool } from './pool.ts';
import type { Timers } from './timers.ts';

export interface PooledHashPorts {
  readonly pool: Pool;
  readonly timers: Timers;
  readonly lender: FileLender;
  /** Threads that run at once, from 1. */
  readonly cores: number;
  readonly onProgress: (bytesRead: number) => void;
  readonly onCheckpoint: (checkpoint: Checkpoint) => void;
}

/**
 * One file on its way through the pool: waits for workers, is hashed, settles once. A pause gives
 * the workers back; what they had computed is kept as a checkpoint, from which others go on.
 */
export class PooledHash implements HashRun {
  readonly outcome: Promise<HashOutcome>;
  readonly #file: File;
  readonly #ports: PooledHashPorts;
  readonly #stages: readonly (readonly AlgorithmId[])[];
  #plan: HashPlan;
  #bytesRead: number;
  #wish: 'run' | 'park' | 'cancel' = 'run';
  /** Set while it waits for workers. */
  #withdraw: (() => void) | undefined;
  #isWaiting = false;
  #chain: ChainRun | undefined;
  #isSettled = false;
  #settleOutcome: (outcome: HashOutcome) => void = () => undefined;

  constructor(file: File, plan: HashPlan, ports: PooledHashPorts) {
    this.#file = file;
    this.#ports = ports;
    this.#plan = { ...plan, algorithms: [...new Set(plan.algorithms)] };
    this.#bytesRead = plan.from?.bytes ?? 0;
    this.#stages = composeStages(this.#plan.algorithms, { cores: ports.cores, size: file.size });
    this.outcome = new Promise((resolve) => (this.#settleOutcome = resolve));
    this.#proceed();
  }

  pause(): void {
    if (this.#wish === 'run') this.#want('park');
  }

  resume(): void {
    if (this.#wish === 'park') this.#want('run');
  }

  cancel(): void {
    this.#want('cancel');
  }

  #want(wish: 'run' | 'park' | 'cancel'): void {
    if (this.#isSettled || this.#wish === wish) return;
    this.#wish = wish;
    if (wish !== 'run') {
      if (this.#isWaiting) this.#withdraw?.();
      this.#isWaiting = false;
      this.#chain?.stop(wish);
    }
    this.#proceed();
  }

  /** What the wish asks for, unless a reading is still under way; then it is done at its end. */
  #proceed(): void {
    if (this.#isSettled || this.#isWaiting || this.#chain) return;
    if (this.#wish === 'cancel') this.#fail(CANCELLED);
    if (this.#wish !== 'run') return;
    this.#isWaiting = true;
    this.#withdraw = this.#ports.pool.lease(workersFor(this.#stages), (granted) => {
      this.#isWaiting = false;
      this.#begin(granted);
    });
  }

  #begin(clients: Granted): void {
    if (clients instanceof Fault) {
      this.#fail(clients.toWire());
      return;
    }
    const { lender, timers, pool, onProgress, onCheckpoint } = this.#ports;
    this.#chain = new ChainRun({
      loan: lender.lend(this.#file),
      plan: this.#plan,
      stages: this.#stages,
      clients,
      timers,
      onProgress: (bytesRead) => {
        this.#bytesRead = bytesRead;
        onProgress(bytesRead);
      },
      onCheckpoint,
      onEnd: (ending) => {
        this.#chain = undefined;
        pool.release(clients);
        this.#end(ending);
      },
    });
    this.#chain.start();
  }

  #end(ending: ChainEnding): void {
    if (ending instanceof Fault) {
      this.#fail(this.#wish === 'cancel' ? CANCELLED : ending.toWire());
    } else if (ending.kind === 'hashed') {
      this.#finish(ending);
    } else {
      this.#plan = { ...this.#plan, from: ending.checkpoint };
      this.#ports.onCheckpoint(ending.checkpoint);
      this.#proceed();
    }
  }

  /** Digests count only if there is one for each algorithm that was asked for. */
  #finish({ digests, prefixes, states, bytesRead, way }: Hashed): void {
    const missing = this.#plan.algorithms.find((id) => digests[id] === undefined);
    if (missing !== undefined) {
      const message = `digests expected ${missing} among them`;
      this.#fail({ code: 'worker.protocol', message });
      return;
    }
    const reading = { way, stages: Math.max(1, this.#stages.length) };
    this.#settle({ ok: true, digests, prefixes, states, bytesRead, reading });
  }

  #fail(fault: WireFault): void {
    this.#settle({ ok: false, fault, bytesRead: this.#bytesRead });
  }

  #settle(outcome: HashOutcome): void {
    this.#isSettled = true;
    this.#settleOutcome(outcome);
  }
}

type Hashed = Extract<TaskEvent, { kind: 'hashed' }>;

const CANCELLED: WireFault = { code: 'cancelled', message: 'read cancelled' };
