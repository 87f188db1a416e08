/**
 * One worker of the catalogue, from its start to its end: questions out, each with an id, answers
 * back. When it ends, for whatever reason, all that was asked and not answered is rejected.
 */
import { Fault, type FaultCode } from '../../core/fault.ts';
import {
  decodeCatalogueReply,
  type CatalogueAnswer,
  type CatalogueQuestion,
  type CatalogueReply,
} from '../shared/catalogue-protocol.ts';

// A worker says that it has started within milliseconds; a worker whose start hangs says nothing.
// Half a minute is what an old machine may take that runs the page from a slow stick.
const START_TIMEOUT_MS = 30_000;

interface Waiting {
  readonly resolve: (answer: CatalogueAnswer) => void;
  readonly reject: (fault: Fault) => void;
}

export class CatalogueLine {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #onEnd: () => void;
  #lastId = 0;
  #started = false;
  #fault: Fault | undefined;

  /** `onEnd` is called once, when no more can be asked. Throws `Fault('worker.start')`. */
  constructor(spawn: () => Worker, onEnd: () => void) {
    this.#onEnd = onEnd;
    this.#worker = startWorker(spawn);
    this.#worker.addEventListener('message', this.#onMessage);
    this.#worker.addEventListener('messageerror', () => {
      this.close(new Fault('worker.protocol', 'catalogue worker said what cannot be read'));
    });
    this.#worker.addEventListener('error', (event) => {
      this.#closeWith(this.#started ? 'worker.died' : 'worker.start', event.message);
    });
    this.#timer = setTimeout(() => {
      this.#closeWith('worker.start', `no word within ${START_TIMEOUT_MS} ms`);
    }, START_TIMEOUT_MS);
  }

  /** Rejects with the fault that the worker answered, or with the one that ended it. */
  ask(question: CatalogueQuestion): Promise<CatalogueAnswer> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      if (this.#fault) {
        reject(this.#fault);
        return;
      }
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ ...question, id });
    });
  }

  readonly #onMessage = (event: MessageEvent<unknown>): void => {
    try {
      this.#take(decodeCatalogueReply(event.data));
    } catch (thrown) {
      this.close(Fault.of(thrown, 'worker.protocol'));
    }
  };

  #take(reply: CatalogueReply): void {
    if (reply.kind === 'started') {
      this.#started = true;
      clearTimeout(this.#timer);
      return;
    }
    const waiting = this.#waiting.get(reply.id);
    if (!waiting) throw new Fault('worker.protocol', `reply expected a known id, got ${reply.id}`);
    this.#waiting.delete(reply.id);
    if (reply.kind === 'failed') waiting.reject(Fault.fromWire(reply.fault));
    else waiting.resolve(reply);
  }

  #closeWith(code: FaultCode, message: string | undefined): void {
    this.close(new Fault(code, `catalogue worker: ${message ?? 'ended without a word'}`));
  }

  /** Ends the worker; what was asked and not answered, or is asked later, is rejected. */
  close(fault: Fault): void {
    if (this.#fault) return;
    this.#fault = fault;
    clearTimeout(this.#timer);
    this.#worker.terminate();
    for (const waiting of this.#waiting.values()) waiting.reject(fault);
    this.#waiting.clear();
    this.#onEnd();
  }
}

function startWorker(spawn: () => Worker): Worker {
  try {
    return spawn();
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new Fault('worker.start', `catalogue worker: ${reason}`, { cause: thrown });
  }
}
