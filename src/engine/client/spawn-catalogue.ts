import CatalogueWorker from '../worker/catalogue.ts?worker';

/** Throws where the browser refuses to make a worker. */
export function spawnCatalogueWorker(): Worker {
  return new CatalogueWorker();
}
