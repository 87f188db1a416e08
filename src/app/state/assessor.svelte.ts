import { assess, type Assessment } from '../../core/verdict/assess.ts';
import type { Image, PageReference, Pointing } from '../../core/verdict/claims.ts';
import { planDigests, type PlanInput } from '../../core/verdict/plan.ts';
import { planPrefixes } from '../../core/verdict/plan-prefixes.ts';

/** What of the page is assessed. */
export interface AssessorPorts {
  readonly images: () => readonly Image[];
  readonly references: () => {
    readonly pages: readonly PageReference[];
    readonly pointings: readonly Pointing[];
  };
}

/** Judges the images of the page, always as the page is now. Loads with the first of them. */
export class Assessor {
  readonly #ports: AssessorPorts;
  readonly #images: readonly Image[] = $derived.by(() => this.#ports.images());
  readonly #assessments: ReadonlyMap<string, Assessment> = $derived.by(() => {
    const { pages: references, pointings } = this.#ports.references();
    return assess({ images: this.#images, references, pointings });
  });

  constructor(ports: AssessorPorts) {
    this.#ports = ports;
  }

  assessmentOf(id: string): Assessment {
    const assessment = this.#assessments.get(id);
    if (!assessment) throw new RangeError(`assessment expected for a row of the page, got ${id}`);
    return assessment;
  }

  planDigests(image: Image): ReturnType<typeof planDigests> {
    return planDigests(this.#planInput(image));
  }

  planPrefixes(image: Image): ReturnType<typeof planPrefixes> {
    return planPrefixes(this.#planInput(image));
  }

  #planInput(image: Image): PlanInput {
    const { pages: references, pointings } = this.#ports.references();
    return { image, images: this.#images, references, pointings };
  }
}
