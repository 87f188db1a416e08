import type { CatalogueInfo } from '../../core/catalogue/catalogue.ts';
import type { AlgorithmId } from '../../core/digest/algorithm.ts';
import type { FaultCode, WireFault } from '../../core/fault.ts';
import type { Reference } from '../../core/reference/reference.ts';
import { assess, type Assessment } from '../../core/verdict/assess.ts';
import {
  concernsImage,
  isOfReference,
  type Image,
  type PageReference,
  type Pointing,
} from '../../core/verdict/claims.ts';
import { planDigests, type PlanInput } from '../../core/verdict/plan.ts';
import { planPrefixes } from '../../core/verdict/plan-prefixes.ts';
import type { CatalogueClient } from '../../engine/client/catalogue.ts';
import type { Engine } from '../../engine/client/engine.ts';
import { systemTimers } from '../../engine/client/timers.ts';
import { isUnchanged } from '../../platform/files/handle.ts';
import { folderOfInput, readTransfer } from '../../platform/files/folder.ts';
import { sortFiles, sortFolder, type NewNotice, type Sink } from './intake.ts';
import type { ImageFiles } from './image-files.ts';
import { JobBoard } from './job-board.svelte.ts';
import { JobQueue } from './job-queue.ts';
import { JobRow, type RowSource } from './job-row.svelte.ts';
import { NamedEntries } from './named-entries.svelte.ts';
import { createPlaces } from './place-keeper.ts';
import { RecordKeeper, recordImage, recordReference } from './record-keeper.svelte.ts';
import type { Notice, ReferenceView, SessionView } from './view.ts';

const PASTED_ID = 'pasted';

/** The page: images and references in any order, and what follows from them. */
export class Session implements SessionView {
  readonly #engine: Engine;
  readonly #catalogue: CatalogueClient;
  readonly #records = new RecordKeeper();
  readonly #places = createPlaces((name) => this.#notify({ code: 'place-not-kept', name }));
  readonly #queue: JobQueue<JobRow>;
  #selfTested: ((fault: WireFault | undefined) => void) | undefined;
  #serial = 0;
  #parse: ((text: string) => Reference | undefined) | undefined;

  #pages = $state.raw<readonly PageReference[]>([]);
  #pointings = $state.raw<readonly Pointing[]>([]);
  readonly #named: NamedEntries;

  readonly queue = new JobBoard();
  notices = $state.raw<readonly Notice[]>([]);
  engine = $state.raw<SessionView['engine']>('starting');
  failedKernels = $state.raw<readonly AlgorithmId[]>([]);
  engineFault = $state.raw<FaultCode | undefined>();
  catalogue = $state.raw<SessionView['catalogue']>('loading');
  catalogueInfo = $state.raw<CatalogueInfo | undefined>();
  expected = $state.raw('');

