/**
 * The hash workers: made when needed, used again, ended after some idleness. A worker has a part in
 * one reading at a time and does short tasks beside it; so a pool of one can still inspect an image
 * while another is hashed.
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

/** As many workers as were asked for; a Fault when one of them cannot be made. */
export type Granted = readonly WorkerClient[] | Fault;

interface Lessee {
  readonly count: number;
  readonly onGrant: (granted: Granted) => void;
}

export class Pool {
  readonly #ports: PoolPorts;
  readonly #places = new Map<WorkerClient, Place>();
  #waiting: readonly Lessee[] = [];

  constructor(ports: PoolPorts) {
    this.#ports = ports;
  }

  /**
   * Runs a task that leases no worker at once, in whichever has the least to do. What is returned
   * cancels it, if it is of a kind that can be.
   */
  run(task: Task): () => void {
    try {
      const client = this.#leastBusy();
      const id = client.start(task);
      return () => client.steer(id, 'cancel');
    } catch (thrown) {
      task.onLost(Fault.of(thrown, 'worker.start'));
      return () => undefined;
    }
  }

  /**
   * First come, first served; at once if workers are free or may be made. `count`: from 1. What is
   * returned withdraws the request; without effect once it was granted.
   */
  lease(count: number, onGrant: Lessee['onGrant']): () => void {
    const lessee = { count, onGrant };
    this.#waiting = [...this.#waiting, lessee];
    this.#serve();
    return () => {
      this.#waiting = this.#waiting.filter((waiting) => waiting !== lessee);
      this.#serve(); // those behind may need fewer
    };
  }

  /** Gives leased workers back, those among them that have ended meanwhile too. */
  release(clients: readonly WorkerClient[]): void {
    for (const client of clients) {
      const place = this.#places.get(client);
      if (place) place.isLeased = false;
    }
    this.#serve();
    for (const client of clients) this.#restIfIdle(client);
  }

  #serve(): void {
    for (;;) {
      const [next, ...others] = this.#waiting;
      if (next === undefined) return;
      const granted = this.#findFree(next.count);
      if (granted === undefined) return;
      this.#waiting = others;
      next.onGrant(granted);
    }
  }

  /** `undefined`: not yet that many. */
  #findFree(count: number): Granted | undefined {
    try {
      const clients = [...this.#places].filter(([, { isLeased }]) => !isLeased).map(([one]) => one);
      const room = this.#ports.maxWorkers - this.#places.size;
      if (clients.length + room < count) return undefined;
      while (clients.length < count) clients.push(this.#make());
      const granted = clients.slice(0, count);
      for (const client of granted) this.#occupy(client).isLeased = true;
      return granted;
    } catch (thrown) {
      return Fault.of(thrown, 'worker.start');
    }
  }

  #leastBusy(): WorkerClient {
    const busiestLast = [...this.#places.keys()].sort((a, b) => a.taskCount - b.taskCount);
    const idle = busiestLast.find((client) => client.taskCount === 0);
    const hasRoom = this.#places.size < this.#ports.maxWorkers;
    const client = idle ?? (hasRoom ? undefined : busiestLast[0]) ?? this.#make();
    this.#occupy(client);
    return client;
  }

  #make(): WorkerClient {
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
    if (place === undefined || place.isLeased || client.taskCount > 0) return;
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
