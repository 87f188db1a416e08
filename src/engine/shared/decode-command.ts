import type { EntryPath } from '../../core/inspection/listing.ts';
import {
  decodeAlgorithm,
  decodeAlgorithms,
  decodeBytes,
  decodeCheckpoint,
  decodeCount,
  decodeId,
  fieldsOf,
  unexpected,
  type Fields,
} from './decode-fields.ts';
import type { Command, Extension, HashPlan, Place, Platform, Request } from './protocol.ts';

/** How a realm tells its own objects. */
export interface Recogniser<P extends Platform> {
  readonly isFile: (value: unknown) => value is P['file'];
  readonly isPort: (value: unknown) => value is P['port'];
}

/** Throws `Fault('worker.protocol')` for anything that is not a command. */
export function decodeCommand<P extends Platform>(
  message: unknown,
  recogniser: Recogniser<P>,
): Command<P> {
  const fields = fieldsOf(message, 'command');
  const id = decodeId(fields['id']);
  const kind = fields['kind'];
  switch (kind) {
    case 'self-test':
      return {
        id,
        kind,
        algorithms: decodeAlgorithms(fields['algorithms']),
        file: decodeFile(fields['file'], recogniser),
      };
    case 'inspect':
    case 'parse':
    case 'map':
      return { id, kind, file: decodeFile(fields['file'], recogniser) };
    case 'list':
    case 'locate':
      return { id, kind, ...decodeQuestion(fields, recogniser) };
    case 'hash':
      return { id, ...decodeHash(fields, recogniser) };
    case 'extend':
      return { id, kind, ...decodeExtension(fields) };
    case 'stage':
      return { id, kind, ...decodeStage(fields, recogniser) };
    case 'park':
    case 'cancel':
    case 'ping':
      return { id, kind };
    default:
      throw unexpected('kind of command', kind);
  }
}

const decodeExtension = ({ algorithm, state, suffix }: Fields): Extension => ({
  algorithm: decodeAlgorithm(algorithm),
  state: decodeBytes(state),
  suffix: decodeBytes(suffix),
});

function decodeHash<P extends Platform>(
  { file, plan, place }: Fields,
  recogniser: Recogniser<P>,
): Extract<Request<P>, { kind: 'hash' }> {
  return {
    kind: 'hash',
    file: decodeFile(file, recogniser),
    plan: decodePlan(plan),
    place: place === undefined ? undefined : decodePlace(place, recogniser),
  };
}

function decodeStage<P extends Platform>({ plan, place }: Fields, recogniser: Recogniser<P>) {
  return { plan: decodePlan(plan), place: decodePlace(place, recogniser) };
}

function decodeQuestion<P extends Platform>({ file, path }: Fields, recogniser: Recogniser<P>) {
  return { file: decodeFile(file, recogniser), path: decodePath(path) };
}

function decodePath(value: unknown): EntryPath {
  if (!Array.isArray(value)) throw unexpected('path', value);
  return value.map(decodeCount);
}

function decodeFile<P extends Platform>(value: unknown, { isFile }: Recogniser<P>): P['file'] {
  if (!isFile(value)) throw unexpected('file', value);
  return value;
}

function decodePlace<P extends Platform>(value: unknown, { isPort }: Recogniser<P>): Place<P> {
  const { input, output } = fieldsOf(value, 'place');
  if (!isPort(input)) throw unexpected('port', input);
  if (!isPort(output)) throw unexpected('port', output);
  return { input, output };
}

function decodePlan(value: unknown): HashPlan {
  const { algorithms, prefixes, from } = fieldsOf(value, 'plan');
  if (!Array.isArray(prefixes)) throw unexpected('list of prefixes', prefixes);
  return {
    algorithms: decodeAlgorithms(algorithms),
    prefixes: prefixes.map(decodeCount),
    from: from === undefined ? undefined : decodeCheckpoint(from),
  };
}
