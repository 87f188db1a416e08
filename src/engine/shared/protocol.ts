/**
 * What the page and a hash worker say to each other. A command carries the id of the task that it
 * starts or steers; every event that belongs to a task carries the same id. A task ends with
 * exactly one of `self-tested`, `inspected`, `parsed`, `hashed` and `failed`. Both ends decode what
 * arrives instead of trusting it.
 *
 * `F` stands for the platform's File: this layer compiles without it.
 */
import { algorithmOf, isAlgorithmId } from '../../core/digest/algorithm.ts';
import type { AlgorithmId, Digests } from '../../core/digest/algorithm.ts';
import { Fault, type FaultCode, type WireFault } from '../../core/fault.ts';
import type { Finding } from '../../core/finding.ts';
import type { Reference } from '../../core/reference/reference.ts';
import { CONTENT_KINDS, type ContentKind, type Opening } from '../../core/image/opening.ts';

/** Raised when a message changes its meaning; a page refuses a worker of another version. */
export const PROTOCOL_VERSION = 1;

/** What one task is to do. */
export type Request<F> =
  | {
      readonly kind: 'self-test';
      readonly algorithms: readonly AlgorithmId[];
      /** A file of the page's own making: can workers read files here? */
      readonly file: F;
    }
  | { readonly kind: 'inspect'; readonly file: F }
  | { readonly kind: 'parse'; readonly file: F }
  | { readonly kind: 'hash'; readonly file: F; readonly algorithms: readonly AlgorithmId[] };

/** Steers the task of that id; one that has ended meanwhile ignores it. */
export interface Steering {
  readonly kind: 'pause' | 'resume' | 'cancel';
}

/** Asks for a sign of life; answered by `pong` whatever else goes on. */
export interface Ping {
  readonly kind: 'ping';
}

export type Command<F> = (Request<F> | Steering | Ping) & { readonly id: number };

/** What happens to one task. */
export type TaskEvent =
  | { readonly id: number; readonly kind: 'self-tested'; readonly failed: readonly AlgorithmId[] }
  | { readonly id: number; readonly kind: 'inspected'; readonly opening: Opening }
  | {
      readonly id: number;
      readonly kind: 'parsed';
      /** `undefined`: the file is no reference. */
      readonly reference: Reference | undefined;
    }
  | { readonly id: number; readonly kind: 'progress'; readonly bytesRead: number }
  | {
      readonly id: number;
      readonly kind: 'hashed';
      readonly digests: Digests;
      readonly bytesRead: number;
    }
  | {
      readonly id: number;
      readonly kind: 'failed';
      readonly fault: WireFault;
      readonly bytesRead: number;
    };

export type WorkerEvent =
  | { readonly kind: 'ready'; readonly protocolVersion: number }
  | { readonly kind: 'pong'; readonly id: number }
  /** The worker could not make sense of a message: no task can be told. */
  | { readonly kind: 'refused'; readonly fault: WireFault }
  | TaskEvent;

/** Throws `Fault('worker.protocol')` for anything that is not a command. */
export function decodeCommand<F>(
  message: unknown,
  isFile: (value: unknown) => value is F,
): Command<F> {
  const fields = fieldsOf(message, 'command');
  const id = decodeId(fields['id']);
  const kind = fields['kind'];
  switch (kind) {
    case 'self-test':
      return {
        id,
        kind,
        algorithms: decodeAlgorithms(fields['algorithms']),
        file: decodeFile(fields['file'], isFile),
      };
    case 'inspect':
    case 'parse':
      return { id, kind, file: decodeFile(fields['file'], isFile) };
    case 'hash':
      return {
        id,
        kind,
        file: decodeFile(fields['file'], isFile),
        algorithms: decodeAlgorithms(fields['algorithms']),
      };
    case 'pause':
    case 'resume':
    case 'cancel':
    case 'ping':
      return { id, kind };
    default:
      throw unexpected('kind of command', kind);
  }
}

/** Throws `Fault('worker.protocol')` for anything that is not an event. */
export function decodeEvent(message: unknown): WorkerEvent {
  const fields = fieldsOf(message, 'event');
  switch (fields['kind']) {
    case 'ready':
      return { kind: 'ready', protocolVersion: decodeCount(fields['protocolVersion']) };
    case 'pong':
      return { kind: 'pong', id: decodeId(fields['id']) };
    case 'refused':
      return { kind: 'refused', fault: decodeFault(fields['fault']) };
    default:
      return decodeTaskEvent(fields);
  }
}

