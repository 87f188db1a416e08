/**
 * Keeps the screen from going dark, and with it a laptop from going to sleep, while a file is read.
 * Chrome 84, Safari 16.4, Firefox 126; elsewhere, and where the system refuses (a low battery),
 * nothing happens: a read that the machine sleeps through goes on afterwards.
 */
export class WakeLock {
  readonly #source: LockSource | undefined = (navigator as { wakeLock?: LockSource }).wakeLock;
  #isWanted = false;
  #isAsking = false;
  #held: Lock | undefined;

  constructor() {
    // The browser takes the lock back whenever the page is hidden (Screen Wake Lock §8.1).
    if (this.#source) document.addEventListener('visibilitychange', () => void this.#update());
  }

  /** Whether it is wanted from now on. Asking for what is already so does nothing. */
  set(isWanted: boolean): void {
    if (isWanted === this.#isWanted) return;
    this.#isWanted = isWanted;
    void this.#update();
  }

  async #update(): Promise<void> {
    if (this.#isAsking) return;
    if (!this.#isWanted) {
      const held = this.#held;
      this.#held = undefined;
      await held?.release();
    } else if (document.visibilityState === 'visible' && this.#held?.released !== false) {
      await this.#ask();
    }
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    // Screen Wake Lock §4: refused when the page is hidden or the battery low.
    this.#held = await this.#source?.request('screen').catch(() => undefined);
    this.#isAsking = false;
    if (!this.#isWanted) await this.#update(); // no longer wanted when it came
  }
}

/** The part of a WakeLockSentinel and of a WakeLock that is used. */
interface Lock {
  readonly released: boolean;
  release(): Promise<void>;
}

interface LockSource {
  request(type: 'screen'): Promise<Lock>;
}
