/** Checks the signatures of the page. Loaded with the first signature or key. */
import { nameKey } from '../../core/text/names.ts';
import type { SavedStates } from '../../core/digest/checkpoint.ts';
import type { Reference } from '../../core/reference/reference.ts';
import type { CheckedSignature } from '../../core/signature/signature.ts';
import { MAX_LEGACY_BYTES } from '../../core/signature/limits.ts';
import { concludeSigning, type Signing } from '../../core/signature/trust.ts';
import type { Image, ImageSignature, PageReference, Pointing } from '../../core/verdict/claims.ts';
import { claimsAbout } from '../../core/verdict/reference-claims.ts';
import type { Engine } from '../../engine/client/engine.ts';
import type { SignatureClient } from '../../engine/client/signatures.ts';
import type { KeyStore } from '../../platform/storage/kept-store.ts';
import type { KeyRing } from './key-ring.svelte.ts';
import type { Conclusion, Conclusions, HeldReference } from './held-reference.ts';

export interface SignatureDeskPorts {
  readonly client: SignatureClient;
  readonly extend: Engine['extend'];
  readonly ring: KeyRing;
}

/** What was read of an image to its end. */
export interface ReadImage {
  readonly image: Image;
  readonly file: Blob;
  readonly states: SavedStates;
}

type Checks = readonly CheckedSignature[];

const TOO_LARGE: Checks = [
  { kind: 'openpgp', outcome: 'unsupported', reason: 'too-large', weaknesses: [] },
];

export class SignatureDesk {
  readonly #ports: SignatureDeskPorts;
  /** By what was signed and the signature, for `#keys`. */
  #checked = new WeakMap<object, Map<Uint8Array | undefined, Promise<Checks>>>();
  #conclusions = new WeakMap<Checks, Signing | undefined>();
  #plans = new WeakMap<Uint8Array, PageReference['plans']>();
  #keys: readonly Uint8Array[] = [];

  constructor(ports: SignatureDeskPorts) {
    this.#ports = ports;
  }

  get ring(): KeyRing {
    return this.#ports.ring;
  }

  /** Puts the keys of a file on the ring, and says what there is to be said of it. */
  async takeKeys(
    fileName: string,
    bytes: Uint8Array,
  ): Promise<'key-unreadable' | 'key-built-in' | undefined> {
    const records = await this.#ports.client.readKeys(bytes);
    this.ring.add(fileName, bytes, records);
    if (records.length === 0) return 'key-unreadable';
    return records.every(({ trust }) => trust === 'built-in') ? 'key-built-in' : undefined;
  }

  /** Keys of earlier visits are trusted as they were then. What cannot be read is left. */
  async takeKept(store: KeyStore | undefined): Promise<void> {
    try {
      for (const kept of (await store?.readAll()) ?? []) {
        const records = await this.#ports.client.readKeys(kept.bytes);
        this.ring.restore(kept, records);
      }
    } catch {
      // A browser that lets nothing be stored has kept nothing.
    }
  }

  /**
   * What the signatures within the lists, and in the files beside them, come to. Rejects with a Fault
   * when nothing can be checked at all.
   */
  async conclude(held: readonly HeldReference[]): Promise<Conclusions> {
    this.#useKeys();
    const files = held.filter(isSignatureFile);
    const lists = held.filter((one) => !isSignatureFile(one));
    const found = new Map<Reference, Conclusion>();
    for (const list of lists) {
      const beside = files.filter((file) => isNamedFor(file, list));
      const signing = await this.#concludeList(list, beside);
      if (signing) found.set(list.page.reference, { signing });
    }
    for (const file of files) await this.#concludeFile(file, lists, found);
    return found;
  }

  /** The signatures over an image whose digests are known. */
  async checkImage(
    read: ReadImage,
    held: readonly HeldReference[],
    pointings: readonly Pointing[],
  ): Promise<readonly ImageSignature[]> {
    const { image, states } = read;
    const about = held.filter(
      ({ page }) => (page.plans ?? []).length > 0 && claimsAbout(page, image, pointings).length > 0,
    );
    const checked: ImageSignature[] = [];
    for (const { page, bytes } of about) {
      const isComputed = page.plans?.every(({ algorithm }) => states.has(algorithm));
      if (!bytes || !isComputed) continue; // the image is read again for what is missing
      const checks = await this.#once(states, bytes, () => this.#check(read, page, bytes));
      checked.push({ referenceId: page.id, checks });
    }
    return checked;
  }

