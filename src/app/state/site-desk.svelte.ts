/** Site catalogues: those that were dropped, those in use, and the one that is being made. */
import { compareEntries, type SiteChanges } from '../../core/site-catalogue/compare.ts';
import {
  addEntry,
  draftOf,
  findObstacle,
  isChanged,
  newDraft,
  publish,
  rebase,
  removeEntry,
  revert,
  type SiteAddition,
  type SiteDraft,
  type SiteObstacle,
} from '../../core/site-catalogue/draft.ts';
import { EntryIndex, type SiteStanding } from '../../core/site-catalogue/entry-index.ts';
import { formatSiteCatalogue } from '../../core/site-catalogue/format.ts';
import { SITE_TEXT_LIMITS, type SiteCatalogue } from '../../core/site-catalogue/site-catalogue.ts';
import { downloadText } from '../../platform/files/download.ts';
import type { SiteStore, StoredCatalogue } from '../../platform/storage/kept-store.ts';
import { IS_PORTABLE } from '../format/build.ts';
import { results } from '../text/results.ts';
import type { HeldReference } from './held-reference.ts';
import type { SitePorts } from './site-catalogues.svelte.ts';
import { recordImport, type SiteImport } from './site-import.ts';
import { entryOf, fileNameOf, newId, type SiteNotes } from './site-entry.ts';
import { isInUse, SiteOffers, type SiteOffer } from './site-offers.svelte.ts';
import type { JobView, ReferenceView } from './view.ts';

export async function openSiteDesk(ports: SitePorts): Promise<SiteDesk> {
  const store = IS_PORTABLE
    ? undefined
    : (await import('../../platform/storage/kept-store.ts')).openSiteStore();
  return new SiteDesk(ports, store);
}

export class SiteDesk {
  readonly #ports: SitePorts;
  readonly #store: SiteStore | undefined;
  /** By id, of all that was accepted or saved in this visit. */
  readonly #highest = new Map<string, number>();
  /** References that were forgotten and are on the page until the browser let go of them. */
  readonly #leaving = new Set<string>();
  #draft = $state.raw<SiteDraft | undefined>();
  #imports = $state.raw<readonly SiteImport[]>([]);
  /** The name of the file that was saved last. */
  savedAs = $state.raw<string | undefined>();

  readonly #index = $derived(this.#draft && new EntryIndex(this.#draft.entries));
  readonly offers: SiteOffers;

