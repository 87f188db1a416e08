/**
 * Answers the commands of `catalogue-protocol.ts`, each with one reply. It holds the one catalogue
 * of its worker.
 */
import { prepareCandidates } from '../../core/catalogue/candidates.ts';
import type { Catalogue } from '../../core/catalogue/decode.ts';
import { findMatches } from '../../core/catalogue/lookup.ts';
import { Fault } from '../../core/fault.ts';
import {
  decodeCatalogueCommand,
  type CatalogueCommand,
  type CatalogueReply,
} from '../shared/catalogue-protocol.ts';
import { loadCatalogue } from './catalogue-load.ts';

export class CatalogueDesk {
  #catalogue: Catalogue | undefined;

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

  /** For a moment when nobody waits: what the first image will ask for. Never throws. */
  prepare(): void {
    try {
      if (this.#catalogue) prepareCandidates(this.#catalogue);
    } catch {
      // That an entry cannot be decoded, the first question that needs it is told.
    }
  }

  async #obey(command: CatalogueCommand): Promise<CatalogueReply> {
    const { id } = command;
    if (command.kind === 'load') {
      this.#catalogue = await loadCatalogue(command.origin);
      return { id, kind: 'loaded', info: this.#catalogue.info };
    }
    if (this.#catalogue === undefined) {
      throw new Fault('worker.protocol', 'find expected after a catalogue was loaded');
    }
    return { id, kind: 'found', matches: findMatches(this.#catalogue, command.query) };
  }
}
