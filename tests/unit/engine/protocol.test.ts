import { describe, expect, test } from 'vitest';
import { decodeCommand } from '../../../src/engine/shared/decode-command.ts';
import { decodeEvent } from '../../../src/engine/shared/decode-event.ts';
import type { Command, HashPlan, WorkerEvent } from '../../../src/engine/shared/protocol.ts';
import { imageFacts } from '../../support/image-facts.ts';

/** Stand for a File and a port: the protocol does not care. */
const paper = { paper: true };
const pipe = { pipe: true };
interface Desk {
  readonly file: typeof paper;
  readonly port: typeof pipe;
}
const recogniser = {
  isFile: (value: unknown): value is typeof paper => value === paper,
  isPort: (value: unknown): value is typeof pipe => value === pipe,
};
const decode = (message: unknown) => decodeCommand<Desk>(message, recogniser);
const sha1 = 'a'.repeat(40);
const checkpoint = {
  bytes: 2 ** 40,
  states: new Map([['sha1' as const, Uint8Array.of(1, 2)]]),
  prefixes: [{ bytes: 5, digests: { sha1 } }],
};
const plan: HashPlan = { algorithms: ['sha1'], prefixes: [5], from: checkpoint };
const place = { input: pipe, output: pipe };
const hashOf = (change: object) => ({ kind: 'hash', id: 1, file: paper, plan, ...change });
const protocolFault = expect.objectContaining({ code: 'worker.protocol' });

describe('a command', () => {
  test.each<Command<Desk>>([
    { kind: 'self-test', id: 1, algorithms: ['sha256', 'crc32'], file: paper },
    { kind: 'inspect', id: 2, file: paper },
    { kind: 'parse', id: 2, file: paper },
    { kind: 'list', id: 2, file: paper, path: [] },
    { kind: 'locate', id: 2, file: paper, path: [0, 7] },
    { kind: 'hash', id: 3, file: paper, plan, place },
    {
      kind: 'hash',
      id: 3,
      file: paper,
      plan: { algorithms: [], prefixes: [], from: undefined },
      place: undefined,
    },
    { kind: 'extend', id: 7, algorithm: 'sha1', state: Uint8Array.of(1), suffix: Uint8Array.of(4) },
    { kind: 'stage', id: 5, plan, place },
    { kind: 'park', id: 4 },
    { kind: 'cancel', id: 6 },
    { kind: 'ping', id: 0 },
  ])('$kind is decoded as it was sent', (command) => {
    expect(decode({ ...command })).toEqual(command);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a number', 5],
    ['a list', []],
    ['an unknown kind', { kind: 'explode', id: 1 }],
    ['a kind that every object has', { kind: 'constructor', id: 1 }],
    ['no kind', { id: 1 }],
    ['no id', { kind: 'park' }],
    ['a negative id', { kind: 'park', id: -1 }],
    ['half an id', { kind: 'park', id: 1.5 }],
    ['an id in text', { kind: 'park', id: '1' }],
    ['a file that is none', { kind: 'inspect', id: 1, file: {} }],
    ['no path', { kind: 'list', id: 1, file: paper }],
    ['a path of names', { kind: 'locate', id: 1, file: paper, path: ['x'] }],
    [
      'algorithms that are no list',
      { kind: 'self-test', id: 1, file: paper, algorithms: 'sha256' },
    ],
    ['an unknown algorithm', { kind: 'self-test', id: 1, file: paper, algorithms: ['sha257'] }],
    ['no plan', hashOf({ plan: undefined })],
    ['prefixes that are no list', hashOf({ plan: { ...plan, prefixes: 5 } })],
    ['a prefix that is no count', hashOf({ plan: { ...plan, prefixes: [-1] } })],
    ['states that are no map', hashOf({ plan: { ...plan, from: { ...checkpoint, states: {} } } })],
    [
      'a state that is no bytes',
      hashOf({ plan: { ...plan, from: { ...checkpoint, states: new Map([['sha1', 'x']]) } } }),
    ],
    [
      'a state of an unknown algorithm',
      hashOf({
        plan: { ...plan, from: { ...checkpoint, states: new Map([['md4', new Uint8Array(1)]]) } },
      }),
    ],
    ['a place without a port', hashOf({ place: { input: pipe, output: {} } })],
    ['a stage without a place', { kind: 'stage', id: 1, plan }],
    ['an algorithm that is no text', { kind: 'self-test', id: 1, file: paper, algorithms: [256] }],
  ])('with %s is a fault', (_what, message) => {
    expect(() => decode(message)).toThrow(protocolFault);
  });

  test('is decoded without what does not belong to it', () => {
    expect(decode({ kind: 'park', id: 1, file: paper })).toEqual({ kind: 'park', id: 1 });
  });
});

const finding = {
  code: 'both-byte-mismatch',
  offset: 5,
  detail: { field: 'x', le: 1, be: 2 },
} as const;

