/**
 * One hash worker as the page sees it: tasks in, their events out by id, and every way in which a
 * worker can fail turned into a fault for the tasks that it had.
 */
import { Fault, isOutOfMemory, type FaultCode } from '../../core/fault.ts';
import { decodeEvent } from '../shared/decode-event.ts';
import {
  PROTOCOL_VERSION,
  type Command,
  type Request,
  type Steering,
  type TaskEvent,
  type WorkerEvent,
} from '../shared/protocol.ts';
import type { Realm } from '../../platform/bytes/realm.ts';
import { afterAwake, type Timers } from './timers.ts';
import { Watchdog } from './watchdog.ts';

/** Workers start within milliseconds; an old machine with a virus scanner and a slow stick may not. */
export const START_TIMEOUT_MS = 30_000;

export interface Task {
  readonly request: Request<Realm>;
  /** What of the request is handed over instead of copied. */
  readonly transfer: readonly Transferable[];
  /** Called for each event of the task; `progress` and `checkpoint` do not end it. */
  onEvent(event: TaskEvent): void;
  /** The worker is gone, and the task with it. Called instead of an ending event. */
  onLost(fault: Fault): void;
}

export interface WorkerClientPorts {
  readonly spawn: () => Worker;
  readonly timers: Timers;
  /** A task has ended; the worker may be free. */
  readonly onTaskEnd: (client: WorkerClient) => void;
  /** The worker is gone; called once. */
  readonly onGone: (client: WorkerClient) => void;
}

type EventKind = TaskEvent['kind'];

const EXPECTED: Readonly<Record<Request<Realm>['kind'], readonly EventKind[]>> = {
  'self-test': ['self-tested', 'failed'],
  inspect: ['inspected', 'failed'],
  list: ['listed', 'failed'],
  locate: ['located', 'failed'],
  parse: ['parsed', 'failed'],
  map: ['progress', 'mapped', 'failed'],
  hash: ['progress', 'checkpoint', 'hashed', 'parked', 'failed'],
  extend: ['extended', 'failed'],
  stage: ['staged', 'failed'],
};

const isEnding = ({ kind }: TaskEvent): boolean => kind !== 'progress' && kind !== 'checkpoint';

export class WorkerClient {
  readonly #ports: WorkerClientPorts;
  readonly #worker: Worker;
  readonly #watchdog: Watchdog;
  readonly #tasks = new Map<number, Task>();
  #stopStartTimer: () => void;
  #lastId = 0;
  #isReady = false;
  #isGone = false;

  /** Throws `Fault('worker.start')` where the browser refuses to make a worker. */
  constructor(ports: WorkerClientPorts) {
    this.#ports = ports;
    this.#worker = spawnOrFault(ports.spawn);
    this.#worker.addEventListener('message', (event: MessageEvent<unknown>) =>
      this.#take(event.data),
    );
    this.#worker.addEventListener('messageerror', () =>
      this.#fail('worker.protocol', 'it said something that could not be decoded'),
    );
    this.#worker.addEventListener('error', (event) =>
      this.#fail(this.#codeOfDeath(event.message), event.message),
    );
    this.#watchdog = new Watchdog({
      timers: ports.timers,
      onQuiet: () => this.#post({ kind: 'ping', id: this.#lastId }),
      onDead: () => this.#fail('worker.died', 'it gave no sign of life'),
    });
    this.#stopStartTimer = afterAwake(ports.timers, START_TIMEOUT_MS, () =>
      this.#fail('worker.start', `it did not start within ${START_TIMEOUT_MS} ms`),
    );
  }

  /** Tasks that have not ended. */
  get taskCount(): number {
    return this.#tasks.size;
  }

  /** Begins a task; the id is for `steer`. A worker that is gone loses the task at once. */
  start(task: Task): number {
    const id = ++this.#lastId;
    if (this.#isGone) {
      task.onLost(new Fault('worker.died', 'hash worker: it has ended'));
      return id;
    }
    this.#tasks.set(id, task);
    if (this.#isReady) this.#watchdog.heard();
    this.#post({ ...task.request, id }, task.transfer);
    return id;
  }

  /** Without effect on a task that has ended. */
  steer(id: number, kind: Steering['kind']): void {
    if (this.#tasks.has(id)) this.#post({ kind, id });
  }

  /** Ends the worker; its tasks are lost with this fault. Once only, later calls do nothing. */
  close(fault: Fault): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#stopStartTimer();
    this.#watchdog.rest();
    this.#worker.terminate();
    this.#ports.onGone(this);
    const lost = [...this.#tasks.values()];
    this.#tasks.clear();
    for (const task of lost) task.onLost(fault);
  }

  #post(command: Command<Realm>, transfer: readonly Transferable[] = []): void {
    try {
      this.#worker.postMessage(command, [...transfer]);
    } catch (thrown) {
      this.#fail('worker.protocol', String(thrown));
    }
  }

  #codeOfDeath(lastWords: unknown): FaultCode {
    if (isOutOfMemory(lastWords)) return 'worker.memory';
    return this.#isReady ? 'worker.died' : 'worker.start';
  }

  #fail(code: FaultCode, reason: string | undefined): void {
    this.close(new Fault(code, `hash worker: ${reason || 'it ended without a word'}`));
  }

  #take(message: unknown): void {
    if (this.#isGone) return;
    try {
      this.#handle(decodeEvent(message));
    } catch (thrown) {
      this.close(Fault.of(thrown, 'worker.protocol'));
    }
  }

  #handle(event: WorkerEvent): void {
    if (this.#tasks.size > 0) this.#watchdog.heard();
    switch (event.kind) {
      case 'ready':
        return this.#greet(event.protocolVersion);
      case 'refused':
        return this.close(Fault.fromWire(event.fault));
      case 'pong':
        return;
      default:
        return this.#handOver(event);
    }
  }

  #greet(version: number): void {
    if (version !== PROTOCOL_VERSION) {
      throw new Fault('worker.protocol', `protocol expected ${PROTOCOL_VERSION}, got ${version}`);
    }
    this.#isReady = true;
    this.#stopStartTimer();
  }

  /** An event for a task that has ended is late and ignored; one for no task ever is a fault. */
  #handOver(event: TaskEvent): void {
    const task = this.#tasks.get(event.id);
    if (task === undefined) {
      if (event.id >= 1 && event.id <= this.#lastId) return;
      throw new Fault('worker.protocol', `id expected 1 to ${this.#lastId}, got ${event.id}`);
    }
    if (!EXPECTED[task.request.kind].includes(event.kind)) {
      throw new Fault('worker.protocol', `${task.request.kind} was answered by ${event.kind}`);
    }
    if (isEnding(event)) this.#tasks.delete(event.id);
    if (this.#tasks.size === 0) this.#watchdog.rest();
    task.onEvent(event);
    if (isEnding(event)) this.#ports.onTaskEnd(this);
  }
}

function spawnOrFault(spawn: () => Worker): Worker {
  try {
    return spawn();
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new Fault('worker.start', `hash worker: ${reason}`, { cause: thrown });
  }
}
