import type { WireFault } from '../../core/fault.ts';
import type { CatalogueClient } from '../../engine/client/catalogue.ts';
import type { Engine } from '../../engine/client/engine.ts';
import { systemTimers } from '../../engine/client/timers.ts';
import { isUnchanged } from '../../platform/files/handle.ts';
import { folderOfInput, readTransfer } from '../../platform/files/folder.ts';
import type { Assessor } from './assessor.svelte.ts';
import { sortFiles, sortFolder, type NewNotice, type Sink } from './intake.ts';
import type { ImageFiles } from './image-files.ts';
import { JobBoard } from './job-board.svelte.ts';
import { JobQueue } from './job-queue.ts';
import { JobRow, type RowSource } from './job-row.svelte.ts';
import { createPlaces } from './place-keeper.ts';
import { Readiness } from './readiness.svelte.ts';
import { RecordKeeper, recordImage, recordReference } from './record-keeper.svelte.ts';
import { References } from './references.svelte.ts';
import type { Notice, SessionView } from './view.ts';

/** The page: images and references in any order, and what follows from them. */
export class Session implements SessionView {
  readonly #engine: Engine;
  readonly #catalogue: CatalogueClient;
  readonly #readiness = new Readiness();
  readonly #records = new RecordKeeper();
  readonly #places = createPlaces((name) => this.#notify({ code: 'place-not-kept', name }));
  readonly #queue: JobQueue<JobRow>;
  /** Loads with the first image. */
  #assessor: Promise<Assessor> | undefined;
  #selfTested: ((fault: WireFault | undefined) => void) | undefined;
  #serial = 0;
  readonly #references: References;

  readonly queue = new JobBoard();
  notices = $state.raw<readonly Notice[]>([]);

  constructor(engine: Engine, catalogue: CatalogueClient) {
    this.#engine = engine;
    this.#catalogue = catalogue;
    this.#references = new References({
      engine,
      catalogue,
      records: this.#records,
      rows: () => this.jobs,
      nextId: this.#nextId,
      notify: (notice) => this.#notify(notice),
      onReference: (reference) => this.#queue.reconsider(reference),
      onFound: () => this.#queue.advance(),
    });
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
      plan: (row) => row.assessor.planDigests(row.image),
      planPrefixes: (row) => row.assessor.planPrefixes(row.image),
      checkSignatures: (...settled) => this.#references.settle(...settled),
    });
  }

  /** Begins the self-test and loads the catalogue. Jobs that were taken before wait for it. */
  start(): void {
    void this.#readiness.selfTest(this.#engine).then((fault) => this.#selfTested?.(fault));
    void this.#readiness.loadCatalogue(this.#catalogue);
    void this.#findInterrupted();
    this.#references.openKept();
  }

  get jobs(): readonly JobRow[] {
    return this.queue.rows;
  }
  get engine(): SessionView['engine'] {
    return this.#readiness.engine;
  }
  get failedKernels(): SessionView['failedKernels'] {
    return this.#readiness.failedKernels;
  }
  get engineFault(): SessionView['engineFault'] {
    return this.#readiness.engineFault;
  }
  get catalogue(): SessionView['catalogue'] {
    return this.#readiness.catalogue;
  }
  get catalogueInfo(): SessionView['catalogueInfo'] {
    return this.#readiness.catalogueInfo;
  }
  get references(): SessionView['references'] {
    return this.#references.views;
  }
  get expected(): string {
    return this.#references.expected;
  }
  get keys(): SessionView['keys'] {
    return this.#references.keys;
  }
  get site(): SessionView['site'] {
    return this.#references.site;
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
    const parsing = this.#references.setExpected(text);
    if (parsing) this.#sort([parsing]);
    this.#queue.advance();
  }

  first = (jobId: string): void => this.#with(jobId, (row) => this.#queue.first(row));
  pause = (jobId: string): void => this.#with(jobId, (row) => this.#queue.pause(row));
  resume = (jobId: string): void => this.#with(jobId, (row) => this.#queue.resume(row));
  cancel = (jobId: string): void => this.#with(jobId, (row) => this.#queue.cancel(row));
  retry = (jobId: string): void => this.#with(jobId, (row) => this.#queue.retry(row));
  remove = (jobId: string): void => this.#with(jobId, (row) => this.#removeRows([row]));

  removeReference(referenceId: string): void {
    this.#references.remove(referenceId);
    this.#queue.advance();
  }

  apply(jobId: string, referenceId: string, claim: number): void {
    this.#references.point({ imageId: jobId, referenceId, claim });
    this.#queue.advance();
  }

  trustKey(keyId: string, name: string): void {
    this.#references.trust(keyId, name);
  }
  forgetKey(keyId: string): void {
    this.#references.forget(keyId);
  }

  dismiss(noticeId: string): void {
    this.notices = this.notices.filter(({ id }) => id !== noticeId);
  }

  clear(): void {
    this.#removeRows(this.jobs);
    this.#references.clear();
    this.notices = [];
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
        ...this.references.map((view) => recordReference(view)),
      ],
      imports: this.site.desk?.imports ?? [],
      selfTest: selfTest[engine],
      catalogue,
    };
    void import('./report-file.ts').then(
      ({ saveReport }) => saveReport(page),
      () => this.#notify({ code: 'part-missing', name: '' }),
    );
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

  readonly #sink: Sink = {
    images: (files) =>
      this.#sort([
        this.#add(files.map((file) => ({ kind: 'file', name: file.name, size: file.size, file }))),
      ]),
    unpackedFolder: (name) => this.#sort([this.#add([{ kind: 'folder', name }])]),
    recognised: (name, recognised) => {
      const reading = this.#references.take(name, recognised);
      if (reading) this.#sort([reading]);
    },
    notice: (notice) => this.#notify(notice),
  };

  async #findInterrupted(): Promise<void> {
    for (const { id, source } of await this.#places.takeOver()) {
      await this.#add([source], (row) => this.#places.adopt(row, id));
    }
  }

  async #add(sources: readonly RowSource[], prepare?: (row: JobRow) => void): Promise<void> {
    const assessor = await this.#openAssessor();
    if (assessor === undefined) return;
    const rows = sources.map((source) => new JobRow(this.#nextId(), source, assessor));
    for (const row of rows) prepare?.(row);
    this.#queue.add(rows);
  }

  async #openAssessor(): Promise<Assessor | undefined> {
    this.#assessor ??= import('./assessor.svelte.ts').then(({ Assessor }) => {
      const images = () => this.jobs.map(({ image }) => image);
      return new Assessor({ images, references: () => this.#references });
    });
    try {
      return await this.#assessor;
    } catch {
      this.#assessor = undefined;
      this.#notify({ code: 'part-missing', name: '' });
      return undefined;
    }
  }

  #notify(notice: NewNotice): void {
    this.notices = [...this.notices, { ...notice, id: this.#nextId() }];
  }
}
