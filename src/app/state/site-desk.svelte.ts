/** Site catalogues: those that were dropped, those in use, and the one that is being made. */
import { decodeText } from '../../core/bytes/text.ts';
import type { Digests } from '../../core/digest/algorithm.ts';
import { compareEntries, orderOf, type SiteOrder } from '../../core/site-catalogue/compare.ts';
import type { SiteChanges } from '../../core/site-catalogue/compare.ts';
import {
  addEntry,
  draftOf,
  findNamesake,
  findSameFile,
  isChanged,
  isTooLarge,
  newDraft,
  publish,
  rebase,
  removeEntry,
  type SiteAddition,
  type SiteDraft,
} from '../../core/site-catalogue/draft.ts';
import { formatSiteCatalogue } from '../../core/site-catalogue/format.ts';
import { parseSiteCatalogue } from '../../core/site-catalogue/parse.ts';
import type { SiteCatalogue } from '../../core/site-catalogue/site-catalogue.ts';
import { mayBeAccepted } from '../../core/verdict/signed-claims.ts';
import { downloadText } from '../../platform/files/download.ts';
import type { SiteStore, StoredCatalogue } from '../../platform/storage/kept-store.ts';
import { IS_PORTABLE } from '../format/build.ts';
import type { HeldReference } from './held-reference.ts';
import type { SitePorts } from './site-catalogues.svelte.ts';
import { recordImport, type SiteImport } from './site-import.ts';
import { entryOf, fileNameOf, newId, type SiteNotes } from './site-entry.ts';
import type { JobView, ReferenceView } from './view.ts';

/** A catalogue on the page, beside the one of its id that is in use. */
export interface SiteOffer {
  readonly catalogue: SiteCatalogue;
  readonly order: SiteOrder;
  /** What accepting it would add, change and remove. */
  readonly changes: SiteChanges;
  /** The version that it would replace. */
  readonly used: SiteCatalogue | undefined;
  readonly isAccepted: boolean;
  /** False where a wrong signature forbids it, and while one is being checked. */
  readonly mayBeAccepted: boolean;
}

export async function openSiteDesk(ports: SitePorts): Promise<SiteDesk> {
  const store = IS_PORTABLE
    ? undefined
    : (await import('../../platform/storage/kept-store.ts')).openSiteStore();
  return new SiteDesk(ports, store);
}

export class SiteDesk {
  readonly #ports: SitePorts;
  readonly #store: SiteStore | undefined;
  readonly #parsed = new WeakMap<Uint8Array, SiteCatalogue | { readonly id: undefined }>();
  /** By id, of all that was accepted or saved in this visit. */
  readonly #highest = new Map<string, number>();
  #draft = $state.raw<SiteDraft | undefined>();
  #imports = $state.raw<readonly SiteImport[]>([]);
  /** The name of the file that was saved last. */
  savedAs = $state.raw<string | undefined>();

  readonly #offers: ReadonlyMap<string, SiteOffer> = $derived.by(() => this.#findOffers());

  constructor(ports: SitePorts, store: SiteStore | undefined) {
    this.#ports = ports;
    this.#store = store;
  }

  get draft(): SiteDraft | undefined {
    return this.#draft;
  }
  get isUnsaved(): boolean {
    return this.#draft !== undefined && isChanged(this.#draft);
  }
  /** What was accepted and forgotten in this visit, in order. */
  get imports(): readonly SiteImport[] {
    return this.#imports;
  }
  /** `undefined` for what is no sound catalogue in a file of its own. */
  offerOf(referenceId: string): SiteOffer | undefined {
    return this.#offers.get(referenceId);
  }

  /** Takes the place of the version in use, if there is one. */
  accept(referenceId: string): void {
    const offer = this.offerOf(referenceId);
    const held = this.#find(referenceId);
    if (!offer?.mayBeAccepted || !held) return;
    const { catalogue } = offer;
    this.#log('accepted', referenceId, offer);
    for (const [id, other] of this.#offers) {
      if (other.isAccepted && other.catalogue.id === catalogue.id) this.#ports.drop(id);
    }
    this.#use(referenceId, catalogue);
    this.#keep(catalogue, this.#store?.put(this.#storedOf(held, catalogue, Date.now())));
  }

  /** Call before an accepted catalogue leaves the page: it leaves the browser too. */
  forget(referenceId: string): void {
    const offer = this.offerOf(referenceId);
    if (!offer?.isAccepted) return;
    this.#log('forgotten', referenceId, { ...offer, used: undefined });
    this.#keep(offer.catalogue, this.#store?.remove(offer.catalogue.id));
  }

