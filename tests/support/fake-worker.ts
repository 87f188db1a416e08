import { PROTOCOL_VERSION, type Command } from '../../src/engine/shared/protocol.ts';
import type { Realm } from '../../src/platform/bytes/realm.ts';

/**
 * A Worker that does what a test tells it to. Messages cross by structured clone, as they do
 * between threads; files and ports go by reference, since Node's clone makes a Blob of a File, and
 * everything here is one thread.
 */
export class FakeWorker extends EventTarget {
  /** Commands that arrived, oldest first. */
  readonly received: Command<Realm>[] = [];
  isTerminated = false;
  /** Called with each command, on arrival. */
  onCommand: (command: Command<Realm>) => void = () => undefined;

  postMessage(message: object): void {
    const { file, place, ...rest } = message as { file?: File; place?: object };
    const byReference = { ...(file && { file }), ...(place && { place }) };
    const command = { ...structuredClone(rest), ...byReference } as Command<Realm>;
    if (this.isTerminated) return;
    this.received.push(command);
    this.onCommand(command);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  /** What a live worker says; a terminated one is not heard any more. */
  say(event: unknown): void {
    if (this.isTerminated) return;
    this.dispatchEvent(new MessageEvent('message', { data: structuredClone(event) }));
  }

  getReady(): void {
    this.say({ kind: 'ready', protocolVersion: PROTOCOL_VERSION });
  }

  /** An exception that nobody caught in the worker, or a script that could not be loaded. */
  die(message = 'boom'): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }

  garble(): void {
    this.dispatchEvent(new Event('messageerror'));
  }

  get kinds(): readonly string[] {
    return this.received.map((command) => command.kind);
  }
}

/** Makes workers and keeps them at hand. */
export class FakeWorkers {
  readonly all: FakeWorker[] = [];
  /** Called with each new worker. */
  onSpawn: (worker: FakeWorker) => void = () => undefined;

  readonly spawn = (): Worker => {
    const worker = new FakeWorker();
    this.all.push(worker);
    this.onSpawn(worker);
    return worker as unknown as Worker;
  };

  at(index: number): FakeWorker {
    const worker = this.all[index];
    if (worker === undefined)
      throw new Error(`expected ${index + 1} workers, got ${this.all.length}`);
    return worker;
  }

  get alive(): number {
    return this.all.filter((worker) => !worker.isTerminated).length;
  }
}
