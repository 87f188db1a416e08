/**
 * The hash workers: made when needed, used again, ended after some idleness. A worker hashes one
 * file at a time and does short tasks beside it; so a pool of one can still inspect an image while
 * another is hashed.
 */
import { Fault } from '../../core/fault.ts';
import type { Timers } from './timers.ts';
import { WorkerClient, type Task } from './worker-client.ts';

/** Longer than a person needs between two drops; then the kernels' memory is given back. */
export const IDLE_MS = 30_000;

export interface PoolPorts {
  readonly spawn: () => Worker;
  readonly timers: Timers;
  /** At least 1. */
  readonly maxWorkers: number;
}

interface Place {
  isLeased: boolean;
  stopIdleTimer: (() => void) | undefined;
}

/** Someone who waits for a worker to hash with. */
export interface Lessee {
  onLease(client: WorkerClient): void;
  /** No worker can be made. */
  onRefusal(fault: Fault): void;
}

export class Pool {
  readonly #ports: PoolPorts;
  readonly #places = new Map<WorkerClient, Place>();
  #waiting: readonly Lessee[] = [];

  constructor(ports: PoolPorts) {
    this.#ports = ports;
  }

  /** Runs a short task at once, in whichever worker has the least to do. */
  run(task: Task): void {
    try {
      this.#leastBusy().start(task);
    } catch (thrown) {
      task.onLost(Fault.of(thrown, 'worker.start'));
    }
  }

  /** First come, first served; at once if a worker is free or may be made. */
  lease(lessee: Lessee): void {
    this.#waiting = [...this.#waiting, lessee];
    this.#serve();
  }

  /** For one who does not want to wait any more. */
  withdraw(lessee: Lessee): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting !== lessee);
  }

  /** Gives a leased worker back. */
  release(client: WorkerClient): void {
    const place = this.#places.get(client);
    if (place === undefined) return; // it ended meanwhile
    place.isLeased = false;
    this.#serve();
    this.#restIfIdle(client);
  }

  #serve(): void {
    for (;;) {
      const [next, ...others] = this.#waiting;
      if (next === undefined) return;
      const client = this.#findFree(next);
      if (client === undefined) return;
      this.#waiting = others;
      if (client !== 'refused') next.onLease(client);
    }
  }

  #findFree(lessee: Lessee): WorkerClient | 'refused' | undefined {
    try {
      const unleased = [...this.#places].find(([, place]) => !place.isLeased)?.[0];
      const client = unleased ?? this.#makeWithinLimit();
      if (client !== undefined) this.#occupy(client).isLeased = true;
      return client;
    } catch (thrown) {
      lessee.onRefusal(Fault.of(thrown, 'worker.start'));
      return 'refused';
    }
  }

  #leastBusy(): WorkerClient {
    const busiestLast = [...this.#places.keys()].sort((a, b) => a.taskCount - b.taskCount);
    const idle = busiestLast.find((client) => client.taskCount === 0);
    const client = idle ?? this.#makeWithinLimit() ?? busiestLast[0];
    if (client === undefined) throw new Fault('worker.start', 'pool expected room for one worker');
    this.#occupy(client);
    return client;
  }

  #makeWithinLimit(): WorkerClient | undefined {
    if (this.#places.size >= this.#ports.maxWorkers) return undefined;
    const client = new WorkerClient({
      spawn: this.#ports.spawn,
      timers: this.#ports.timers,
      onTaskEnd: (ended) => this.#restIfIdle(ended),
      onGone: (gone) => this.#forget(gone),
    });
    this.#places.set(client, { isLeased: false, stopIdleTimer: undefined });
    return client;
  }

  /** It has something to do: no end for idleness. */
  #occupy(client: WorkerClient): Place {
    const place = this.#places.get(client) ?? { isLeased: false, stopIdleTimer: undefined };
    place.stopIdleTimer?.();
    place.stopIdleTimer = undefined;
    return place;
  }

  #restIfIdle(client: WorkerClient): void {
    const place = this.#places.get(client);
    if (place === undefined || client.taskCount > 0) return;
    place.stopIdleTimer?.();
    place.stopIdleTimer = this.#ports.timers.after(IDLE_MS, () =>
      client.close(new Fault('worker.died', 'hash worker: ended, as it was idle')),
    );
  }

  #forget(client: WorkerClient): void {
    this.#occupy(client);
    this.#places.delete(client);
    this.#serve();
  }
}
