import type { Checkpoint, SavedStates } from '../../core/digest/checkpoint.ts';
import type { AlgorithmId } from '../../core/digest/algorithm.ts';
import { Fault } from '../../core/fault.ts';
import type { Reference } from '../../core/reference/reference.ts';
import type { Engine, HashOutcome } from '../../engine/client/engine.ts';
import { repeat, type Timers } from '../../engine/client/timers.ts';
import { faultOf, Inspector, type InspectorPorts } from './inspector.ts';
import { findMatches, findPrefixes } from './look-up.ts';
import { openAgain, reopen, type TakeUpPorts } from './take-up.ts';
import { isReady, isWaiting, type Interrupted, type QueueRow, type RowList } from './queue-row.ts';

export interface JobQueuePorts<Row extends QueueRow> extends TakeUpPorts<Row> {
  readonly engine: Pick<Engine, 'inspect' | 'hash'>;
  readonly list: RowList<Row>;
  /** Whether the file is still the one that was chosen; `undefined` where that cannot be known. */
  isUnchanged(file: File): Promise<boolean | undefined>;
  readonly timers: Timers;
  /** Which digests an image needs, those it has among them. */
  plan(row: Row): readonly AlgorithmId[];
  /** Lengths in bytes of its prefixes whose digests are wanted in the same reading. */
  planPrefixes(row: Row): readonly number[];
  readonly selfTested: InspectorPorts<Row>['selfTested'];
  /**
   * Checks what is signed, the image among it. A job is done when that has ended, well or not.
   * `isCurrent` turns false when the row was removed, cancelled or begun anew meanwhile.
   */
  checkSignatures(row: Row, states: SavedStates, isCurrent: () => boolean): Promise<void>;
}

/** Its attempt has not ended: a second one that is cancelled leaves the row as the first one did. */
const isAtWork = ({ phase }: QueueRow): boolean => phase === 'reading' || phase === 'paused';

/** Often enough for a standstill to show within the window of the pace. */
export const SAMPLE_MS = 1_000;

/**
 * Runs the jobs, one reading at a time, since two at once are slower on a stick or a disc. Those
 * that wait are inspected meanwhile. A paused job lets the next one begin; one that is resumed has
 * the one that is read stand aside for it.
 */
export class JobQueue<Row extends QueueRow> {
  readonly #ports: JobQueuePorts<Row>;
  readonly #inspector: Inspector<Row>;
  /** Its name is looked up, and then it is read. */
  #starting: Row | undefined;
  /** Paused by the queue, not by the user: they go on by themselves. */
  readonly #aside = new Set<Row>();
  /** Interrupted readings that are about to go on. */
  readonly #opening = new Set<Row>();
  #holds = 0;

  constructor(ports: JobQueuePorts<Row>) {
    this.#ports = ports;
    this.#inspector = new Inspector(ports, () => this.#readNext());
  }

  add(rows: readonly Row[]): void {
    this.#rows = [...this.#rows, ...rows];
    this.advance();
  }

  /**
   * No reading begins until the function given back is called: what comes may be a reference, and
   * change the plan.
   */
  hold(): () => void {
    this.#holds += 1;
    let isHeld = true;
    return () => {
      if (isHeld) this.#holds -= 1;
      isHeld = false;
      this.advance();
    };
  }

