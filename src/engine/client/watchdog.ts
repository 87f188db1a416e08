/**
 * Notices a worker that has fallen silent. A slow stick may keep a read waiting for minutes, but
 * the worker's event loop still answers: so after some quiet it is asked for a sign of life, and
 * given up only when it owes two answers (one may be late because this page itself was suspended).
 */
import type { Timers } from './timers.ts';

/** A reading worker speaks ten times a second; this long it may be busy or wait for a disk. */
export const QUIET_MS = 20_000;

/** A chunk takes some 10 ms; a swapping machine may take a hundred times as long, and more. */
export const ANSWER_MS = 10_000;

const MAX_MISSED = 2;

export interface WatchdogPorts {
  readonly timers: Timers;
  /** Ask the worker for a sign of life. */
  readonly onQuiet: () => void;
  readonly onDead: () => void;
}

export class Watchdog {
  readonly #ports: WatchdogPorts;
  #stop: (() => void) | undefined;
  #missed = 0;

  constructor(ports: WatchdogPorts) {
    this.#ports = ports;
  }

  /** A sign of life: start waiting anew. */
  heard(): void {
    this.#missed = 0;
    this.#wait(QUIET_MS);
  }

  /** Nothing is expected of the worker. */
  rest(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #wait(ms: number): void {
    this.#stop?.();
    this.#stop = this.#ports.timers.after(ms, () => this.#onSilence());
  }

  #onSilence(): void {
    this.#stop = undefined;
    if (this.#missed === MAX_MISSED) {
      this.#ports.onDead();
      return;
    }
    this.#missed++;
    this.#wait(ANSWER_MS);
    this.#ports.onQuiet();
  }
}
