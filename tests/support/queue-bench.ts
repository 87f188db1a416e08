/** A queue with an engine that does what a test tells it to, and a log of what it was asked. */
import { JobQueue } from '../../src/app/state/job-queue.ts';
import type { Interrupted, PlaceKeeper, QueueRow, RowList } from '../../src/app/state/queue-row.ts';
import type {
  CatalogueEntry,
  CatalogueMatches,
  CatalogueQuery,
} from '../../src/core/catalogue/catalogue.ts';
import type { AlgorithmId, Digests } from '../../src/core/digest/algorithm.ts';
import type { Checkpoint } from '../../src/core/digest/checkpoint.ts';
import type { PrefixDigests } from '../../src/core/digest/checkpoint.ts';
import { Fault, type WireFault } from '../../src/core/fault.ts';
import type { KnownPrefix } from '../../src/core/verdict/claims.ts';
import type { ImageFacts } from '../../src/core/inspection/image-facts.ts';
import type {
  HashListener,
  HashOutcome,
  HashRun,
  ReadingReport,
} from '../../src/engine/client/engine.ts';
import {
  advance,
  createInterruptedJob,
  createJob,
  type JobEvent,
  type JobPhase,
} from '../../src/engine/shared/job.ts';
import type { HashPlan } from '../../src/engine/shared/protocol.ts';
import { imageFacts } from './image-facts.ts';
import { ManualTimers } from './manual-timers.ts';

export const BYTES = 1000;
export const FACTS: ImageFacts = imageFacts();
const SHA1 = 'a'.repeat(40);
const NO_MATCHES: CatalogueMatches = { byName: [], byDigest: [] };

export const fileNamed = (name: string): File => new File([new Uint8Array(BYTES)], name);

export class TestRow implements QueueRow {
  readonly name: string;
  file: File | undefined;
  machine = createJob(BYTES);
  interrupted: Interrupted | undefined;
  reading: ReadingReport | undefined;
  prefixes: readonly KnownPrefix[] = [];
  facts: ImageFacts | undefined;
  matches: CatalogueMatches | undefined;
  run: HashRun | undefined;
  declined: readonly AlgorithmId[] = [];
  readonly rereadFor: readonly AlgorithmId[] = [];

  constructor(name: string, interrupted?: Interrupted) {
    this.name = name;
    this.interrupted = interrupted;
    if (!interrupted) {
      this.file = fileNamed(name);
      return;
    }
    const reading = { algorithms: ['sha1'], bytesRead: 400, startedAt: 5, sittings: 1 } as const;
    this.machine = createInterruptedJob(BYTES, reading);
  }
  get phase(): JobPhase {
    return this.machine.phase;
  }
  get digests(): Digests {
    return this.machine.digests ?? {};
  }
  takeUp(file: File): void {
    this.file = file;
    this.interrupted = undefined;
  }
  send(event: JobEvent): void {
    this.machine = advance(this.machine, event);
  }
}

/** Where readings stand, by name, as long as they have not ended. */
class TestPlaces implements PlaceKeeper<TestRow> {
  readonly kept = new Map<string, number>();
  keep({ name }: TestRow, { bytes }: Checkpoint): void {
    this.kept.set(name, bytes);
  }
  drop({ name }: TestRow): void {
    this.kept.delete(name);
  }
}

class TestList implements RowList<TestRow> {
  rows: readonly TestRow[] = [];
  rests = 0;
  readonly samples: (readonly [name: string, bytesRead: number])[] = [];
  sample(row: TestRow, bytesRead: number): void {
    row.send({ kind: 'progress', attempt: row.machine.attempt, bytesRead });
    this.samples.push([row.name, bytesRead]);
  }
  rest(): void {
    this.rests += 1;
  }
}

interface Read {
  readonly name: string;
  /** Lengths that were asked for. */
  readonly prefixes: readonly number[];
  isPaused: boolean;
  readonly progress: (bytesRead: number) => void;
  readonly checkpoint: (bytesRead: number) => void;
  readonly end: (outcome: HashOutcome) => void;
}

