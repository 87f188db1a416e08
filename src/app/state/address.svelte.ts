/** What of the page is shown: it stands in the address, so that the browser's own Back works. */
export const IMAGES_ADDRESS = '#images';
export const CATALOGUE_ADDRESS = '#catalogue';

export type Place =
  | { readonly view: 'images' }
  | { readonly view: 'catalogue'; readonly entryId: string | undefined };

export const entryAddress = (entryId: string): string =>
  `${CATALOGUE_ADDRESS}/${encodeURIComponent(entryId)}`;

/** `hash`: of a location, with its `#`. Whatever is no address of a part is that of the images. */
export function parseAddress(hash: string): Place {
  const [view, ...rest] = hash.split('/');
  if (view !== CATALOGUE_ADDRESS) return { view: 'images' };
  const id = rest.join('/');
  return { view: 'catalogue', entryId: id === '' ? undefined : decodeId(id) };
}

function decodeId(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id; // URIError: somebody else's percent signs
  }
}

export class Address {
  place = $state.raw<Place>(parseAddress(location.hash));

  constructor() {
    addEventListener('hashchange', () => (this.place = parseAddress(location.hash)));
  }

  /** Shows the images again; nothing happens when they are shown. */
  leaveCatalogue(): void {
    if (this.place.view === 'catalogue') location.hash = IMAGES_ADDRESS;
  }
}