describe('an event', () => {
  test.each<WorkerEvent>([
    { kind: 'ready', protocolVersion: 1 },
    { kind: 'pong', id: 3 },
    { kind: 'refused', fault: { code: 'worker.protocol', message: 'm' } },
    { kind: 'self-tested', id: 1, failed: ['md5'], way: 'slices' },
    { kind: 'self-tested', id: 1, failed: [], way: undefined },
    { kind: 'inspected', id: 1, facts: imageFacts({ kind: 'zeros' }) },
    { kind: 'listed', id: 1, listing: { entries: [], findings: [] } },
    { kind: 'located', id: 1, location: undefined },
    { kind: 'located', id: 1, location: { name: 'x', size: 0, parts: [], isWhole: true } },
    { kind: 'parsed', id: 1, recognised: undefined },
    { kind: 'progress', id: 1, bytesRead: 0 },
    {
      kind: 'hashed',
      id: 1,
      digests: { sha1 },
      prefixes: checkpoint.prefixes,
      states: checkpoint.states,
      bytesRead: 2 ** 40,
      way: 'page',
    },
    { kind: 'checkpoint', id: 1, checkpoint },
    { kind: 'parked', id: 1, checkpoint },
    { kind: 'extended', id: 1, digest: sha1 },
    { kind: 'staged', id: 1 },
    { kind: 'failed', id: 1, fault: { code: 'cancelled', message: '' }, bytesRead: 5 },
  ])('$kind is decoded as it was sent', (event) => {
    expect(decodeEvent({ ...event })).toEqual(event);
  });

  test('keeps all that was seen in an image', () => {
    const facts = imageFacts({ label: 'X', expectedSize: 5, findings: [finding] });
    expect(decodeEvent({ kind: 'inspected', id: 1, facts })).toMatchObject({ facts });
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['an unknown kind', { kind: 'explode', id: 1 }],
    ['no id', { kind: 'progress', bytesRead: 5 }],
    ['bytes that are no number', { kind: 'progress', id: 1, bytesRead: NaN }],
    ['fewer bytes than none', { kind: 'progress', id: 1, bytesRead: -1 }],
    ['more bytes than can be counted', { kind: 'progress', id: 1, bytesRead: 2 ** 53 }],
    ['no version', { kind: 'ready' }],
    ['digests of an unknown algorithm', hashed({ md4: sha1 })],
    ['a digest in capitals', hashed({ sha1: sha1.toUpperCase() })],
    ['a digest cut short', hashed({ sha1: sha1.slice(1) })],
    ['a digest that is no text', hashed({ sha1: 5 })],
    ['no digests', hashed(undefined)],
    ['no way of reading', { ...hashed({ sha1 }), way: undefined }],
    ['an unknown way of reading', { ...hashed({ sha1 }), way: 'by-ear' }],
    ['prefixes that are no list', { ...hashed({ sha1 }), prefixes: {} }],
    ['states that are no map', { ...hashed({ sha1 }), states: {} }],
    ['an extended digest that is no hex', { kind: 'extended', id: 1, digest: 'xyz' }],
    ['a worker that reads by the page', { kind: 'self-tested', id: 1, failed: [], way: 'page' }],
    ['no checkpoint', { kind: 'parked', id: 1 }],
    ['an unknown fault', failed({ code: 'toString', message: '' })],
    ['a fault without a message', failed({ code: 'cancelled' })],
    ['no fault', failed(null)],
    ['a reference without claims', { kind: 'parsed', id: 1, recognised: { name: 'x' } }],
    ['an image of an unknown kind', inspected({ kind: 'floppy' })],
    ['a label that is no text', inspected({ label: 5 })],
    ['a size that is no count', inspected({ expectedSize: -1 })],
    ['no findings', inspected({ findings: undefined })],
    ['findings that are no list', inspected({ findings: {} })],
    ['no sizes', inspected({ sizes: undefined })],
    ['a size that nothing says', inspected({ sizes: { claims: [{ bytes: 5 }], conclusion: {} } })],
    ['no listing', { kind: 'listed', id: 1 }],
    ['an entry without a name', listed({ kind: 'file', size: 1 })],
    ['an entry of less than no bytes', listed({ name: 'x', kind: 'file', size: -1 })],
    ['a place that is no number', located([{ offset: '5', length: 1 }])],
    ['a finding without a code', inspected({ findings: [{}] })],
  ])('with %s is a fault', (_what, message) => {
    expect(() => decodeEvent(message)).toThrow(protocolFault);
  });

  test('with a digest called __proto__ is a fault', () => {
    const digests: unknown = JSON.parse('{"__proto__": "00"}');
    expect(() => decodeEvent(hashed(digests))).toThrow(protocolFault);
  });
});

function hashed(digests: unknown) {
  return {
    kind: 'hashed',
    id: 1,
    digests,
    prefixes: [],
    states: new Map(),
    bytesRead: 5,
    way: 'slices',
  };
}

function failed(fault: unknown) {
  return { kind: 'failed', id: 1, fault, bytesRead: 5 };
}

function inspected(parts: object) {
  return { kind: 'inspected', id: 1, facts: { ...imageFacts(), ...parts } };
}

function listed(entry: object) {
  return { kind: 'listed', id: 1, listing: { entries: [entry], findings: [] } };
}

function located(parts: readonly object[]) {
  return { kind: 'located', id: 1, location: { name: 'x', size: 1, parts, isWhole: true } };
}