/** All microtasks that wait, and those that they bring. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class QueueBench {
  readonly list = new TestList();
  readonly places = new TestPlaces();
  /** What a fresh look at the file says after it was read. */
  isUnchanged: boolean | undefined = true;
  /** Readings that could not be taken up: name and reason. */
  readonly stuck: string[] = [];
  readonly timers = new ManualTimers();
  /** In the order of asking: `inspect a.iso`, `read a.iso`, `pause a.iso` ... */
  readonly log: string[] = [];
  readonly reads: Read[] = [];
  /** Inspections that were asked for and not answered, by name. */
  readonly inspections = new Map<string, (answer: ImageFacts | Fault) => void>();
  /** Inspections are answered at once until a test wants to do it. */
  answersInspections = true;
  /** The catalogue answers nothing any more. */
  isCatalogueBroken = false;
  /** The catalogue is loaded. */
  isCatalogueThere = true;
  readonly #lookUps: (() => void)[] = [];
  readonly queue: JobQueue<TestRow>;
  plan: (row: TestRow) => readonly AlgorithmId[] = () => ['sha1'];
  planPrefixes: (row: TestRow) => readonly number[] = () => [];
  checkSignatures: (row: TestRow, isCurrent: () => boolean) => Promise<void> = () =>
    Promise.resolve();
  /** What the catalogue knows; it is found by any of its digests. */
  readonly entries: CatalogueEntry[] = [];

  constructor(selfTested: Promise<WireFault | undefined> = Promise.resolve(undefined)) {
    this.queue = new JobQueue<TestRow>({
      engine: {
        inspect: (file) => this.#inspect(file.name),
        hash: (file, plan, listener) => this.#hash(file.name, plan, listener),
      },
      catalogue: { find: (query) => this.#find(query) },
      list: this.list,
      places: this.places,
      isUnchanged: () => Promise.resolve(this.isUnchanged),
      onStuck: ({ name }, { code }) => this.stuck.push(`${name} ${code}`),
      timers: this.timers,
      plan: (row) => this.plan(row),
      planPrefixes: (row) => this.planPrefixes(row),
      checkSignatures: (row, _, isCurrent) => this.checkSignatures(row, isCurrent),
      selfTested,
    });
  }

  /** Puts images of these names on the page, and lets the queue do what it can. */
  async add(...names: readonly string[]): Promise<readonly TestRow[]> {
    const rows = names.map((name) => new TestRow(name));
    this.queue.add(rows);
    await settle();
    return rows;
  }

  /** Puts an image on the page of which 400 bytes were read before the page was loaded anew. */
  async addInterrupted(name: string, interrupted: Partial<Interrupted> = {}): Promise<TestRow> {
    const row = new TestRow(name, {
      checkpoint: { bytes: 400, states: new Map(), prefixes: [] },
      open: () => Promise.resolve(fileNamed(name)),
      isSame: () => true,
      ...interrupted,
    });
    this.queue.add([row]);
    await settle();
    return row;
  }

  row(name: string): TestRow {
    const row = this.list.rows.find((one) => one.name === name);
    if (!row) throw new Error(`no row ${name}`);
    return row;
  }

  get phases(): Readonly<Record<string, JobPhase>> {
    return Object.fromEntries(this.list.rows.map(({ name, phase }) => [name, phase]));
  }

  /** Names of the images that are read and not paused, by what the engine was told. */
  get running(): readonly string[] {
    return this.reads.filter(({ isPaused }) => !isPaused).map(({ name }) => name);
  }

  async finish(name: string, prefixes: readonly PrefixDigests[] = []): Promise<void> {
    this.#readOf(name).end({
      ok: true,
      digests: { sha1: SHA1 },
      prefixes,
      states: new Map(),
      bytesRead: BYTES,
      reading: { way: 'slices', stages: 1 },
    });
    await settle();
  }

  async fail(name: string): Promise<void> {
    const fault = { code: 'read.failed', message: 'NotReadableError' } as const;
    this.#readOf(name).end({ ok: false, fault, bytesRead: 10 });
    await settle();
  }

  checkpoint(name: string, bytesRead: number): void {
    this.#readOf(name).checkpoint(bytesRead);
  }

  progress(name: string, bytesRead: number): void {
    this.#readOf(name).progress(bytesRead);
  }

  async answerInspection(name: string, answer: ImageFacts | Fault = FACTS): Promise<void> {
    this.inspections.get(name)?.(answer);
    await settle();
  }

  async loadCatalogue(): Promise<void> {
    this.isCatalogueThere = true;
    for (const answer of this.#lookUps.splice(0)) answer();
    await settle();
  }

  #readOf(name: string): Read {
    const read = this.reads.find((one) => one.name === name);
    if (!read) throw new Error(`${name} is not read`);
    return read;
  }

  #inspect(name: string): Promise<ImageFacts> {
    this.log.push(`inspect ${name}`);
    if (this.answersInspections) return Promise.resolve(FACTS);
    return new Promise((resolve, reject) => {
      this.inspections.set(name, (answer) => {
        this.inspections.delete(name);
        if (answer instanceof Fault) reject(answer);
        else resolve(answer);
      });
    });
  }

  #find({ digests }: CatalogueQuery): Promise<CatalogueMatches> {
    if (this.isCatalogueBroken) return Promise.reject(new Fault('worker.died', 'gone'));
    const isAsked = (entry: CatalogueEntry): boolean =>
      entry.digests.some(({ hex }) => digests.some((one) => one.hex === hex));
    const matches = { ...NO_MATCHES, byDigest: this.entries.filter(isAsked) };
    if (this.isCatalogueThere) return Promise.resolve(matches);
    return new Promise((resolve) => this.#lookUps.push(() => resolve(matches)));
  }

  #hash(name: string, plan: HashPlan, listener: HashListener): HashRun {
    const start = plan.from?.bytes ?? 0;
    this.log.push(start === 0 ? `read ${name}` : `read ${name} from ${start}`);
    let end: (outcome: HashOutcome) => void = () => undefined;
    const outcome = new Promise<HashOutcome>((resolve) => (end = resolve));
    const read: Read = {
      name,
      prefixes: plan.prefixes,
      isPaused: false,
      progress: listener.onProgress,
      checkpoint: (bytes) => listener.onCheckpoint?.({ bytes, states: new Map(), prefixes: [] }),
      end: (result) => {
        this.reads.splice(this.reads.indexOf(read), 1);
        end(result);
      },
    };
    this.reads.push(read);
    return {
      outcome,
      pause: () => void (read.isPaused = true),
      resume: () => void (read.isPaused = false),
      cancel: () => {
        if (this.reads.includes(read))
          read.end({ ok: false, fault: { code: 'cancelled', message: '' }, bytesRead: 0 });
      },
    };
  }
}
