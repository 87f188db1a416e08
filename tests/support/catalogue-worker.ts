/** Stands in for the catalogue's worker: says what the test lets it say. */
import { CatalogueDesk } from '../../src/engine/worker/catalogue-desk.ts';

type Listener = (event: { readonly data?: unknown; readonly message?: string }) => void;

export class ScriptedWorker {
  readonly received: unknown[] = [];
  terminated = 0;
  readonly #listeners = new Map<string, Listener[]>();
  readonly #onCommand: (message: unknown, worker: ScriptedWorker) => void;

  constructor(onCommand: (message: unknown, worker: ScriptedWorker) => void = () => undefined) {
    this.#onCommand = onCommand;
  }

  addEventListener(kind: string, listener: Listener): void {
    this.#listeners.set(kind, [...(this.#listeners.get(kind) ?? []), listener]);
  }

  postMessage(message: unknown): void {
    const copy: unknown = structuredClone(message);
    this.received.push(copy);
    this.#onCommand(copy, this);
  }

  terminate(): void {
    this.terminated++;
  }

  say(data: unknown): void {
    this.#dispatch('message', { data: structuredClone(data) });
  }

  die(message: string): void {
    this.#dispatch('error', { message });
  }

  garble(): void {
    this.#dispatch('messageerror', {});
  }

  /** The narrow face that the client uses, under the name of the wide one. */
  asWorker(): Worker {
    return this as unknown as Worker;
  }

  #dispatch(kind: string, event: { readonly data?: unknown; readonly message?: string }): void {
    for (const listener of this.#listeners.get(kind) ?? []) listener(event);
  }
}

/** A worker that runs the real desk on this thread. */
export function deskWorker(): ScriptedWorker {
  const desk = new CatalogueDesk();
  const worker = new ScriptedWorker((message) => {
    void desk.answer(message).then((reply) => {
      worker.say(reply);
    });
  });
  queueMicrotask(() => {
    worker.say({ kind: 'started' });
  });
  return worker;
}
