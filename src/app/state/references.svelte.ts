import type { Reference } from '../../core/reference/reference.ts';
import { worstOf } from '../../core/signature/trust.ts';
import {
  concernsImage,
  isOfReference,
  type AssessedClaim,
  type PageReference,
  type Pointing,
} from '../../core/verdict/claims.ts';
import type { CatalogueClient } from '../../engine/client/catalogue.ts';
import type { Engine } from '../../engine/client/engine.ts';
import type { Recognised } from '../../engine/shared/protocol.ts';
import type { NewNotice } from './intake.ts';
import type { JobRow } from './job-row.svelte.ts';
import { hasKeptKeys } from './kept-keys.ts';
import { NamedEntries } from './named-entries.svelte.ts';
import type { RecordKeeper } from './record-keeper.svelte.ts';
import { signatureFile, type HeldReference } from './held-reference.ts';
import { ReferenceBoard } from './reference-board.svelte.ts';
import { Signatures } from './signatures.svelte.ts';
import { SiteCatalogues } from './site-catalogues.svelte.ts';
import type { KeyView, ReferenceView } from './view.ts';

export interface ReferencesPorts {
  readonly engine: Engine;
  readonly catalogue: CatalogueClient;
  readonly records: RecordKeeper;
  readonly rows: () => readonly JobRow[];
  readonly nextId: () => string;
  readonly notify: (notice: NewNotice) => void;
  /** It may ask for what was declined before. */
  readonly onReference: (reference: Reference) => void;
  /** What was found of signatures may change what an image needs. */
  readonly onFound: () => void;
}

const PASTED_ID = 'pasted';

/** The references and keys of the page: lists, pasted text, signatures, and what they come to. */
export class References {
  readonly #ports: ReferencesPorts;
  readonly #board = new ReferenceBoard();
  readonly #named: NamedEntries;
  readonly #signatures: Signatures;
  #parse: ((text: string) => Reference | undefined) | undefined;
  #pointings = $state.raw<readonly Pointing[]>([]);
  #expected = $state.raw('');

  readonly site: SiteCatalogues;
  readonly views: readonly ReferenceView[] = $derived.by(() =>
    this.#board.held.map((held) => this.#viewOf(held)),
  );

