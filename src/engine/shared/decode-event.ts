import { READING_WAYS, type ReadingWay } from '../../core/bytes/reading-way.ts';
import type { FaultCode, WireFault } from '../../core/fault.ts';
import {
  decodeBlocks,
  decodeFacts,
  decodeListing,
  decodeLocation,
  decodeRecognised,
} from './decode-answers.ts';
import {
  decodeAlgorithms,
  decodeCheckpoint,
  decodeCount,
  decodeDigests,
  decodeId,
  decodeHex,
  decodePrefixes,
  decodeStates,
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
      return { id, kind, facts: decodeFacts(fields['facts']) };
    case 'listed':
      return { id, kind, listing: decodeListing(fields['listing']) };
    case 'located':
      return { id, kind, location: decodeLocation(fields['location']) };
    case 'parsed':
      return { id, kind, recognised: decodeRecognised(fields['recognised']) };
    case 'mapped':
      return { id, kind, ...decodeBlocks(fields) };
    case 'progress':
      return { id, kind, bytesRead: decodeCount(fields['bytesRead']) };
    case 'hashed':
      return { id, kind, ...decodeResult(fields) };
    case 'checkpoint':
    case 'parked':
      return { id, kind, checkpoint: decodeCheckpoint(fields['checkpoint']) };
    case 'extended':
      return { id, kind, digest: decodeHex(fields['digest']) };
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

function decodeResult({ digests, prefixes, states, bytesRead, way }: Fields) {
  return {
    digests: decodeDigests(digests),
    prefixes: decodePrefixes(prefixes),
    states: decodeStates(states),
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
  'worker.memory': true,
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
