/** What the protocols of the small workers look at first in a message. */
import { Fault, type FaultCode, type WireFault } from '../../core/fault.ts';

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

export const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;

export function isWireFault(value: unknown): value is WireFault & { readonly code: FaultCode } {
  if (!isFields(value)) return false;
  return typeof value['code'] === 'string' && typeof value['message'] === 'string';
}

/** The fault for a message that is not what was expected. */
export function refuse(what: string, got: unknown): Fault {
  const shown = isFields(got) ? `an object of kind ${String(got['kind'])}` : typeof got;
  return new Fault('worker.protocol', `${what} expected, got ${shown}`);
}