  async #check(
    { file, states }: ReadImage,
    { plans = [] }: PageReference,
    bytes: Uint8Array,
  ): Promise<Checks> {
    const digests: string[] = [];
    for (const { algorithm, suffix } of plans) {
      const state = states.get(algorithm);
      if (state) digests.push(await this.#ports.extend({ algorithm, state, suffix }));
    }
    const needsContent = plans.some((plan) => plan.needsContent);
    const content = needsContent ? await contentOf(file) : undefined;
    const signed = content ? { digests, content } : { digests };
    return this.#known(await this.#ports.client.checkImage(bytes, signed, this.#keys));
  }

  /** The worst of what stands within the text, then the best of what stands beside it. */
  async #concludeList(
    list: HeldReference,
    beside: readonly HeldReference[],
  ): Promise<Signing | undefined> {
    const { page, bytes } = list;
    if (!page.reference.isSigned && beside.length === 0) return undefined;
    if (bytes === undefined) return this.#weigh(TOO_LARGE, page, 'same');
    const within = page.reference.isSigned
      ? this.#weigh(await this.#checkList(bytes, undefined), page, 'parts')
      : undefined;
    const outer: Signing[] = [];
    for (const { bytes: signature } of beside) {
      const signing = this.#weigh(await this.#checkList(bytes, signature), page, 'same');
      if (signing) outer.push(signing);
    }
    return bestOf([...outer, ...(within ? [within] : [])]);
  }

  /** A file of signatures is about the list of its name, any other that it fits, or an image. */
  async #concludeFile(
    file: HeldReference,
    lists: readonly HeldReference[],
    found: Map<Reference, Conclusion>,
  ): Promise<void> {
    const { reference } = file.page;
    const named = lists.filter((list) => isNamedFor(file, list) && list.bytes !== undefined);
    const fitting = named.length > 0 ? named : await this.#findFitting(file, lists);
    const checked: [HeldReference, Signing][] = [];
    for (const list of fitting) {
      if (list.bytes === undefined) continue;
      // What the list signs within itself says nothing of this file.
      const checks = await this.#checkList(list.bytes, file.bytes);
      const signing = this.#weigh(checks, list.page, 'same');
      if (signing) checked.push([list, signing]);
    }
    const best = bestOf(checked.map(([, signing]) => signing));
    const over = checked.filter(([, signing]) => signing.state === best?.state);
    found.set(reference, {
      ...(best ? { signing: best } : {}),
      ...(isRightOver(best) ? {} : { plans: await this.#plansOf(file) }),
      over: over.map(([{ page }]) => page.reference.name ?? ''),
    });
    for (const [{ page }, signing] of over) {
      if (!found.has(page.reference)) found.set(page.reference, { signing });
    }
  }

  /** Whatever the names say, a good signature is over the bytes that it fits. */
  async #findFitting(
    file: HeldReference,
    lists: readonly HeldReference[],
  ): Promise<readonly HeldReference[]> {
    const fitting: HeldReference[] = [];
    for (const list of lists.filter(({ page }) => !page.reference.isSigned)) {
      if (list.bytes === undefined) continue;
      const checks = await this.#checkList(list.bytes, file.bytes);
      if (checks.some(({ outcome }) => outcome === 'good' || outcome === 'expired')) {
        fitting.push(list);
      }
    }
    return fitting;
  }

  async #plansOf({ bytes }: HeldReference): Promise<PageReference['plans']> {
    if (bytes === undefined) return undefined;
    const known = this.#plans.get(bytes);
    const plans = known ?? (await this.#ports.client.planImage(bytes));
    this.#plans.set(bytes, plans);
    return plans;
  }

  #checkList(list: Uint8Array, signature: Uint8Array | undefined): Promise<Checks> {
    return this.#once(list, signature, async () =>
      this.#known(await this.#ports.client.checkList(list, signature, this.#keys)),
    );
  }

  /** The very same conclusion for the very same checks. */
  #weigh(checks: Checks, { reference }: PageReference, over: 'same' | 'parts') {
    const names = reference.claims.flatMap(({ path }) => path ?? []);
    const signing = this.#conclusions.get(checks) ?? concludeSigning(checks, names, over);
    this.#conclusions.set(checks, signing);
    return signing;
  }

  #once(
    signed: object,
    signature: Uint8Array | undefined,
    check: () => Promise<Checks>,
  ): Promise<Checks> {
    const ofSigned =
      this.#checked.get(signed) ?? new Map<Uint8Array | undefined, Promise<Checks>>();
    const checks = ofSigned.get(signature) ?? check();
    this.#checked.set(signed, ofSigned.set(signature, checks));
    checks.catch(() => ofSigned.delete(signature)); // a worker that died is asked anew
    return checks;
  }

  /** A file may hold more keys than the one that is trusted, and one that is built in too. */
  #known(checks: Checks): Checks {
    return checks.map((check) => {
      const { key, ...rest } = check;
      const name = key && this.ring.nameOf(key);
      if (key?.trust === 'built-in') {
        return name === undefined ? check : { ...check, key: { ...key, ownName: name } };
      }
      if (key === undefined || check.outcome === 'revoked') return check;
      if (name === undefined) return { ...rest, outcome: 'unknown-key', weaknesses: [] };
      return { ...check, key: { ...key, names: [name, ...key.names] } };
    });
  }

  /** What was checked with other keys is checked anew. */
  #useKeys(): void {
    const { files } = this.ring;
    if (files === this.#keys) return;
    this.#keys = files;
    this.#checked = new WeakMap();
    this.#plans = new WeakMap();
  }
}

/**
 * Read on the page: WebKit lets no worker read files of a page from file://. Nothing where it is too
 * large; no bytes where the file can no longer be read, which is not what was read before.
 */
async function contentOf(file: Blob): Promise<Uint8Array | undefined> {
  if (file.size > MAX_LEGACY_BYTES) return undefined;
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return new Uint8Array();
  }
}

const isSignatureFile = ({ page }: HeldReference): boolean => page.reference.format === 'signature';

function isNamedFor(file: HeldReference, list: HeldReference): boolean {
  const [subject] = file.page.reference.claims.flatMap(({ path }) => path ?? []);
  const { name } = list.page.reference;
  return subject !== undefined && name !== undefined && nameKey(subject) === nameKey(name);
}

/** Else it may be over an image: a list that is called like one must not take its signature away. */
const isRightOver = (list: Signing | undefined): boolean =>
  list !== undefined && ['good', 'expired', 'weak', 'revoked'].includes(list.state);

/**
 * Of signatures in several files: one that fits is no less right beside one that was made for another
 * file of the same name.
 */
function bestOf(signings: readonly Signing[]): Signing | undefined {
  const order = ['good', 'expired', 'bad', 'weak', 'revoked', 'unknown-key', 'unsupported'];
  return [...signings].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))[0];
}
