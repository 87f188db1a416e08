import type { CatalogueMatches } from '../../core/catalogue/catalogue.ts';
import { ALGORITHMS, type AlgorithmId, type Digests } from '../../core/digest/algorithm.ts';
import { Fault, type WireFault } from '../../core/fault.ts';
import type { Reference } from '../../core/reference/reference.ts';
import type { CatalogueClient } from '../../engine/client/catalogue.ts';
import type { Engine, HashOutcome } from '../../engine/client/engine.ts';
import type { JobRow } from './job-row.svelte.ts';

export interface JobQueuePorts {
  readonly engine: Engine;
  readonly catalogue: CatalogueClient;
  /** Which digests an image needs, those it has among them. */
  plan(row: JobRow): readonly AlgorithmId[];
  /** Settled when the kernels have passed or failed their self-test. */
  readonly selfTested: Promise<WireFault | undefined>;
}

/**
 * Runs the jobs, one reading at a time: two readings at once are slower than one after the other
 * on a USB stick or a disc. A paused job lets the next one begin.
 */
export class JobQueue {
  rows = $state.raw<readonly JobRow[]>([]);
  readonly #ports: JobQueuePorts;

  constructor(ports: JobQueuePorts) {
    this.#ports = ports;
  }

  add(rows: readonly JobRow[]): void {
    this.rows = [...this.rows, ...rows];
    this.advance();
  }

  find(id: string): JobRow | undefined {
    return this.rows.find((row) => row.id === id);
  }

  pause(row: JobRow): void {
    row.run?.pause();
    row.send({ kind: 'pause' });
    this.advance();
  }

  resume(row: JobRow): void {
    row.run?.resume();
    row.send({ kind: 'resume' });
  }

  cancel(row: JobRow): void {
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
    for (const row of this.rows) {
      row.declined = row.declined.filter(
        (id) => !claims.some(({ digests }) => digests.some((one) => one.algorithms.includes(id))),
      );
    }
  }

  retry(row: JobRow): void {
    row.send({ kind: 'retry' });
    this.advance();
  }

  /** Takes rows off the page; what they were doing ends. */
  remove(gone: readonly JobRow[]): void {
    this.rows = this.rows.filter((row) => !gone.includes(row));
    for (const row of gone) row.run?.cancel();
    this.advance();
  }

  /**
   * Starts what can be started. Call after anything that may change a plan: a finished image that
   * now needs a digest it lacks is read again as a whole.
   */
  advance(): void {
    for (const row of this.rows) {
      if (row.phase !== 'done' || row.isFolder) continue;
      const algorithms = this.#ports.plan(row);
      const isLacking = algorithms.some(
        (id) => row.digests[id] === undefined && !row.declined.includes(id),
      );
      if (isLacking) row.send({ kind: 'reread', algorithms });
    }
    if (this.rows.some((row) => row.isRunning)) return;
    const next = this.rows.find((row) => row.phase === 'queued');
    if (next?.file) void this.#read(next, next.file).then(() => this.advance());
  }

  /** One attempt, from its first sector to the end of the catalogue look-up. */
  async #read(row: JobRow, file: File): Promise<void> {
    const { attempt } = row.machine;
    const isCurrent = () => this.rows.includes(row) && row.machine.attempt === attempt;
    row.send({ kind: 'inspect', attempt, at: Date.now() });
    try {
      const refused = await this.#ports.selfTested;
      if (refused) throw Fault.fromWire(refused);
      row.opening = await this.#ports.engine.inspect(file);
      // Before a second reading they are known, and hold if that reading is cancelled.
      row.matches ??= await this.#findMatches(row, {});
      if (!isCurrent() || row.phase !== 'inspecting') return;
      const outcome = await this.#hash(row, file);
      if (!outcome.ok) throw Fault.fromWire(outcome.fault);
      const { digests, bytesRead } = outcome;
      const matches = await this.#findMatches(row, digests);
      if (!isCurrent()) return;
      row.matches = matches;
      row.send({ kind: 'finished', attempt, at: Date.now(), digests, bytesRead });
    } catch (thrown) {
      const fault = Fault.of(thrown, 'read.failed').toWire();
      row.send({ kind: 'failed', attempt, at: Date.now(), fault });
    }
  }

  async #hash(row: JobRow, file: File): Promise<HashOutcome> {
    const { attempt } = row.machine;
    const algorithms = this.#ports.plan(row);
    row.send({ kind: 'start', attempt, at: Date.now(), algorithms });
    const plan = { algorithms, prefixes: [], from: undefined };
    const run = this.#ports.engine.hash(file, plan, {
      onProgress(bytesRead) {
        if (row.run === run) row.sendProgress(bytesRead, performance.now());
      },
    });
    row.run = run;
    const outcome = await run.outcome;
    if (row.run === run) row.run = undefined;
    return outcome;
  }

  /** A catalogue that cannot be asked is no reason to fail: the verdict says that it was not. */
  async #findMatches(row: JobRow, digests: Digests): Promise<CatalogueMatches | undefined> {
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
