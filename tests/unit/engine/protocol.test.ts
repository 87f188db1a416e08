import { describe, expect, test } from 'vitest';
import {
  decodeCommand,
  decodeEvent,
  type Command,
  type WorkerEvent,
} from '../../../src/engine/shared/protocol.ts';

/** Stands for a File: the protocol does not care. */
interface Paper {
  readonly paper: true;
}
const paper: Paper = { paper: true };
const isPaper = (value: unknown): value is Paper => value === paper;
const decode = (message: unknown) => decodeCommand(message, isPaper);
const protocolFault = expect.objectContaining({ code: 'worker.protocol' });

describe('a command', () => {
  test.each<Command<Paper>>([
    { kind: 'self-test', id: 1, algorithms: ['sha256', 'crc32'], file: paper },
    { kind: 'inspect', id: 2, file: paper },
    { kind: 'parse', id: 2, file: paper },
    { kind: 'hash', id: 3, file: paper, algorithms: [] },
    { kind: 'pause', id: 4 },
    { kind: 'resume', id: 5 },
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
    ['no id', { kind: 'pause' }],
    ['a negative id', { kind: 'pause', id: -1 }],
    ['half an id', { kind: 'pause', id: 1.5 }],
    ['an id in text', { kind: 'pause', id: '1' }],
    ['a file that is none', { kind: 'inspect', id: 1, file: {} }],
    [
      'algorithms that are no list',
      { kind: 'self-test', id: 1, file: paper, algorithms: 'sha256' },
    ],
    ['an unknown algorithm', { kind: 'self-test', id: 1, file: paper, algorithms: ['sha257'] }],
    ['an algorithm that is no text', { kind: 'self-test', id: 1, file: paper, algorithms: [256] }],
  ])('with %s is a fault', (_what, message) => {
    expect(() => decode(message)).toThrow(protocolFault);
  });

  test('is decoded without what does not belong to it', () => {
    expect(decode({ kind: 'pause', id: 1, file: paper })).toEqual({ kind: 'pause', id: 1 });
  });
});

const sha1 = 'a'.repeat(40);
const finding = { code: 'both-byte-mismatch', offset: 5, detail: { field: 'x', le: 1, be: 2 } };

describe('an event', () => {
  test.each<WorkerEvent>([
    { kind: 'ready', protocolVersion: 1 },
    { kind: 'pong', id: 3 },
    { kind: 'refused', fault: { code: 'worker.protocol', message: 'm' } },
    { kind: 'self-tested', id: 1, failed: ['md5'] },
    { kind: 'inspected', id: 1, opening: { kind: 'zeros', findings: [] } },
    { kind: 'parsed', id: 1, reference: undefined },
    { kind: 'progress', id: 1, bytesRead: 0 },
    { kind: 'hashed', id: 1, digests: { sha1 }, bytesRead: 2 ** 40 },
    { kind: 'failed', id: 1, fault: { code: 'cancelled', message: '' }, bytesRead: 5 },
  ])('$kind is decoded as it was sent', (event) => {
    expect(decodeEvent({ ...event })).toEqual(event);
  });

  test('keeps all that an opening tells', () => {
    const opening = { kind: 'iso9660', label: 'X', expectedSize: 5, findings: [finding] };
    expect(decodeEvent({ kind: 'inspected', id: 1, opening })).toMatchObject({ opening });
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
    ['an unknown fault', failed({ code: 'toString', message: '' })],
    ['a fault without a message', failed({ code: 'cancelled' })],
    ['no fault', failed(null)],
    ['a reference without claims', { kind: 'parsed', id: 1, reference: { name: 'x' } }],
    ['an opening of an unknown kind', inspected({ kind: 'floppy', findings: [] })],
    ['a label that is no text', inspected({ kind: 'iso9660', label: 5, findings: [] })],
    ['a size that is no count', inspected({ kind: 'iso9660', expectedSize: -1, findings: [] })],
    ['no findings', inspected({ kind: 'iso9660' })],
    ['a finding without a code', inspected({ kind: 'iso9660', findings: [{}] })],
  ])('with %s is a fault', (_what, message) => {
    expect(() => decodeEvent(message)).toThrow(protocolFault);
  });

  test('with a digest called __proto__ is a fault', () => {
    const digests: unknown = JSON.parse('{"__proto__": "00"}');
    expect(() => decodeEvent(hashed(digests))).toThrow(protocolFault);
  });
});

function hashed(digests: unknown) {
  return { kind: 'hashed', id: 1, digests, bytesRead: 5 };
}

function failed(fault: unknown) {
  return { kind: 'failed', id: 1, fault, bytesRead: 5 };
}

function inspected(opening: unknown) {
  return { kind: 'inspected', id: 1, opening };
}