  constructor(ports: ReferencesPorts) {
    const { engine, rows, notify, onFound } = ports;
    this.#ports = ports;
    this.#named = new NamedEntries(ports.catalogue);
    this.#signatures = new Signatures({
      board: this.#board,
      openDesk: async () => {
        const { openSignatureDesk } = await import('./open-signature-desk.ts');
        return openSignatureDesk(engine, (name) => notify({ code: 'key-not-kept', name }));
      },
      pointings: () => this.#pointings,
      ...{ hasKept: hasKeptKeys, rows, notify, onFound },
    });
    this.site = new SiteCatalogues({
      ...{ board: this.#board, engine, notify, onChange: onFound },
      views: () => this.views,
      take: (name, recognised) => this.#takeReference(name, recognised),
      drop: (id) => this.#drop(id),
      settled: () => this.#signatures.settled(),
    });
  }

  get pages(): readonly PageReference[] {
    return this.#board.pages;
  }
  get pointings(): readonly Pointing[] {
    return this.#pointings;
  }
  /** The text in the expected-digest box. */
  get expected(): string {
    return this.#expected;
  }
  get keys(): readonly KeyView[] {
    return this.#signatures.keys;
  }

  openKept(): void {
    this.#signatures.openKept();
    void this.site.openKept();
  }
  settle = (...settled: Parameters<Signatures['settle']>): Promise<void> =>
    this.#signatures.settle(...settled);
  trust = (keyId: string, name: string): void => this.#signatures.trust(keyId, name);
  forget = (keyId: string): void => this.#signatures.forget(keyId);

  /** What is returned is to be waited for: a key may change what an image needs. */
  take(name: string, recognised: Recognised): Promise<void> | undefined {
    if (recognised.kind === 'key') return this.#signatures.takeKeys(name, recognised.bytes);
    this.#takeReference(name, recognised);
    return undefined;
  }

  /** What is returned is to be waited for: the text is read with a part that is loaded first. */
  setExpected(text: string): Promise<void> | undefined {
    this.#expected = text;
    if (!this.#parse && text.trim() !== '') {
      return this.#loadParser().then(() => this.#takeExpected(text));
    }
    this.#takeExpected(text);
    return undefined;
  }

  point(pointing: Pointing): void {
    this.#pointings = [...this.#pointings, pointing];
    const page = this.#board.find(pointing.referenceId);
    if (page) this.#ports.onReference(page.reference);
    this.#signatures.review();
  }

  remove(id: string): void {
    if (id === PASTED_ID) this.#expected = '';
    const forgetting = this.site.desk?.forget(id);
    if (!forgetting) this.#drop(id);
    void forgetting?.then(() => {
      this.#drop(id);
      this.#ports.onFound();
    });
  }

  /** Trusted keys and accepted catalogues stay. */
  clear(): void {
    for (const { id, accepted } of this.pages) if (!accepted) this.remove(id);
    this.#expected = '';
    this.#signatures.clear();
  }

  /** Not among what an empty page loads. */
  async #loadParser(): Promise<void> {
    try {
      this.#parse ??= (await import('../../core/reference/parse.ts')).parsePastedText;
    } catch {
      this.#ports.notify({ code: 'part-missing', name: '' });
    }
  }

  /** A later text may have been taken while the parser was loaded. */
  #takeExpected(text: string): void {
    if (this.#expected !== text) return;
    const reference = this.#parse?.(text);
    this.#drop(PASTED_ID);
    if (reference) this.#add(PASTED_ID, reference, new TextEncoder().encode(text));
  }

  /** Its id. */
  #takeReference(name: string, recognised: Recognised): string {
    const reference = recognised.kind === 'reference' ? recognised.reference : signatureFile(name);
    const id = this.#ports.nextId();
    this.#add(id, reference, recognised.bytes);
    return id;
  }

  #add(id: string, reference: Reference, bytes: Uint8Array | undefined): void {
    this.#board.add(id, reference, bytes);
    this.#ports.onReference(reference);
    this.#signatures.review();
    this.site.heed(reference);
    void this.#named.find(id, reference);
  }

  #drop(id: string): void {
    const view = this.views.find((one) => one.id === id);
    if (!view) return;
    this.#ports.records.keepReference(view);
    this.#board.drop(id);
    this.#pointings = this.#pointings.filter(({ referenceId }) => referenceId !== id);
    this.#named.drop(id);
    this.#signatures.review();
  }

  /** OpenPGP states a fingerprint, or its end. */
  #offeredKey(issuer: string | undefined): ReferenceView['offeredKey'] {
    if (issuer === undefined) return undefined;
    const key = this.keys.find(
      ({ record, isTrusted }) => !isTrusted && record.fingerprint.endsWith(issuer),
    );
    return key && (key.record.isRevoked ? 'revoked' : 'untrusted');
  }

  #viewOf(held: HeldReference): ReferenceView {
    const { id, reference } = held.page;
    const found = this.#ports
      .rows()
      .map(({ name, assessment }) => ({ name, claims: claimsOf(assessment.claims, id) }))
      .filter(({ claims }) => claims.length > 0);
    const ofImages = found.flatMap(({ claims }) => claims.flatMap((claim) => claim.signing ?? []));
    const signing = held.page.signing ?? worstOf(ofImages);
    return {
      id,
      reference,
      isAccepted: held.page.accepted === true,
      named: this.#named.of(id),
      appliesTo: [...held.over, ...found.map(({ name }) => name)],
      over: held.over,
      signature: signing?.state ?? this.#signatures.stateOf(held),
      signing,
      offeredKey: this.#offeredKey(signing?.decisive.issuer),
    };
  }
}

/** Of one reference, those that matter to the image. */
const claimsOf = (claims: readonly AssessedClaim[], id: string): readonly AssessedClaim[] =>
  claims.filter((claim) => isOfReference(claim, id) && concernsImage(claim));
