import type { SavedStates } from '../../core/digest/checkpoint.ts';
import type { SignatureState } from '../../core/signature/trust.ts';
import type { ImageSignature, Pointing } from '../../core/verdict/claims.ts';
import type { NewNotice } from './intake.ts';
import type { JobRow } from './job-row.svelte.ts';
import type { HeldReference } from './held-reference.ts';
import type { ReferenceBoard } from './reference-board.svelte.ts';
import type { SignatureDesk } from './signature-desk.svelte.ts';
import type { KeyView } from './view.ts';

export interface SignaturesPorts {
  readonly board: ReferenceBoard;
  /** Loads what checks signatures. Rejects where that part of the program is missing. */
  readonly openDesk: () => Promise<SignatureDesk>;
  /** Does the browser keep keys of an earlier visit? */
  readonly hasKept: () => Promise<boolean>;
  readonly rows: () => readonly JobRow[];
  readonly pointings: () => readonly Pointing[];
  readonly notify: (notice: NewNotice) => void;
  /** What was found may change what an image needs. */
  readonly onFound: () => void;
}

/**
 * When signatures are checked: after each change of the references and keys, and at the end of each
 * reading. What checks them is loaded when there is something to check.
 */
export class Signatures {
  readonly #ports: SignaturesPorts;
  #desk = $state.raw<SignatureDesk | undefined>();
  #opening: Promise<SignatureDesk> | undefined;
  /** One after the other: a later conclusion must not be undone by an earlier one. */
  #last: Promise<void> = Promise.resolve();
  #waiting = $state.raw(0);

  readonly keys: readonly KeyView[] = $derived.by(() => this.#desk?.ring.keys ?? []);

  constructor(ports: SignaturesPorts) {
    this.#ports = ports;
  }

  /** Of a reference of which no signature was checked. */
  stateOf({ page }: HeldReference): SignatureState {
    const { reference } = page;
    const isSigned = reference.isSigned || reference.format === 'signature';
    if (this.#waiting > 0 && (isSigned || this.#ports.board.held.some(isOpen))) return 'checking';
    return reference.isSigned ? 'unsupported' : 'none';
  }

  /** Resolves when all checks have ended that were asked for until now. */
  settled(): Promise<void> {
    return this.#last;
  }

  /** Call after any change of references, keys or pointings. */
  review(): void {
    const isNeeded = this.#ports.board.held.some(({ page: { reference } }) =>
      reference.format === 'signature' ? true : reference.isSigned,
    );
    if (isNeeded || this.#desk) void this.#next((desk) => this.#review(desk));
  }

  /** Keys that the browser kept are there from the beginning; where there are none nothing is loaded. */
  openKept(): void {
    void this.#ports.hasKept().then(async (isSo) => {
      if (isSo) await this.#next(() => Promise.resolve());
    });
  }

  /** A newer copy of a key may change what is known of signatures. */
  takeKeys(fileName: string, bytes: Uint8Array): Promise<void> {
    return this.#next(async (desk) => {
      const code = await desk.takeKeys(fileName, bytes);
      if (code) this.#ports.notify({ code, name: fileName });
      await this.#review(desk);
    });
  }

  trust(keyId: string, name: string): void {
    this.#desk?.ring.trust(keyId, name);
    this.review();
  }

  forget(keyId: string): void {
    this.#desk?.ring.forget(keyId);
    this.review();
  }

  /** Takes the keys off that nobody trusted. */
  clear(): void {
    for (const { id } of this.keys.filter(({ isTrusted }) => !isTrusted))
      this.#desk?.ring.forget(id);
  }

  /**
   * Checks the signatures over an image that was read to its end, after those of the lists. What a
   * reading came to that is no longer the row's leaves no trace.
   */
  async settle(row: JobRow, states: SavedStates, isCurrent: () => boolean): Promise<void> {
    const keep = (signatures: readonly ImageSignature[]) => {
      if (!isCurrent()) return;
      row.states = states;
      row.signatures = signatures;
    };
    await this.#last;
    if (this.#desk === undefined) {
      keep([]);
      return;
    }
    await this.#next(async (desk) => {
      let found: readonly ImageSignature[] = [];
      try {
        found = await this.#check(desk, row, states);
      } finally {
        keep(found);
      }
    });
  }

  async #review(desk: SignatureDesk): Promise<void> {
    const { board, rows, onFound } = this.#ports;
    board.conclude(await desk.conclude(board.held));
    for (const row of rows()) await this.#checkRow(desk, row);
    onFound();
  }

  async #checkRow(desk: SignatureDesk, row: JobRow): Promise<void> {
    const { states } = row;
    if (states) row.signatures = await this.#check(desk, row, states);
  }

  async #check(desk: SignatureDesk, { image, file }: JobRow, states: SavedStates) {
    const { board, pointings } = this.#ports;
    return file ? await desk.checkImage({ image, file, states }, board.held, pointings()) : [];
  }

  /** Whatever goes wrong ends here: what was not checked says so itself. */
  #next(act: (desk: SignatureDesk) => Promise<void>): Promise<void> {
    this.#waiting += 1;
    this.#last = this.#last
      .then(async () => act(await this.#open()))
      .catch(() => this.#ports.notify({ code: 'part-missing', name: '' }))
      .finally(() => (this.#waiting -= 1));
    return this.#last;
  }

  async #open(): Promise<SignatureDesk> {
    this.#opening ??= this.#ports.openDesk();
    try {
      this.#desk = await this.#opening;
      return this.#desk;
    } catch (thrown) {
      this.#opening = undefined; // it may be there the next time
      throw thrown;
    }
  }
}

/** A file of signatures of which nothing is known yet may be over any list of the page. */
const isOpen = ({ page: { reference, signing, plans } }: HeldReference): boolean =>
  reference.format === 'signature' && signing === undefined && plans === undefined;