function decodeTaskEvent(fields: Fields): TaskEvent {
  const id = decodeId(fields['id']);
  const kind = fields['kind'];
  switch (kind) {
    case 'self-tested':
      return { id, kind, failed: decodeAlgorithms(fields['failed']) };
    case 'inspected':
      return { id, kind, opening: decodeOpening(fields['opening']) };
    case 'parsed':
      return { id, kind, reference: decodeReference(fields['reference']) };
    case 'progress':
      return { id, kind, bytesRead: decodeCount(fields['bytesRead']) };
    case 'hashed':
      return {
        id,
        kind,
        digests: decodeDigests(fields['digests']),
        bytesRead: decodeCount(fields['bytesRead']),
      };
    case 'failed':
      return {
        id,
        kind,
        fault: decodeFault(fields['fault']),
        bytesRead: decodeCount(fields['bytesRead']),
      };
    default:
      throw unexpected('kind of event', kind);
  }
}

type Fields = Readonly<Record<string, unknown>>;

function unexpected(what: string, got: unknown): Fault {
  const shown = typeof got === 'string' ? `"${got.slice(0, 40)}"` : typeof got;
  return new Fault('worker.protocol', `${what} expected, got ${shown}`);
}

function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null) throw unexpected(what, value);
  return value as Fields;
}

function decodeCount(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw unexpected('whole number from 0', value);
  }
  return value;
}

function decodeId(value: unknown): number {
  if (value === undefined) throw unexpected('id', value);
  return decodeCount(value);
}

function decodeFile<F>(value: unknown, isFile: (value: unknown) => value is F): F {
  if (!isFile(value)) throw unexpected('file', value);
  return value;
}

function decodeAlgorithms(value: unknown): readonly AlgorithmId[] {
  if (!Array.isArray(value)) throw unexpected('list of algorithms', value);
  return value.map((id: unknown) => {
    if (typeof id !== 'string' || !isAlgorithmId(id)) throw unexpected('algorithm', id);
    return id;
  });
}

const HEX = /^[0-9a-f]+$/;

function decodeDigests(value: unknown): Digests {
  const digests: Partial<Record<AlgorithmId, string>> = {};
  for (const [id, hex] of Object.entries(fieldsOf(value, 'digests'))) {
    if (!isAlgorithmId(id)) throw unexpected('algorithm', id);
    if (typeof hex !== 'string' || !HEX.test(hex)) throw unexpected('hex digest', hex);
    if (hex.length !== algorithmOf(id).digestBytes * 2) throw unexpected(`digest of ${id}`, hex);
    digests[id] = hex;
  }
  return digests;
}

/** Complete by type: a code that is added to the union and not here does not compile. */
const FAULT_CODES: Readonly<Record<FaultCode, true>> = {
  'read.failed': true,
  'read.changed': true,
  'read.forbidden': true,
  'read.short': true,
  'worker.start': true,
  'worker.died': true,
  'worker.protocol': true,
  'kernel.self-test': true,
  'kernel.misuse': true,
  'kernel.state': true,
  'input.folder': true,
  'catalogue.unreadable': true,
  cancelled: true,
  'job.illegal': true,
};

function isFaultCode(value: unknown): value is FaultCode {
  return typeof value === 'string' && Object.hasOwn(FAULT_CODES, value);
}

function decodeFault(value: unknown): WireFault {
  const { code, message } = fieldsOf(value, 'fault');
  if (!isFaultCode(code)) throw unexpected('fault code', code);
  if (typeof message !== 'string') throw unexpected('fault message', message);
  return { code, message };
}

function isContentKind(value: unknown): value is ContentKind {
  return CONTENT_KINDS.some((kind) => kind === value);
}

function decodeOpening(value: unknown): Opening {
  const { kind, label, expectedSize, findings } = fieldsOf(value, 'opening');
  if (!isContentKind(kind)) throw unexpected('content kind', kind);
  if (label !== undefined && typeof label !== 'string') throw unexpected('label', label);
  if (!Array.isArray(findings)) throw unexpected('findings', findings);
  return {
    kind,
    ...(label === undefined ? {} : { label }),
    ...(expectedSize === undefined ? {} : { expectedSize: decodeCount(expectedSize) }),
    findings: findings.map(decodeFinding),
  };
}

/**
 * A list may hold 100,000 claims: its outside is checked, its claims come from code of this build.
 */
function decodeReference(value: unknown): Reference | undefined {
  if (value === undefined) return undefined;
  const { name, claims, findings } = fieldsOf(value, 'reference');
  if (typeof name !== 'string') throw unexpected('name', name);
  if (!Array.isArray(claims)) throw unexpected('claims', claims);
  if (!Array.isArray(findings)) throw unexpected('findings', findings);
  return value as Reference;
}

/** Findings come from code of this build and are only shown: their codes are not checked again. */
function decodeFinding(value: unknown): Finding {
  const finding = fieldsOf(value, 'finding');
  if (typeof finding['code'] !== 'string') throw unexpected('finding code', finding['code']);
  return value as Finding;
}
