/** The files inside one image: listed and saved out of it. */
import type { DirectoryListing, EntryPath, FileLocation } from '../../core/inspection/listing.ts';
import type { BlockRun } from '../../engine/client/block-run.ts';
import type { Engine } from '../../engine/client/engine.ts';
import { downloadBlob } from '../../platform/files/download.ts';

/** What became of a file that was to be saved. */
export type SaveOutcome = 'saved' | 'packed' | 'cut' | 'missing' | 'failed';

export class ImageFiles {
  readonly #image: File;
  readonly #engine: Pick<Engine, 'list' | 'locate' | 'mapBlocks'>;

  constructor(image: File, engine: Pick<Engine, 'list' | 'locate' | 'mapBlocks'>) {
    this.#image = image;
    this.#engine = engine;
  }

  /** Reads the image once more. Its outcome rejects with a Fault. */
  mapBlocks(onProgress: (bytesRead: number) => void): BlockRun {
    return this.#engine.mapBlocks(this.#image, onProgress);
  }

  /** Rejects with a Fault when the image cannot be read. */
  list(path: EntryPath): Promise<DirectoryListing> {
    return this.#engine.list(this.#image, path);
  }

  /** Offers the file as a download; never one of which a part is missing. Never rejects. */
  async save(path: EntryPath): Promise<SaveOutcome> {
    try {
      const location = await this.#engine.locate(this.#image, path);
      if (location === undefined) return 'missing';
      if (!location.isWhole) return 'cut';
      downloadBlob(this.#assemble(location), location.name);
      return location.isPacked ? 'packed' : 'saved';
    } catch {
      return 'failed';
    }
  }

  /** Out of slices: nothing is read before the browser writes it. */
  #assemble({ parts }: FileLocation): Blob {
    return new Blob(
      parts.map(({ offset, length }) =>
        offset === undefined ? new Uint8Array(length) : this.#image.slice(offset, offset + length),
      ),
      // Of no type that a browser would open: the content is whatever the image holds.
      { type: 'application/octet-stream' },
    );
  }
}
