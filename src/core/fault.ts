/**
 * The one class of error that is thrown on purpose: a caller's mistake, failed I/O, a
 * cancellation or a limit after which nothing useful can be returned. Odd *input* is never a
 * fault; it is a `Finding`.
 */
export type FaultCode =
  | 'read.failed' // the platform refused to read (stick pulled, permission, disk error)
  | 'read.denied' // the user does not let the page read the file again
  | 'read.changed' // the file is not the one that was chosen: size or date differ
  | 'read.short' // fewer bytes came than the file's size says
  | 'worker.start' // the worker could not be started
  | 'worker.died' // it ended or threw without an answer
  | 'worker.memory' // there was no memory for a buffer or a kernel
  | 'worker.protocol' // it said something that the protocol does not know
  | 'kernel.self-test' // a hash kernel gave a wrong answer to a known question
  | 'kernel.misuse' // update after digest, unknown algorithm
  | 'kernel.state' // a saved state that this kernel does not take
  | 'catalogue.unreadable' // the built catalogue is damaged or of another version
  | 'cancelled'
  | 'input.folder' // a folder, which has no bytes of its own to compare
  | 'job.illegal'; // an event that the job's state does not allow

/** A fault as it crosses a worker boundary: data, never a cloned class. */
export interface WireFault {
  readonly code: FaultCode;
  readonly message: string;
}

export class Fault extends Error {
  readonly code: FaultCode;

  /** `message`: what, expected, got, where; lower case, for developers, never shown as it is. */
  constructor(code: FaultCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'Fault';
    this.code = code;
  }

  toWire(): WireFault {
    return { code: this.code, message: this.message };
  }

  static fromWire(wire: WireFault): Fault {
    return new Fault(wire.code, wire.message);
  }

  /**
   * Any thrown value as a fault; what is not one yet gets `code`, or `worker.memory` where the
   * engine of the browser had no memory left.
   */
  static of(thrown: unknown, code: FaultCode): Fault {
    if (thrown instanceof Fault) return thrown;
    const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
    return new Fault(isOutOfMemory(thrown) ? 'worker.memory' : code, message, { cause: thrown });
  }
}

/**
 * No error class means "out of memory", so it is known by its words. V8: RangeError "Array buffer
 * allocation failed", "WebAssembly.instantiate(): Out of memory: ...", "WebAssembly.Memory(): could
 * not allocate memory". JavaScriptCore: RangeError "Out of memory". SpiderMonkey throws the bare
 * text "out of memory"; the interfaces around it, an exception named NS_ERROR_OUT_OF_MEMORY.
 */
const OUT_OF_MEMORY = /\bout of memory\b|\ballocation failed\b|could not allocate memory/i;

/** Whether the browser said by this thrown value, or text, that it had no memory left. */
export function isOutOfMemory(thrown: unknown): boolean {
  if (typeof thrown === 'string') return OUT_OF_MEMORY.test(thrown);
  if (!(thrown instanceof Error)) return false;
  return thrown.name === 'NS_ERROR_OUT_OF_MEMORY' || OUT_OF_MEMORY.test(thrown.message);
}
