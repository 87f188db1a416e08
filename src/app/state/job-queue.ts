import type { CatalogueMatches } from '../../core/catalogue/catalogue.ts';
import { ALGORITHMS, type AlgorithmId, type Digests } from '../../core/digest/algorithm.ts';
import { Fault, type WireFault } from '../../core/fault.ts';
import type { Reference } from '../../core/reference/reference.ts';
import type { CatalogueClient } from '../../engine/client/catalogue.ts';
import type { Engine, HashOutcome } from '../../engine/client/engine.ts';
import type { Timers } from '../../engine/client/timers.ts';
import { isWaiting, type QueueRow, type RowList } from './queue-row.ts';

export interface JobQueuePorts<Row extends QueueRow> {
  readonly engine: Pick<Engine, 'inspect' | 'hash'>;
  readonly catalogue: Pick<CatalogueClient, 'find'>;
  readonly list: RowList<Row>;
  readonly timers: Timers;
  /** Which digests an image needs, those it has among them. */
  plan(row: Row): readonly AlgorithmId[];
  /** Settled when the kernels have passed or failed their self-test. */
  readonly selfTested: Promise<WireFault | undefined>;
}

/** Often enough for a standstill to show within the window of the pace. */
export const SAMPLE_MS = 1_000;

/**
 * Runs the jobs, one reading at a time: two readings at once are slower than one after the other
 * on a USB stick or a disc. Those that wait are inspected meanwhile, one after another. A paused
 * job lets the next one begin; one that is resumed has the one that is read stand aside for it.
 */
export class JobQueue<Row extends QueueRow> {
  readonly #ports: JobQueuePorts<Row>;
  #isInspecting = false;
  /** Its name is being looked up, and then it is read. */
  #starting: Row | undefined;
  /** Paused by the queue, not by the user: they go on by themselves. */
  readonly #aside = new Set<Row>();
  #holds = 0;

  constructor(ports: JobQueuePorts<Row>) {
    this.#ports = ports;
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
    const reading = this.#findReading();
    if (reading !== undefined) {
      this.#stop(reading);
      this.#aside.add(reading);
    }
    this.#goOn(row);
  }

  cancel(row: Row): void {
    this.#aside.delete(row);
    row.declined = row.rereadFor;
    row.run?.cancel();
    row.send({ kind: 'cancel', at: Date.now() });
    this.advance();
  }

  /**
   * A second reading that was cancelled is not begun again by itself. But whoever brings a
   * reference wants it compared: what it states may be computed after all.
   */
  reconsider({ claims }: Reference): void {
    for (const row of this.#rows) {
      row.declined = row.declined.filter(
        (id) => !claims.some(({ digests }) => digests.some((one) => one.algorithms.includes(id))),
      );
    }
  }

  retry(row: Row): void {
    row.send({ kind: 'retry' });
    this.advance();
  }

  /** Takes rows off the page; what they were doing ends. */
  remove(gone: readonly Row[]): void {
    this.#rows = this.#rows.filter((row) => !gone.includes(row));
    for (const row of gone) {
      this.#aside.delete(row);
      row.run?.cancel();
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
    this.#inspectNext();
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

  #stop(row: Row): void {
    row.run?.pause();
    row.send({ kind: 'pause' });
  }

  #goOn(row: Row): void {
    this.#aside.delete(row);
    row.run?.resume();
    row.send({ kind: 'resume' });
  }

  #inspectNext(): void {
    if (this.#isInspecting) return;
    const next = this.#rows.find(
      ({ phase, machine }) => phase === 'queued' && !machine.isInspected,
    );
    if (next?.file === undefined) return;
    this.#isInspecting = true;
    void this.#inspect(next, next.file).then(() => {
      this.#isInspecting = false;
      this.#inspectNext();
      this.#readNext();
    });
  }

  async #inspect(row: Row, file: File): Promise<void> {
    const { attempt } = row.machine;
    row.send({ kind: 'inspect', attempt, at: Date.now() });
    try {
      const refused = await this.#ports.selfTested;
      if (refused) throw Fault.fromWire(refused);
      const opening = await this.#ports.engine.inspect(file);
      if (row.machine.attempt !== attempt || row.phase !== 'inspecting') return;
      row.opening = opening;
      row.send({ kind: 'inspected', attempt });
    } catch (thrown) {
      row.send({ kind: 'failed', attempt, at: Date.now(), fault: faultOf(thrown) });
    }
  }

  #readNext(): void {
    if (this.#starting !== undefined || this.#findReading() !== undefined) return;
    const [aside] = this.#aside;
    if (aside !== undefined) {
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
    const isCurrent = () => this.#rows.includes(row) && row.machine.attempt === attempt;
    this.#starting = row;
    row.matches ??= await this.#findMatches(row, {});
    this.#starting = undefined;
    if (!isCurrent() || !isReady(row) || this.#findReading() !== undefined) return;
    try {
      const outcome = await this.#hash(row, file);
      if (!outcome.ok) throw Fault.fromWire(outcome.fault);
      const { digests, bytesRead } = outcome;
      const matches = await this.#findMatches(row, digests);
      if (!isCurrent()) return;
      row.matches = matches;
      row.send({ kind: 'finished', attempt, at: Date.now(), digests, bytesRead });
    } catch (thrown) {
      row.send({ kind: 'failed', attempt, at: Date.now(), fault: faultOf(thrown) });
    } finally {
      this.#aside.delete(row);
    }
  }

  async #hash(row: Row, file: File): Promise<HashOutcome> {
    const { engine, list } = this.#ports;
    const algorithms = this.#ports.plan(row);
    row.send({ kind: 'start', attempt: row.machine.attempt, at: Date.now(), algorithms });
    const plan = { algorithms, prefixes: [], from: undefined };
    const run = engine.hash(file, plan, {
      onProgress(bytesRead) {
        if (row.run === run) list.sample(row, bytesRead, performance.now());
      },
    });
    row.run = run;
    const stopSampling = this.#sampleRegularly(row);
    const outcome = await run.outcome;
    stopSampling();
    if (row.run === run) row.run = undefined;
    return outcome;
  }

  /** A reading that hangs tells nothing of itself; that nothing came must show all the same. */
  #sampleRegularly(row: Row): () => void {
    const { list, timers } = this.#ports;
    const wait = (): (() => void) =>
      timers.after(SAMPLE_MS, () => {
        if (row.phase === 'reading') list.sample(row, row.machine.bytesRead, performance.now());
        stop = wait();
      });
    let stop = wait();
    return () => stop();
  }

  /** A catalogue that cannot be asked is no reason to fail: the verdict says that it was not. */
  async #findMatches(row: Row, digests: Digests): Promise<CatalogueMatches | undefined> {
    try {
      return await this.#ports.catalogue.find({
        name: row.name,
        digests: ALGORITHMS.flatMap(({ id }) => {
          const hex = digests[id];
          return hex === undefined ? [] : [{ algorithm: id, hex }];
        }),
      });
    } catch {
      return undefined;
    }
  }
}

const isReady = ({ phase, machine }: QueueRow): boolean =>
  phase === 'queued' && machine.isInspected;

const faultOf = (thrown: unknown): WireFault => Fault.of(thrown, 'read.failed').toWire();
