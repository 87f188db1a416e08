import { READING_WAYS, type ReadingWay } from '../../core/bytes/reading-way.ts';
import type { FaultCode, WireFault } from '../../core/fault.ts';
import type { Finding } from '../../core/finding.ts';
import { CONTENT_KINDS, type ContentKind, type Opening } from '../../core/image/opening.ts';
import type { Reference } from '../../core/reference/reference.ts';
import {
  decodeAlgorithms,
  decodeCheckpoint,
  decodeCount,
  decodeDigests,
  decodeId,
  decodePrefixes,
  fieldsOf,
  unexpected,
  type Fields,
} from './decode-fields.ts';
import type { TaskEvent, WorkerEvent } from './protocol.ts';

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
      return { id, kind, ...decodeSelfTest(fields) };
    case 'inspected':
      return { id, kind, opening: decodeOpening(fields['opening']) };
    case 'parsed':
      return { id, kind, reference: decodeReference(fields['reference']) };
    case 'progress':
      return { id, kind, bytesRead: decodeCount(fields['bytesRead']) };
    case 'hashed':
      return { id, kind, ...decodeResult(fields) };
    case 'checkpoint':
    case 'parked':
      return { id, kind, checkpoint: decodeCheckpoint(fields['checkpoint']) };
    case 'staged':
      return { id, kind };
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

function decodeSelfTest({ failed, way }: Fields) {
  return {
    failed: decodeAlgorithms(failed),
    way: way === undefined ? undefined : decodeWorkerWay(way),
  };
}

function decodeResult({ digests, prefixes, bytesRead, way }: Fields) {
  return {
    digests: decodeDigests(digests),
    prefixes: decodePrefixes(prefixes),
    bytesRead: decodeCount(bytesRead),
    way: decodeWay(way),
  };
}

function decodeWay(value: unknown): ReadingWay {
  const way = READING_WAYS.find((one) => one === value);
  if (way === undefined) throw unexpected('way of reading', value);
  return way;
}

function decodeWorkerWay(value: unknown): Exclude<ReadingWay, 'page'> {
  const way = decodeWay(value);
  if (way === 'page') throw unexpected('way in which a worker reads', value);
  return way;
}

/** Complete by type: a code that is added to the union and not here does not compile. */
const FAULT_CODES: Readonly<Record<FaultCode, true>> = {
  'read.failed': true,
  'read.denied': true,
  'read.changed': true,
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