  /** Puts a waiting row before all others that wait. */
  first(row: Row): void {
    const before = this.#rows.find((other) => isWaiting(other) && other !== this.#starting);
    if (!isWaiting(row) || before === undefined || before === row) return;
    this.#rows = this.#rows.flatMap((other) => {
      if (other === row) return [];
      return other === before ? [row, before] : [other];
    });
    this.advance();
  }

  pause(row: Row): void {
    this.#aside.delete(row);
    this.#stop(row);
    this.advance();
  }

  resume(row: Row): void {
    if (row.phase !== 'paused' || this.#opening.has(row)) return;
    if (row.interrupted) {
      this.#opening.add(row);
      void this.#takeUp(row, row.interrupted).then(() => this.advance());
      return;
    }
    this.#standAside();
    this.#goOn(row);
  }

  cancel(row: Row): void {
    this.#aside.delete(row);
    row.declined = row.rereadFor;
    row.run?.cancel();
    row.send({ kind: 'cancel', at: Date.now() });
    this.#ports.places.drop(row);
    this.advance();
  }

  /**
   * A cancelled second reading is not begun again by itself, but for whoever brings a reference.
   */
  reconsider({ claims }: Reference): void {
    for (const row of this.#rows) {
      row.declined = row.declined.filter(
        (id) => !claims.some(({ digests }) => digests.some((one) => one.algorithms.includes(id))),
      );
    }
  }

  retry(row: Row): void {
    if (row.interrupted) {
      void reopen(row, row.interrupted, this.#ports).then((file) => file && this.retry(row));
      return;
    }
    row.send({ kind: 'retry' });
    this.advance();
  }

  /** Takes rows off the page; what they were doing ends. */
  remove(gone: readonly Row[]): void {
    this.#rows = this.#rows.filter((row) => !gone.includes(row));
    for (const row of gone) {
      this.#aside.delete(row);
      row.run?.cancel();
      this.#ports.places.drop(row);
    }
    this.advance();
  }

  /**
   * Starts what can be started. Call after anything that may change a plan: a finished image that
   * now needs a digest it lacks is read again as a whole.
   */
  advance(): void {
    for (const row of this.#rows) {
      if (row.phase !== 'done' || row.file === undefined) continue;
      const algorithms = this.#ports.plan(row);
      const isLacking = algorithms.some(
        (id) => row.digests[id] === undefined && !row.declined.includes(id),
      );
      if (isLacking) row.send({ kind: 'reread', algorithms });
    }
    this.#inspector.advance();
    this.#readNext();
  }

  get #rows(): readonly Row[] {
    return this.#ports.list.rows;
  }
  set #rows(rows: readonly Row[]) {
    this.#ports.list.rows = rows;
  }

  #findReading(): Row | undefined {
    return this.#rows.find(({ phase }) => phase === 'reading');
  }

  #standAside(): void {
    const reading = this.#findReading();
    if (reading) {
      this.#stop(reading);
      this.#aside.add(reading);
    }
  }

  #stop(row: Row): void {
    row.run?.pause();
    row.send({ kind: 'pause' });
  }

  #goOn(row: Row): void {
    this.#aside.delete(row);
    row.run?.resume();
    row.send({ kind: 'resume' });
  }

  #readNext(): void {
    if (this.#starting !== undefined || this.#findReading() !== undefined) return;
    const [aside] = this.#aside;
    if (aside) {
      this.#goOn(aside);
      return;
    }
    this.#ports.list.rest();
    const next = this.#rows.find(isWaiting);
    // It is inspected before the others: its turn comes when that is done.
    if (this.#holds > 0 || next?.file === undefined || !isReady(next)) return;
    void this.#read(next, next.file).then(() => this.advance());
  }

  /** One attempt, from the look-up of its name to the look-up of its digests. */
  async #read(row: Row, file: File): Promise<void> {
    const { attempt } = row.machine;
    this.#starting = row;
    row.matches ??= await findMatches(this.#ports.catalogue, row);
    this.#starting = undefined;
    if (!this.#isCurrent(row, attempt) || !isReady(row) || this.#findReading()) return;
    const algorithms = this.#ports.plan(row);
    row.send({ kind: 'start', attempt, at: Date.now(), algorithms });
    await this.#hash(row, file, undefined);
  }

  /** An interrupted reading goes on where it stood, if the file is still the same. */
  async #takeUp(row: Row, interrupted: Interrupted): Promise<void> {
    const { attempt } = row.machine;
    const file = await openAgain(row, interrupted, this.#ports);
    this.#opening.delete(row);
    if (file === undefined || row.phase !== 'paused' || !this.#isCurrent(row, attempt)) return;
    this.#standAside();
    row.send({ kind: 'resume' });
    await this.#hash(row, file, interrupted.checkpoint);
  }

  #isCurrent(row: Row, attempt: number): boolean {
    return this.#rows.includes(row) && row.machine.attempt === attempt;
  }

  /** From its first byte, or the checkpoint's, to the end of the look-up of its digests. */
  async #hash(row: Row, file: File, from: Checkpoint | undefined): Promise<void> {
    const { attempt } = row.machine;
    try {
      const outcome = await this.#run(row, file, from);
      if (!outcome.ok) throw Fault.fromWire(outcome.fault);
      if ((await this.#ports.isUnchanged(file)) === false) {
        throw new Fault('read.changed', 'file expected its size and date, got others afterwards');
      }
      const { digests, bytesRead } = outcome;
      const matches = await findMatches(this.#ports.catalogue, row, digests);
      const prefixes = await findPrefixes(this.#ports.catalogue, outcome.prefixes);
      const isCurrent = () => this.#isCurrent(row, attempt) && isAtWork(row);
      await this.#ports.checkSignatures(row, outcome.states, isCurrent);
      if (!isCurrent()) return;
      row.matches = matches;
      row.prefixes = prefixes;
      row.reading = outcome.reading;
      row.send({ kind: 'finished', attempt, at: Date.now(), digests, bytesRead });
    } catch (thrown) {
      row.send({ kind: 'failed', attempt, at: Date.now(), fault: faultOf(thrown) });
    } finally {
      this.#aside.delete(row);
      this.#ports.places.drop(row);
    }
  }

  async #run(row: Row, file: File, from: Checkpoint | undefined): Promise<HashOutcome> {
    const { engine, list, places, timers } = this.#ports;
    const { algorithms } = row.machine;
    const run = engine.hash(
      file,
      // A checkpoint holds those before it that were asked for then; others before it go without.
      { algorithms, prefixes: this.#ports.planPrefixes(row), from },
      {
        onProgress(bytesRead) {
          if (row.run === run) list.sample(row, bytesRead, performance.now());
        },
        onCheckpoint(checkpoint) {
          if (row.run === run) places.keep(row, checkpoint);
        },
      },
    );
    row.run = run;
    // A reading that hangs says nothing; that nothing came must show all the same.
    const stopSampling = repeat(timers, SAMPLE_MS, () => {
      if (row.phase === 'reading') list.sample(row, row.machine.bytesRead, performance.now());
    });
    const outcome = await run.outcome;
    stopSampling();
    if (row.run === run) row.run = undefined;
    return outcome;
  }
}
