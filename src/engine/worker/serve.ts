/**
 * The hash worker without its worker: messages in, events out. Several tasks may run side by side
 * (an image is inspected while another is hashed), but only one may hash: the kernels are shared.
 */
import type { HasherFactory } from '../../core/digest/hasher.ts';
import { Fault } from '../../core/fault.ts';
import { inspectOpening, OPENING_BYTES } from '../../core/image/inspect.ts';
import type { Opening } from '../../core/image/opening.ts';
import { SNIFF_BYTES } from '../../core/reference/limits.ts';
import { parseReferenceFile } from '../../core/reference/parse.ts';
import type { Reference } from '../../core/reference/reference.ts';
import { sniffReference } from '../../core/reference/sniff.ts';
import { readFault, touchFile } from '../../platform/bytes/read-fault.ts';
import {
  decodeCommand,
  PROTOCOL_VERSION,
  type Command,
  type Request,
  type WorkerEvent,
} from '../shared/protocol.ts';
import { KernelShelf } from './kernel-shelf.ts';
import { readDigests, type ReadingPorts } from './read-digests.ts';
import { RunControl } from './run-control.ts';

export interface WorkerPorts extends ReadingPorts {
  readonly post: (event: WorkerEvent) => void;
  readonly createHasher: HasherFactory;
}

type HashRequest = Extract<Request<File>, { kind: 'hash' }>;

/** One worker's end of the protocol. */
export class WorkerServer {
  readonly #ports: WorkerPorts;
  readonly #kernels: KernelShelf;
  /** The reading that is under way. */
  #reading: { readonly id: number; readonly control: RunControl } | undefined;

  constructor(ports: WorkerPorts) {
    this.#ports = ports;
    this.#kernels = new KernelShelf(ports.createHasher);
  }

  /** Says that the worker has started; call once. */
  announce(): void {
    this.#ports.post({ kind: 'ready', protocolVersion: PROTOCOL_VERSION });
  }

  /** A message that could not be decoded by the platform, or not by us. */
  refuse(thrown: unknown): void {
    this.#ports.post({ kind: 'refused', fault: Fault.of(thrown, 'worker.protocol').toWire() });
  }

  /** Takes one message. Settles when the task that it started has ended; never rejects. */
  async receive(message: unknown): Promise<void> {
    let command: Command<File>;
    try {
      command = decodeCommand(message, isFile);
    } catch (thrown) {
      this.refuse(thrown);
      return;
    }
    await this.#obey(command);
  }

  async #obey(command: Command<File>): Promise<void> {
    const { id } = command;
    switch (command.kind) {
      case 'ping':
        this.#ports.post({ kind: 'pong', id });
        return;
      case 'pause':
      case 'resume':
      case 'cancel':
        this.#controlOf(id)?.[command.kind]();
        return;
      case 'self-test':
        return this.#answer(id, command.file, async () => {
          await requireReading(command.file);
          return { kind: 'self-tested', id, failed: await this.#kernels.test(command.algorithms) };
        });
      case 'inspect':
        return this.#answer(id, command.file, async () => {
          return { kind: 'inspected', id, opening: await readOpening(command.file) };
        });
      case 'parse':
        return this.#answer(id, command.file, async () => {
          return { kind: 'parsed', id, reference: await readReference(command.file) };
        });
      case 'hash':
        return this.#hash(id, command);
      default: {
        const never: never = command;
        return never;
      }
    }
  }

  /** Nothing for a task that has ended: steering may cross with its last event. */
  #controlOf(id: number): RunControl | undefined {
    return this.#reading?.id === id ? this.#reading.control : undefined;
  }

  /** A short task about a file: what `answer` gives, or why the file could not be read. */
  async #answer(id: number, file: File, answer: () => Promise<WorkerEvent>): Promise<void> {
    try {
      this.#ports.post(await answer());
    } catch (thrown) {
      const fault = await readFault(thrown, file, false);
      this.#ports.post({ kind: 'failed', id, fault: fault.toWire(), bytesRead: 0 });
    }
  }

  async #hash(id: number, { file, algorithms }: HashRequest): Promise<void> {
    let bytesRead = 0;
    try {
      if (this.#reading !== undefined) {
        throw new Fault('worker.protocol', `reading ${this.#reading.id} expected to end first`);
      }
      const control = new RunControl();
      this.#reading = { id, control };
      const hashers = await this.#kernels.take(algorithms);
      const onProgress = (bytes: number) => {
        bytesRead = bytes;
        this.#ports.post({ kind: 'progress', id, bytesRead });
      };
      const digests = await readDigests({ file, hashers, control, onProgress }, this.#ports);
      this.#endReading(id);
      this.#ports.post({ kind: 'hashed', id, digests, bytesRead });
    } catch (thrown) {
      this.#endReading(id);
      const fault = Fault.of(thrown, 'worker.died').toWire();
      this.#ports.post({ kind: 'failed', id, fault, bytesRead });
    }
  }

  #endReading(id: number): void {
    if (this.#reading?.id === id) this.#reading = undefined;
  }
}

/** WebKit lets no Blob worker of a `file://` page read a Blob (WebKitGTK 2.50). */
async function requireReading(file: File): Promise<void> {
  try {
    await touchFile(file);
  } catch (thrown) {
    throw new Fault(
      'read.forbidden',
      `worker could not read a file of the page: ${String(thrown)}`,
    );
  }
}

function isFile(value: unknown): value is File {
  return value instanceof File;
}

async function readOpening(file: File): Promise<Opening> {
  if (file.size === 0) await touchFile(file); // it may be gone rather than empty
  const bytes = await file.slice(0, OPENING_BYTES).arrayBuffer();
  return inspectOpening(new Uint8Array(bytes), file.size);
}

/** The file is read whole only when its beginning looks like a list. */
async function readReference(file: File): Promise<Reference | undefined> {
  const head = await file.slice(0, SNIFF_BYTES).arrayBuffer();
  if (!sniffReference(file.name, new Uint8Array(head), file.size)) return undefined;
  return parseReferenceFile(file.name, new Uint8Array(await file.arrayBuffer()));
}
