/**
 * Brings the built catalogue into memory: from a file of the app's own origin, or from base64 text
 * that the page carried along; inflated under a limit and checked before it is opened.
 */
import { formatHex } from '../../core/bytes/hex.ts';
import { decodeCatalogue, type Catalogue } from '../../core/catalogue/decode.ts';
import { MAX_CONTENT_BYTES, splitSeal } from '../../core/catalogue/sections.ts';
import { createSha256Hasher } from '../../core/digest/kernels.ts';
import { Fault } from '../../core/fault.ts';
import type { CatalogueOrigin } from '../shared/catalogue-protocol.ts';

/**
 * A server that has sent nothing for so long sends nothing more: then the page says that the
 * catalogue was not consulted, and no image waits for it for ever.
 */
const STALL_MS = 20_000;

/** Gives up a request that has fallen silent. */
class Patience {
  readonly #stallMs: number;
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(stallMs: number) {
    this.#stallMs = stallMs;
    this.renew();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Something came. */
  renew(): void {
    this.end();
    this.#timer = setTimeout(() => this.#controller.abort(), this.#stallMs);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

async function fetchPacked(url: string, { signal }: Patience): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { signal });
  } catch (cause) {
    throw new Fault('read.failed', 'catalogue expected a response, got none', { cause });
  }
  if (response.ok) return response;
  throw new Fault('read.failed', `catalogue expected status 200, got ${response.status}`);
}

/** A response without a request: WebKit's workers cannot read a Blob on a page from file://. */
function responseOfBase64(text: string): Response {
  let binary: string;
  try {
    binary = atob(text);
  } catch (cause) {
    throw new Fault('catalogue.unreadable', 'catalogue expected base64', { cause });
  }
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return new Response(bytes);
}

async function collect(
  stream: ReadableStream<Uint8Array>,
  patience: Patience,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    patience.renew();
    chunks.push(step.value);
    length += step.value.length;
    if (length > MAX_CONTENT_BYTES) {
      await reader.cancel();
      throw new Fault(
        'catalogue.unreadable',
        `catalogue expected at most ${MAX_CONTENT_BYTES} bytes`,
      );
    }
  }
  const content = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    content.set(chunk, offset);
    offset += chunk.length;
  }
  return content;
}

async function inflate(packed: Response, patience: Patience): Promise<Uint8Array<ArrayBuffer>> {
  if (packed.body === null) throw new Fault('catalogue.unreadable', 'catalogue expected a body');
  return await collect(packed.body.pipeThrough(new DecompressionStream('gzip')), patience);
}

/** By the platform where it can: ten megabytes take it 8 ms, and the kernel 30 (Chromium 156). */
async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (globalThis.isSecureContext) {
    return formatHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  }
  const hasher = await createSha256Hasher();
  hasher.reset();
  hasher.update(bytes);
  return hasher.digest();
}

/**
 * Rejects with `Fault('read.failed')` when the file cannot be had or nothing came for `stallMs`,
 * and with `Fault('catalogue.unreadable')` when what came is not a whole and undamaged catalogue.
 */
export async function loadCatalogue(
  origin: CatalogueOrigin,
  stallMs: number = STALL_MS,
): Promise<Catalogue> {
  const patience = new Patience(stallMs);
  try {
    const packed =
      origin.kind === 'url'
        ? await fetchPacked(origin.url, patience)
        : responseOfBase64(origin.text);
    const content = await inflate(packed, patience);
    patience.end();
    return decodeCatalogue(content, await sha256Of(splitSeal(content).body));
  } catch (thrown) {
    throw Fault.of(thrown, patience.signal.aborted ? 'read.failed' : 'catalogue.unreadable');
  } finally {
    patience.end();
  }
}
