/**
 * One of the small workers (of the catalogue, of signatures), from its start to its end: questions
 * out, each with an id, answers back. When it ends, for whatever reason, all that was asked and not
 * answered is rejected.
 */
import { Fault, type FaultCode, type WireFault } from '../../core/fault.ts';

// A worker says that it has started within milliseconds; a worker whose start hangs says nothing.
// Half a minute is what an old machine may take that runs the page from a slow stick.
const START_TIMEOUT_MS = 30_000;

/** What every such worker may say beside its answers. */
type Notice =
  | { readonly kind: 'started' }
  | { readonly id: number; readonly kind: 'failed'; readonly fault: WireFault };

interface AnyAnswer {
  readonly id: number;
  readonly kind: string;
}

/** The replies of a protocol that answer a question. */
export type AnswerOf<Reply> = Exclude<Reply, { kind: 'started' | 'failed' }>;

export interface LineEnds<Answer extends AnyAnswer> {
  /** In the messages of faults: `catalogue worker`. */
  readonly name: string;
  readonly spawn: () => Worker;
  /** Throws `Fault('worker.protocol')` for anything that is not a reply. */
  readonly decodeReply: (message: unknown) => Notice | Answer;
  /** Called once, when no more can be asked. */
  readonly onEnd: () => void;
}

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (fault: Fault) => void;
}

export class WorkerLine<Question extends object, Answer extends AnyAnswer> {
  readonly #ends: LineEnds<Answer>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting<Answer>>();
  readonly #timer: ReturnType<typeof setTimeout>;
  #lastId = 0;
  #started = false;
  #fault: Fault | undefined;

  /** Throws `Fault('worker.start')`. */
  constructor(ends: LineEnds<Answer>) {
    this.#ends = ends;
    this.#worker = startWorker(ends);
    this.#worker.addEventListener('message', this.#onMessage);
    this.#worker.addEventListener('messageerror', () => {
      this.close(new Fault('worker.protocol', `${ends.name} said what cannot be read`));
    });
    this.#worker.addEventListener('error', (event) => {
      this.#closeWith(this.#started ? 'worker.died' : 'worker.start', event.message);
    });
    this.#timer = setTimeout(() => {
      this.#closeWith('worker.start', `no word within ${START_TIMEOUT_MS} ms`);
    }, START_TIMEOUT_MS);
  }

  /** Rejects with the fault that the worker answered, or with the one that ended it. */
  ask(question: Question): Promise<Answer> {
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
      this.#take(this.#ends.decodeReply(event.data));
    } catch (thrown) {
      this.close(Fault.of(thrown, 'worker.protocol'));
    }
  };

  #take(reply: Notice | Answer): void {
    if (!('id' in reply)) {
      this.#started = true;
      clearTimeout(this.#timer);
      return;
    }
    const waiting = this.#waiting.get(reply.id);
    if (!waiting) throw new Fault('worker.protocol', `reply expected a known id, got ${reply.id}`);
    this.#waiting.delete(reply.id);
    if (isFailure(reply)) waiting.reject(Fault.fromWire(reply.fault));
    else waiting.resolve(reply);
  }

  #closeWith(code: FaultCode, message: string | undefined): void {
    this.close(new Fault(code, `${this.#ends.name}: ${message ?? 'ended without a word'}`));
  }

  /** Ends the worker; what was asked and not answered, or is asked later, is rejected. */
  close(fault: Fault): void {
    if (this.#fault) return;
    this.#fault = fault;
    clearTimeout(this.#timer);
    this.#worker.terminate();
    for (const waiting of this.#waiting.values()) waiting.reject(fault);
    this.#waiting.clear();
    this.#ends.onEnd();
  }
}

type Failure = Exclude<Notice, { kind: 'started' }>;

const isFailure = (reply: Failure | AnyAnswer): reply is Failure => reply.kind === 'failed';

function startWorker({ name, spawn }: { name: string; spawn: () => Worker }): Worker {
  try {
    return spawn();
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new Fault('worker.start', `${name}: ${reason}`, { cause: thrown });
  }
}
