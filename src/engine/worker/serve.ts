/**
 * The hash worker without its worker: messages in, events out. Several tasks may run side by side
 * (an image is inspected while another is hashed), but only one may hash: the kernels are shared.
 */
import type { HasherFactory } from '../../core/digest/hasher.ts';
import { Fault } from '../../core/fault.ts';
import { listDirectory, locateFile } from '../../core/inspection/browse.ts';
import type { ImageFacts } from '../../core/inspection/image-facts.ts';
import { inspectImage } from '../../core/inspection/inspect-image.ts';
import type { ReadingWay } from '../../core/bytes/reading-way.ts';
import type { Checkpoint } from '../../core/digest/checkpoint.ts';
import { DigestSet } from '../../core/digest/digest-set.ts';
import { fileBytes, touch, type FileBytes } from '../../platform/bytes/file-bytes.ts';
import { borrowedBytes, type LentFile } from '../../platform/bytes/lent-file.ts';
import type { Realm } from '../../platform/bytes/realm.ts';
import { readFault } from '../../platform/bytes/read-fault.ts';
import { decodeCommand, type Recogniser } from '../shared/decode-command.ts';
import {
  PROTOCOL_VERSION,
  type Command,
  type Extension,
  type HashPlan,
  type Request,
  type WorkerEvent,
} from '../shared/protocol.ts';
import { openLink, runStage } from './bucket.ts';
import { runHead, type ReadingPorts } from './head.ts';
import { KernelShelf } from './kernel-shelf.ts';
import { mapBlocks } from './map-blocks.ts';
import { recognise } from './recognise.ts';
import { RunControl } from './run-control.ts';

export interface WorkerPorts extends ReadingPorts {
  readonly post: (event: WorkerEvent) => void;
  readonly findReadingWay: () => Promise<Exclude<ReadingWay, 'page'>>;
  readonly createHasher: HasherFactory;
}

type HashRequest = Extract<Request<Realm>, { kind: 'hash' }>;
type BrowseRequest = Extract<Request<Realm>, { kind: 'list' | 'locate' }>;
type StageRequest = Extract<Request<Realm>, { kind: 'stage' }>;

/** One worker's end of the protocol. */
export class WorkerServer {
  readonly #ports: WorkerPorts;
  readonly #kernels: KernelShelf;
  /** For references, which may be read while an image is hashed. */
  readonly #referenceKernels: KernelShelf;
  /** Files that are read for the digests of their blocks. */
  readonly #mappings = new Map<number, RunControl>();
  /** The reading or stage that is under way. */
  #running: { readonly id: number; readonly control: RunControl } | undefined;

  constructor(ports: WorkerPorts) {
    this.#ports = ports;
    this.#kernels = new KernelShelf(ports.createHasher);
    this.#referenceKernels = new KernelShelf(ports.createHasher);
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
    let command: Command<Realm>;
    try {
      command = decodeCommand(message, RECOGNISER);
    } catch (thrown) {
      this.refuse(thrown);
      return;
    }
    await this.#obey(command);
  }

