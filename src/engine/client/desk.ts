import type { ReadingWay } from '../../core/bytes/reading-way.ts';
import { ALGORITHMS } from '../../core/digest/algorithm.ts';
import { Fault } from '../../core/fault.ts';
import type { ImageFacts } from '../../core/inspection/image-facts.ts';
import type { DirectoryListing, EntryPath, FileLocation } from '../../core/inspection/listing.ts';
import type { Realm } from '../../platform/bytes/realm.ts';
import type { Extension, Recognised, Request, TaskEvent } from '../shared/protocol.ts';
import type { SelfTest } from './engine.ts';
import type { FileLender } from './file-lender.ts';
import type { Pool } from './pool.ts';

/** The short tasks: questions about one file that a worker answers once. */
export class Desk {
  readonly #pool: Pool;
  readonly #lender: FileLender;

  constructor(pool: Pool, lender: FileLender) {
    this.#pool = pool;
    this.#lender = lender;
  }

  /** Never rejects. Without `way` workers may not read files here, or nobody answered. */
  async selfTest(): Promise<SelfTest & { readonly way?: Exclude<ReadingWay, 'page'> }> {
    const algorithms = ALGORITHMS.map((algorithm) => algorithm.id);
    const file = new File(['?'], 'probe');
    try {
      const event = await this.#ask(file, (lent) => ({
        kind: 'self-test',
        algorithms,
        file: lent,
      }));
      if (event.kind !== 'self-tested') throw answeredBy(event);
      const { failed, way } = event;
      return { passed: failed.length === 0, failed, ...(way && { way }) };
    } catch (thrown) {
      return { passed: false, failed: [], fault: Fault.of(thrown, 'worker.died').toWire() };
    }
  }

  /** Rejects with a Fault. */
  async inspect(file: File): Promise<ImageFacts> {
    const event = await this.#ask(file, (lent) => ({ kind: 'inspect', file: lent }));
    if (event.kind !== 'inspected') throw answeredBy(event);
    return event.facts;
  }

  /** Rejects with a Fault. */
  async list(file: File, path: EntryPath): Promise<DirectoryListing> {
    const event = await this.#ask(file, (lent) => ({ kind: 'list', file: lent, path }));
    if (event.kind !== 'listed') throw answeredBy(event);
    return event.listing;
  }

  /** Rejects with a Fault. */
  async locate(file: File, path: EntryPath): Promise<FileLocation | undefined> {
    const event = await this.#ask(file, (lent) => ({ kind: 'locate', file: lent, path }));
    if (event.kind !== 'located') throw answeredBy(event);
    return event.location;
  }

  /** Rejects with a Fault. */
  async parse(file: File): Promise<Recognised | undefined> {
    const event = await this.#ask(file, (lent) => ({ kind: 'parse', file: lent }));
    if (event.kind !== 'parsed') throw answeredBy(event);
    return event.recognised;
  }

  /** Rejects with a Fault. */
  async extend(extension: Extension): Promise<string> {
    const event = await this.#tryTwice(() => this.#run({ kind: 'extend', ...extension }));
    if (event.kind !== 'extended') throw answeredBy(event);
    return event.digest;
  }

  /**
   * A short task shares its worker with a reading, and the worker may be ended for that one's sake:
   * so a worker that died under it, or had no memory left, is no reason to fail before a second one
   * was asked.
   */
  async #tryTwice(ask: () => Promise<TaskEvent>): Promise<TaskEvent> {
    try {
      return await ask();
    } catch (thrown) {
      const { code } = Fault.of(thrown, 'worker.protocol');
      if (code !== 'worker.died' && code !== 'worker.memory') throw thrown;
      return ask();
    }
  }

  #ask(file: File, about: (file: Realm['file']) => Request<Realm>): Promise<TaskEvent> {
    return this.#tryTwice(() => {
      const loan = this.#lender.lend(file);
      return this.#run(about(loan.file), loan.transfer).finally(() => loan.end());
    });
  }

  #run(request: Request<Realm>, transfer: readonly Transferable[] = []): Promise<TaskEvent> {
    return new Promise((onEvent, onLost) => {
      this.#pool.run({ request, transfer, onEvent, onLost });
    });
  }
}

/** A failure as it was told, or an answer to another question. */
function answeredBy(event: TaskEvent): Fault {
  if (event.kind === 'failed') return Fault.fromWire(event.fault);
  return new Fault('worker.protocol', `short task was answered by ${event.kind}`);
}