  /** What was accepted in an earlier visit. */
  async restore(kept: readonly StoredCatalogue[]): Promise<void> {
    for (const { acceptedAt, files } of kept) {
      const [id] = await Promise.all(files.map((file) => this.#take(file)));
      const offer = id === undefined ? undefined : this.offerOf(id);
      if (id === undefined || !offer) continue; // another version of this program cannot read it
      this.#log('kept', id, offer, acceptedAt);
      this.#use(id, offer.catalogue);
    }
  }

  add(job: JobView, said: SiteNotes): SiteAddition['kind'] {
    const { kind, draft } = addEntry(this.#draft ?? this.#begin(), entryOf(job, said));
    this.#draft = draft;
    return kind;
  }

  /** `present`: this very file is in the catalogue; `namesake`: another one of its name is. */
  standingOf(job: {
    readonly name: string;
    readonly digests: Digests;
  }): 'absent' | 'present' | 'namesake' {
    if (!this.#draft) return 'absent';
    if (findSameFile(this.#draft, job)) return 'present';
    return findNamesake(this.#draft, { fileName: job.name }) ? 'namesake' : 'absent';
  }

  rename(name: string): void {
    if (this.#draft && name !== '') this.#draft = { ...this.#draft, name };
  }

  remove(entryId: string): void {
    if (this.#draft) this.#draft = removeEntry(this.#draft, entryId);
  }

  /** What the next version has that the last one has not. */
  get changes(): SiteChanges {
    return compareEntries(this.#draft?.base?.entries ?? [], this.#draft?.entries ?? []);
  }
  /** An empty catalogue would say nothing; one that is too large could not be read again. */
  get canSave(): boolean {
    return this.#draft !== undefined && this.#draft.entries.length > 0 && !isTooLarge(this.#draft);
  }

  save(): void {
    if (!this.#draft || !this.canSave) return;
    const catalogue = publish(this.#draft, new Date().toISOString());
    this.#draft = draftOf(catalogue, this.#draft.highest);
    this.#heedVersion(catalogue);
    this.savedAs = fileNameOf(catalogue);
    downloadText(formatSiteCatalogue(catalogue), this.savedAs, 'application/json');
  }

  /** A catalogue in use is worked on, unless another one has changes that were not saved. */
  edit(referenceId: string): void {
    const offer = this.offerOf(referenceId);
    if (offer && !this.isUnsaved) this.#edit(offer.catalogue);
  }

  #edit(catalogue: SiteCatalogue): void {
    this.#draft = draftOf(catalogue, this.#highest.get(catalogue.id));
    this.savedAs = undefined;
  }

  #begin(): SiteDraft {
    const used = [...this.#offers.values()].filter(({ isAccepted }) => isAccepted).at(-1);
    if (used) return draftOf(used.catalogue, this.#highest.get(used.catalogue.id));
    return newDraft(newId(), 'Site catalogue', new Date().toISOString());
  }

  #use(referenceId: string, catalogue: SiteCatalogue): void {
    this.#heedVersion(catalogue);
    this.#ports.board.accept(referenceId);
    if (this.#draft?.id === catalogue.id) this.#draft = rebase(this.#draft, catalogue);
    this.#ports.onChange();
  }

  #heedVersion({ id, version }: SiteCatalogue): void {
    this.#highest.set(id, Math.max(version, this.#highest.get(id) ?? 0));
  }

  async #take({ name, bytes }: StoredCatalogue['files'][number]): Promise<string | undefined> {
    const file = new File([Uint8Array.from(bytes)], name);
    const recognised = await this.#ports.engine.recognise(file);
    return recognised && this.#ports.take(name, recognised);
  }

  #storedOf(held: HeldReference, { id }: SiteCatalogue, acceptedAt: number): StoredCatalogue {
    const name = held.page.reference.name ?? '';
    const beside = this.#ports.board.held.filter(({ over }) => over.includes(name));
    const files = [held, ...beside].flatMap(({ page, bytes }) =>
      bytes ? [{ name: page.reference.name ?? '', bytes }] : [],
    );
    return { id, acceptedAt, files };
  }

  #keep({ name }: SiteCatalogue, stored: Promise<void> | undefined): void {
    stored?.catch(() => this.#ports.notify({ code: 'catalogue-not-kept', name }));
  }

  #log(
    action: SiteImport['action'],
    referenceId: string,
    offer: SiteOffer,
    at: number = Date.now(),
  ): void {
    const view = this.#viewOf(referenceId);
    if (view) this.#imports = [...this.#imports, recordImport(action, { at, view, offer })];
  }

  #viewOf = (id: string): ReferenceView | undefined =>
    this.#ports.views().find((view) => view.id === id);

  #find = (id: string): HeldReference | undefined =>
    this.#ports.board.held.find(({ page }) => page.id === id);

  #findOffers(): ReadonlyMap<string, SiteOffer> {
    const sound = this.#ports.board.held.flatMap((held) => {
      const catalogue = this.#parse(held);
      return catalogue ? [{ page: held.page, catalogue }] : [];
    });
    const used = sound.filter(({ page }) => page.accepted);
    return new Map(
      sound.map(({ page, catalogue }) => {
        const before = used.find((one) => one.catalogue.id === catalogue.id)?.catalogue;
        const offer: SiteOffer = {
          catalogue,
          order: orderOf(before, catalogue),
          changes: compareEntries(before?.entries ?? [], catalogue.entries),
          used: before,
          isAccepted: page.accepted === true,
          mayBeAccepted: mayBeAccepted(page.signing),
        };
        return [page.id, offer];
      }),
    );
  }

  /** Of a file by itself: pasted text is not kept, and within a signed frame stands more than it. */
  #parse({ page: { reference }, bytes }: HeldReference): SiteCatalogue | undefined {
    if (reference.format !== 'site-catalogue' || reference.name === undefined || !bytes) return;
    const known = this.#parsed.get(bytes);
    if (known) return known.id === undefined ? undefined : known;
    const reading = parseSiteCatalogue(decodeText(bytes)?.text ?? '');
    this.#parsed.set(bytes, reading.kind === 'whole' ? reading.catalogue : { id: undefined });
    return reading.kind === 'whole' ? reading.catalogue : undefined;
  }
}