  constructor(ports: SitePorts, store: SiteStore | undefined) {
    this.#ports = ports;
    this.#store = store;
    this.offers = new SiteOffers(ports);
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

  /** Takes the place of the version in use, if there is one. */
  accept(referenceId: string): void {
    const offer = this.offers.of(referenceId);
    const held = this.#find(referenceId);
    if (offer?.acceptance !== 'open' || !held) return;
    const { catalogue } = offer;
    this.#log('accepted', referenceId, offer);
    for (const id of this.offers.accepted(catalogue.id)) this.#ports.drop(id);
    this.#use(referenceId, catalogue);
    void this.#keep(catalogue, this.#store?.put(this.#storedOf(held, catalogue, Date.now())));
  }

  /**
   * An accepted catalogue leaves the browser before it leaves the page: whoever saw it go and closes the
   * page at once does not find it at the next visit. `undefined`: nothing is to be waited for.
   */
  forget(referenceId: string): Promise<void> | undefined {
    const offer = this.offers.of(referenceId);
    if (!offer?.isAccepted || this.#leaving.has(referenceId)) return undefined;
    this.#leaving.add(referenceId);
    this.#log('forgotten', referenceId, { ...offer, used: undefined });
    return this.#keep(offer.catalogue, this.#store?.remove(offer.catalogue.id));
  }

  /** What was accepted in an earlier visit. */
  async restore(kept: readonly StoredCatalogue[]): Promise<void> {
    for (const one of kept) {
      try {
        await this.#restore(one);
      } catch {
        this.#ports.notify({ code: 'part-missing', name: '' }); // the others may be read
      }
    }
  }

  async #restore({ acceptedAt, files }: StoredCatalogue): Promise<void> {
    // The catalogue comes before its signatures, so that it is known to wait for them.
    const ids: string[] = [];
    for (const file of files) ids.push((await this.#take(file)) ?? '');
    const [id = ''] = ids;
    const offer = this.offers.of(id);
    if (!offer) return; // another version of this program cannot read it
    if (this.offers.accepted(offer.catalogue.id).length > 0) {
      for (const taken of ids) this.#ports.drop(taken); // a version was accepted meanwhile
      return;
    }
    this.#log('kept', id, offer, acceptedAt);
    this.#use(id, offer.catalogue);
  }

  add(job: JobView, said: SiteNotes): SiteAddition['kind'] {
    const { kind, draft } = addEntry(this.#draft ?? this.#begin(), entryOf(job, said));
    this.#draft = draft;
    return kind;
  }

  standingOf({ name, digests }: Pick<JobView, 'name' | 'digests'>): SiteStanding {
    return this.#index?.standingOf({ fileName: name, digests }) ?? 'absent';
  }

  /** Blank: it keeps the name that it has. A script is not held by the limit of the field. */
  rename(text: string): void {
    const name = text.trim().slice(0, SITE_TEXT_LIMITS.name);
    if (this.#draft && name !== '') this.#draft = { ...this.#draft, name };
  }

  remove(entryId: string): void {
    if (this.#draft) this.#draft = removeEntry(this.#draft, entryId);
  }

  /** What the next version has that the last one has not. */
  get changes(): SiteChanges {
    return compareEntries(this.#draft?.base?.entries ?? [], this.#draft?.entries ?? []);
  }
  /** Why it cannot be saved. */
  get obstacle(): SiteObstacle | undefined {
    return this.#draft && findObstacle(this.#draft);
  }
  /** The catalogue that is added to: the draft, or else the one in use that would become it. */
  get target(): Pick<SiteCatalogue, 'name'> | undefined {
    return this.#draft ?? this.offers.lastUsed;
  }

  /** Gives up what is in no file. */
  discard(): void {
    this.#draft = this.#draft && revert(this.#draft);
    this.savedAs = undefined;
  }

  /** A catalogue beside the one that is on show, unless that has changes that were not saved. */
  beginAnother(): void {
    if (this.isUnsaved) return;
    this.#draft = emptyDraft();
    this.savedAs = undefined;
  }

  save(): void {
    if (!this.#draft || this.obstacle) return;
    const catalogue = publish(this.#draft, new Date().toISOString());
    this.#draft = draftOf(catalogue, this.#draft.highest);
    this.#heedVersion(catalogue);
    this.savedAs = fileNameOf(catalogue);
    downloadText(formatSiteCatalogue(catalogue), this.savedAs, 'application/json');
  }

  /** A catalogue in use is worked on, unless another one has changes that were not saved. */
  edit(referenceId: string): void {
    const offer = this.offers.of(referenceId);
    if (offer && isInUse(offer) && !this.isUnsaved) this.#edit(offer.catalogue);
  }

  #edit(catalogue: SiteCatalogue): void {
    this.#draft = draftOf(catalogue, this.#highest.get(catalogue.id));
    this.savedAs = undefined;
  }

  #begin(): SiteDraft {
    const used = this.offers.lastUsed;
    return used ? draftOf(used, this.#highest.get(used.id)) : emptyDraft();
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

  #keep({ name }: SiteCatalogue, stored: Promise<void> | undefined): Promise<void> | undefined {
    return stored?.catch(() => this.#ports.notify({ code: 'catalogue-not-kept', name }));
  }

  #log(
    action: SiteImport['action'],
    referenceId: string,
    offer: SiteOffer,
    at: number = Date.now(),
  ): void {
    const record = (view: ReferenceView) => recordImport(action, { at, view, offer });
    const view = this.#viewOf(referenceId);
    if (!view) return;
    const now = record(view);
    this.#imports = [...this.#imports, now];
    void this.#ports.settled().then(() => {
      const later = this.#viewOf(referenceId);
      if (later) this.#imports = this.#imports.map((one) => (one === now ? record(later) : one));
    });
  }

  #viewOf = (id: string): ReferenceView | undefined =>
    this.#ports.views().find((view) => view.id === id);

  #find = (id: string): HeldReference | undefined =>
    this.#ports.board.held.find(({ page }) => page.id === id);
}

const emptyDraft = (): SiteDraft =>
  newDraft(newId(), results.site.own.firstName, new Date().toISOString());
