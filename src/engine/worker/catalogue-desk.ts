/**
 * Answers the commands of `catalogue-protocol.ts`, each with one reply. It holds the one catalogue
 * of its worker.
 */
import { prepareCandidates } from '../../core/catalogue/candidates.ts';
import type { Catalogue } from '../../core/catalogue/decode.ts';
import { findMatches } from '../../core/catalogue/lookup.ts';
import {
  findEntry,
  prepareEntries,
  prepareSearch,
  searchCatalogue,
} from '../../core/catalogue/search.ts';
import { Fault } from '../../core/fault.ts';
import {
  decodeCatalogueCommand,
  type CatalogueCommand,
  type CatalogueReply,
} from '../shared/catalogue-protocol.ts';
import { loadCatalogue } from './catalogue-load.ts';
import { makeInSlices } from './slices.ts';

/** Any: every search for a word needs the same. */
const WORD = 'image';

export class CatalogueDesk {
  #catalogue: Catalogue | undefined;
  /** Somebody looks at the list: words will follow. */
  #isSearched = false;

  /** Rejects with `Fault('worker.protocol')` for what is not a command; else always answers. */
  async answer(message: unknown): Promise<CatalogueReply> {
    const command = decodeCatalogueCommand(message);
    try {
      return await this.#obey(command);
    } catch (thrown) {
      const fault = Fault.of(thrown, 'catalogue.unreadable').toWire();
      return { id: command.id, kind: 'failed', fault };
    }
  }

  /**
   * For a moment when nobody waits: what the first image, or a search, will ask for. Questions that
   * come meanwhile are answered in between. Never rejects.
   */
  async prepare(): Promise<void> {
    const catalogue = this.#catalogue;
    if (catalogue === undefined) return;
    try {
      if (this.#isSearched) await makeInSlices(prepareSearch(catalogue, WORD));
      await makeInSlices(prepareCandidates(catalogue));
    } catch {
      // That an entry cannot be decoded, the first question that needs it is told.
    }
  }

  async #look(
    catalogue: Catalogue,
    command: Exclude<CatalogueCommand, { kind: 'load' }>,
  ): Promise<CatalogueReply> {
    const { id, kind } = command;
    switch (kind) {
      case 'find':
        if (command.query.claimed) await makeInSlices(prepareCandidates(catalogue));
        return { id, kind: 'found', matches: findMatches(catalogue, command.query) };
      case 'search':
        this.#isSearched = true;
        await makeInSlices(prepareSearch(catalogue, command.search.text));
        return { id, kind: 'searched', result: searchCatalogue(catalogue, command.search) };
      case 'show':
        await makeInSlices(prepareEntries(catalogue));
        return { id, kind: 'shown', entry: findEntry(catalogue, command.entryId) };
    }
  }

  async #obey(command: CatalogueCommand): Promise<CatalogueReply> {
    const { id } = command;
    if (command.kind === 'load') {
      this.#catalogue = await loadCatalogue(command.origin);
      return { id, kind: 'loaded', info: this.#catalogue.info };
    }
    if (this.#catalogue === undefined) {
      throw new Fault('worker.protocol', `${command.kind} expected after a catalogue was loaded`);
    }
    return await this.#look(this.#catalogue, command);
  }
}