  async #obey(command: Command<Realm>): Promise<void> {
    const { id } = command;
    switch (command.kind) {
      case 'ping':
        this.#ports.post({ kind: 'pong', id });
        return;
      case 'park':
      case 'cancel':
        this.#controlOf(id)?.[command.kind]();
        return;
      case 'self-test':
        return this.#answer(id, command.file, async (file) => {
          const way = (await canRead(file)) ? await this.#ports.findReadingWay() : undefined;
          const failed = await this.#kernels.test(command.algorithms);
          return { kind: 'self-tested', id, failed, way };
        });
      case 'inspect':
        return this.#answer(id, command.file, async (file) => {
          return { kind: 'inspected', id, facts: await readFacts(file) };
        });
      case 'list':
      case 'locate':
        return this.#browse(id, command);
      case 'parse':
        return this.#parse(id, command.file);
      case 'map':
        return this.#map(id, command.file);
      case 'extend':
        return this.#extend(id, command);
      case 'hash':
        return this.#run(id, (control, onProgress) => this.#hash(id, command, control, onProgress));
      case 'stage':
        return this.#run(id, () => this.#stage(id, command));
      default: {
        const never: never = command;
        return never;
      }
    }
  }

  /** Nothing for a task that has ended: steering may cross with its last event. */
  #controlOf(id: number): RunControl | undefined {
    return this.#running?.id === id ? this.#running.control : this.#mappings.get(id);
  }

  #parse(id: number, given: Realm['file']): Promise<void> {
    return this.#answer(id, given, async (file) => {
      const recognised = await recognise(file, this.#referenceKernels);
      return { kind: 'parsed', id, recognised };
    });
  }

  /** Beside a reading, with kernels of its own. */
  async #map(id: number, given: Realm['file']): Promise<void> {
    const control = new RunControl();
    this.#mappings.set(id, control);
    const { createHasher, now } = this.#ports;
    await this.#answer(id, given, async (file) => {
      const onProgress = (bytesRead: number) =>
        this.#ports.post({ kind: 'progress', id, bytesRead });
      const digests = await mapBlocks(file, { createHasher, now, control, onProgress });
      return { kind: 'mapped', id, ...digests };
    });
    this.#mappings.delete(id);
  }

  #browse(id: number, { kind, file: given, path }: BrowseRequest): Promise<void> {
    return this.#answer(id, given, async (file) =>
      kind === 'list'
        ? { kind: 'listed', id, listing: await listDirectory(file, path) }
        : { kind: 'located', id, location: await locateFile(file, path) },
    );
  }

  /** A short task about a file: what `answer` gives, or why the file could not be read. */
  async #answer(
    id: number,
    given: Realm['file'],
    answer: (file: FileBytes) => Promise<WorkerEvent>,
  ): Promise<void> {
    const file = openFile(given);
    try {
      this.#ports.post(await answer(file));
    } catch (thrown) {
      const fault = await readFault(thrown, file, false);
      this.#ports.post({ kind: 'failed', id, fault: fault.toWire(), bytesRead: 0 });
    }
  }

  /** In a hasher of its own: those on the shelf may be in the midst of a reading. */
  async #extend(id: number, { algorithm, state, suffix }: Extension): Promise<void> {
    try {
      const hasher = await this.#ports.createHasher(algorithm);
      hasher.restore(state);
      hasher.update(suffix);
      this.#ports.post({ kind: 'extended', id, digest: hasher.digest() });
    } catch (thrown) {
      const fault = Fault.of(thrown, 'kernel.state').toWire();
      this.#ports.post({ kind: 'failed', id, fault, bytesRead: 0 });
    }
  }

  /** A long task: one at a time, since the kernels are shared. */
  async #run(
    id: number,
    run: (control: RunControl, onProgress: (bytesRead: number) => void) => Promise<WorkerEvent>,
  ): Promise<void> {
    let bytesRead = 0;
    let ending: WorkerEvent;
    try {
      if (this.#running !== undefined) {
        throw new Fault('worker.protocol', `task ${this.#running.id} expected to end first`);
      }
      const control = new RunControl();
      this.#running = { id, control };
      ending = await run(control, (bytes) => {
        bytesRead = bytes;
        this.#ports.post({ kind: 'progress', id, bytesRead });
      });
    } catch (thrown) {
      const fault = Fault.of(thrown, 'worker.died').toWire();
      ending = { kind: 'failed', id, fault, bytesRead };
    }
    if (this.#running?.id === id) this.#running = undefined;
    this.#ports.post(ending);
  }

  async #hash(
    id: number,
    { file, plan, place }: HashRequest,
    control: RunControl,
    onProgress: (bytesRead: number) => void,
  ): Promise<WorkerEvent> {
    const chain = place && { out: openLink(place.output), home: openLink(place.input) };
    const onCheckpoint = (checkpoint: Checkpoint) =>
      this.#ports.post({ kind: 'checkpoint', id, checkpoint });
    try {
      const set = await this.#digestSet(plan);
      const reading = { file: openFile(file), set, chain, control, onProgress, onCheckpoint };
      return { id, ...(await runHead(reading, this.#ports)) };
    } catch (thrown) {
      chain?.out.post({ kind: 'stop' }); // where the head came to it, this one comes too late
      throw thrown;
    }
  }

  async #stage(id: number, { plan, place }: StageRequest): Promise<WorkerEvent> {
    const set = await this.#digestSet(plan);
    await runStage(set, openLink(place.input), openLink(place.output));
    return { kind: 'staged', id };
  }

  async #digestSet({ algorithms, prefixes, from }: HashPlan): Promise<DigestSet> {
    const hashers = await this.#kernels.take(algorithms);
    return new DigestSet(hashers, { prefixes, from });
  }
}

const RECOGNISER: Recogniser<Realm> = {
  isFile: (value): value is Realm['file'] => value instanceof File || isLentFile(value),
  isPort: (value): value is MessagePort => value instanceof MessagePort,
};

function isLentFile(value: unknown): value is LentFile {
  return typeof value === 'object' && value !== null && 'port' in value;
}

const openFile = (given: Realm['file']): FileBytes =>
  given instanceof File ? fileBytes(given) : borrowedBytes(given);

async function canRead(file: FileBytes): Promise<boolean> {
  try {
    await touch(file);
    return true;
  } catch {
    return false; // WebKit lets no Blob worker of a `file://` page read a Blob (WebKitGTK 2.50)
  }
}

async function readFacts(file: FileBytes): Promise<ImageFacts> {
  if (file.size === 0) await touch(file); // it may be gone rather than empty
  return inspectImage(file);
}
