import type { CatalogueInfo } from '../../core/catalogue/catalogue.ts';
import type { AlgorithmId } from '../../core/digest/algorithm.ts';
import type { FaultCode, WireFault } from '../../core/fault.ts';
import type { CatalogueClient } from '../../engine/client/catalogue.ts';
import type { Engine } from '../../engine/client/engine.ts';
import type { SessionView } from './view.ts';

/** Whether the kernels and the catalogue can be relied on. */
export class Readiness {
  engine = $state.raw<SessionView['engine']>('starting');
  failedKernels = $state.raw<readonly AlgorithmId[]>([]);
  engineFault = $state.raw<FaultCode | undefined>();
  catalogue = $state.raw<SessionView['catalogue']>('loading');
  catalogueInfo = $state.raw<CatalogueInfo | undefined>();

  /** Why no digest may be computed; `undefined` when all kernels answered rightly. */
  async selfTest(given: Engine): Promise<WireFault | undefined> {
    const { passed, failed, fault } = await given.selfTest();
    this.failedKernels = failed;
    this.engineFault = fault?.code;
    this.engine = passed ? 'ready' : 'failed';
    if (passed) return undefined;
    return (
      fault ?? { code: 'kernel.self-test', message: `wrong answers from ${failed.join(', ')}` }
    );
  }

  async loadCatalogue(given: CatalogueClient): Promise<void> {
    try {
      this.catalogueInfo = await given.load();
      this.catalogue = 'ready';
    } catch {
      this.catalogue = 'failed';
    }
  }
}