  readonly #images: readonly Image[] = $derived.by(() => this.jobs.map(({ image }) => image));
  readonly #assessments: ReadonlyMap<string, Assessment> = $derived.by(() =>
    assess({
      images: this.#images,
      references: this.#pages,
      pointings: this.#pointings,
    }),
  );
  readonly references: readonly ReferenceView[] = $derived.by(() =>
    this.#pages.map((page) => this.#viewOf(page)),
  );

  constructor(engine: Engine, catalogue: CatalogueClient) {
    this.#engine = engine;
    this.#catalogue = catalogue;
    this.#named = new NamedEntries(catalogue);
    this.#queue = new JobQueue<JobRow>({
      engine,
      catalogue,
      list: this.queue,
      places: this.#places,
      isUnchanged,
      onStuck: ({ name }, { code }) =>
        this.#notify({ code: code === 'read.denied' ? 'not-allowed' : 'not-found', name }),
      timers: systemTimers,
      selfTested: new Promise((resolve) => {
        this.#selfTested = resolve;
      }),
      plan: ({ image }) => planDigests(this.#planInput(image)),
      planPrefixes: ({ image }) => planPrefixes(this.#planInput(image)),
    });
  }

  /** Begins the self-test and loads the catalogue. Jobs that were taken before wait for it. */
  start(): void {
    void this.#selfTest().then((fault) => this.#selfTested?.(fault));
    void this.#loadCatalogue();
    void this.#findInterrupted();
  }

  get jobs(): readonly JobRow[] {
    return this.queue.rows;
  }
  get removed(): number {
    return this.#records.count;
  }

  takeFiles(files: readonly File[]): void {
    this.#sort([sortFiles(files, this.#engine, this.#sink)]);
  }

  takeDrop(transfer: DataTransfer): void {
    const { files, folders } = readTransfer(transfer);
    const listed = folders.map((folder) =>
      folder.then((one) => sortFolder(one, this.#engine, this.#sink)),
    );
    this.#sort([sortFiles(files, this.#engine, this.#sink), ...listed]);
  }

  takeFolder(files: readonly File[]): void {
    const folder = folderOfInput(files);
    if (folder) this.#sort([sortFolder(folder, this.#engine, this.#sink)]);
  }

  setExpected(text: string): void {
    this.expected = text;
    if (this.#parse || text.trim() === '') this.#takeExpected(text);
    else this.#sort([this.#loadParser().then(() => this.#takeExpected(text))]);
  }

  first = (jobId: string): void => this.#with(jobId, (row) => this.#queue.first(row));
  pause = (jobId: string): void => this.#with(jobId, (row) => this.#queue.pause(row));
  resume = (jobId: string): void => this.#with(jobId, (row) => this.#queue.resume(row));
  cancel = (jobId: string): void => this.#with(jobId, (row) => this.#queue.cancel(row));
  retry = (jobId: string): void => this.#with(jobId, (row) => this.#queue.retry(row));
  remove = (jobId: string): void => this.#with(jobId, (row) => this.#removeRows([row]));

  removeReference(referenceId: string): void {
    if (referenceId === PASTED_ID) this.expected = '';
    this.#dropReference(referenceId);
    this.#queue.advance();
  }

  apply(jobId: string, referenceId: string, claim: number): void {
    this.#pointings = [...this.#pointings, { imageId: jobId, referenceId, claim }];
    const page = this.#pages.find(({ id }) => id === referenceId);
    if (page) this.#queue.reconsider(page.reference);
    this.#queue.advance();
  }

  dismiss(noticeId: string): void {
    this.notices = this.notices.filter(({ id }) => id !== noticeId);
  }

  clear(): void {
    this.#removeRows(this.jobs);
    for (const { id } of this.#pages) this.#dropReference(id);
    this.notices = [];
    this.expected = '';
  }

  async filesOf(jobId: string): Promise<ImageFiles | undefined> {
    const file = this.jobs.find(({ id }) => id === jobId)?.file;
    const { ImageFiles } = await import('./image-files.ts');
    return file && new ImageFiles(file, this.#engine);
  }

  saveReport(): void {
    const { engine, catalogueInfo: catalogue } = this;
    const selfTest = { ready: 'passed', failed: 'failed', starting: 'not-finished' } as const;
    const page = {
      way: this.#engine.way,
      images: [...this.#records.images, ...this.jobs.map((row) => recordImage(row, catalogue))],
      references: [
        ...this.#records.references,
        ...this.#pages.map(({ reference }) => recordReference(reference)),
      ],
      selfTest: selfTest[engine],
      catalogue,
    };
    void import('./report-file.ts').then(
      ({ saveReport }) => saveReport(page),
      () => this.#notify({ code: 'part-missing', name: '' }),
    );
  }

  #planInput(image: Image): PlanInput {
    const [images, references, pointings] = [this.#images, this.#pages, this.#pointings];
    return { image, images, references, pointings };
  }

  #with(jobId: string, act: (row: JobRow) => void): void {
    for (const row of this.jobs.filter(({ id }) => id === jobId)) act(row);
  }

  #removeRows(rows: readonly JobRow[]): void {
    for (const row of rows) this.#records.keepImage(row, this.catalogueInfo);
    this.#queue.remove(rows);
  }

  #nextId = (): string => String(++this.#serial);

  /** What is being sorted may hold references that change a plan: no reading begins before. */
  #sort(parts: readonly Promise<void>[]): void {
    const release = this.#queue.hold();
    void Promise.all(parts).finally(release);
  }

  /** Not among what an empty page loads. */
  async #loadParser(): Promise<void> {
    try {
      this.#parse ??= (await import('../../core/reference/parse.ts')).parsePastedText;
    } catch {
      this.#notify({ code: 'part-missing', name: '' });
    }
  }

  /** A later text may have been taken while the parser was loaded. */
  #takeExpected(text: string): void {
    if (this.expected !== text) return;
    const reference = this.#parse?.(text);
    this.#dropReference(PASTED_ID);
    if (reference) this.#addReference(PASTED_ID, reference);
    this.#queue.advance();
  }

  readonly #sink: Sink = {
    images: (files) =>
      this.#queue.add(
        files.map((file) => this.#rowOf({ kind: 'file', name: file.name, size: file.size, file })),
      ),
    unpackedFolder: (name) => this.#queue.add([this.#rowOf({ kind: 'folder', name })]),
    reference: (reference) => this.#addReference(this.#nextId(), reference),
    notice: (notice) => this.#notify(notice),
  };

  async #findInterrupted(): Promise<void> {
    for (const { id, source } of await this.#places.takeOver()) {
      const row = this.#rowOf(source);
      this.#places.adopt(row, id);
      this.#queue.add([row]);
    }
  }

  #rowOf(source: RowSource): JobRow {
    return new JobRow(this.#nextId(), source, (id) => this.#assessmentOf(id));
  }

  #assessmentOf(id: string): Assessment {
    const assessment = this.#assessments.get(id);
    if (!assessment) throw new RangeError(`assessment expected for a row of the page, got ${id}`);
    return assessment;
  }

  #notify(notice: NewNotice): void {
    this.notices = [...this.notices, { ...notice, id: this.#nextId() }];
  }

  #addReference(id: string, reference: Reference): void {
    this.#pages = [...this.#pages, { id, reference }];
    this.#queue.reconsider(reference);
    void this.#named.find(id, reference);
  }

  #dropReference(id: string): void {
    const page = this.#pages.find((one) => one.id === id);
    if (page) this.#records.keepReference(page.reference);
    this.#pages = this.#pages.filter((page) => page.id !== id);
    this.#pointings = this.#pointings.filter(({ referenceId }) => referenceId !== id);
    this.#named.drop(id);
  }

  #viewOf({ id, reference }: PageReference): ReferenceView {
    const appliesTo = this.jobs.filter(({ assessment }) =>
      assessment.claims.some((claim) => isOfReference(claim, id) && concernsImage(claim)),
    );
    return {
      id,
      reference,
      named: this.#named.of(id),
      appliesTo: appliesTo.map(({ name }) => name),
    };
  }

  async #selfTest(): Promise<WireFault | undefined> {
    const { passed, failed, fault } = await this.#engine.selfTest();
    this.failedKernels = failed;
    this.engineFault = fault?.code;
    this.engine = passed ? 'ready' : 'failed';
    if (passed) return undefined;
    return (
      fault ?? { code: 'kernel.self-test', message: `wrong answers from ${failed.join(', ')}` }
    );
  }

  async #loadCatalogue(): Promise<void> {
    try {
      this.catalogueInfo = await this.#catalogue.load();
      this.catalogue = 'ready';
    } catch {
      this.catalogue = 'failed';
    }
  }
}
