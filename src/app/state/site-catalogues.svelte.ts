import type { Engine } from '../../engine/client/engine.ts';
import type { Recognised } from '../../engine/shared/protocol.ts';
import { IS_PORTABLE } from '../format/build.ts';
import type { NewNotice } from './intake.ts';
import type { HeldReference } from './held-reference.ts';
import type { ReferenceBoard } from './reference-board.svelte.ts';
import type { SiteDesk } from './site-desk.svelte.ts';
import type { ReferenceView } from './view.ts';

export interface SitePorts {
  readonly board: ReferenceBoard;
  readonly engine: Pick<Engine, 'recognise'>;
  readonly views: () => readonly ReferenceView[];
  /** Puts what was recognised on the page; the id of its reference. */
  readonly take: (name: string, recognised: Recognised) => string | undefined;
  /** Takes a reference off the page. */
  readonly drop: (referenceId: string) => void;
  /** When all signatures are checked that are on the page now. */
  readonly settled: () => Promise<void>;
  readonly notify: (notice: NewNotice) => void;
  /** What was accepted may change what an image needs. */
  readonly onChange: () => void;
}

/** The door to the desk of site catalogues, which loads with the first of them. */
export class SiteCatalogues {
  readonly #ports: SitePorts;
  #opening: Promise<SiteDesk> | undefined;
  desk = $state.raw<SiteDesk | undefined>();

  constructor(ports: SitePorts) {
    this.#ports = ports;
  }

  /** Call for each reference that comes. */
  heed({ format }: HeldReference['page']['reference']): void {
    if (format === 'site-catalogue') void this.open();
  }

  /** `undefined` where that part of the program is missing, which is told. */
  async open(): Promise<SiteDesk | undefined> {
    this.#opening ??= import('./site-desk.svelte.ts').then(({ openSiteDesk }) =>
      openSiteDesk(this.#ports),
    );
    try {
      this.desk = await this.#opening;
    } catch {
      this.#opening = undefined; // it may be there the next time
      this.#ports.notify({ code: 'part-missing', name: '' });
    }
    return this.desk;
  }

  /** Catalogues of earlier visits are there from the beginning; where there are none nothing is loaded. */
  async openKept(): Promise<void> {
    if (IS_PORTABLE) return;
    try {
      const { openSiteStore } = await import('../../platform/storage/kept-store.ts');
      const kept = await openSiteStore().readAll();
      if (kept.length > 0) await (await this.open())?.restore(kept);
    } catch {
      // A browser that lets nothing be stored has kept nothing.
    }
  }
}
