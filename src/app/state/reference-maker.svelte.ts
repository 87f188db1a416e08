/** What is saved of an image that was checked: references in several forms, and a map of its blocks. */
import { parseHex } from '../../core/bytes/hex.ts';
import { Fault } from '../../core/fault.ts';
import { BLOCK_BYTES, formatBlockMap } from '../../core/reference/block-map.ts';
import {
  checkCommands,
  gnuAlgorithm,
  gpgCommand,
  type CheckCommand,
} from '../../core/reference/write/commands.ts';
import { formatHashdeep } from '../../core/reference/write/hashdeep.ts';
import { formatBsd, formatGnu } from '../../core/reference/write/lines.ts';
import { formatMetalink } from '../../core/reference/write/metalink.ts';
import { formatTouchstone } from '../../core/reference/write/touchstone.ts';
import type { WrittenFile } from '../../core/reference/write/written-file.ts';
import type { BlockRun } from '../../engine/client/block-run.ts';
import { downloadBlob, downloadText } from '../../platform/files/download.ts';
import type { ImageFiles } from './image-files.ts';
import type { JobView } from './view.ts';

export type WrittenFormat = 'gnu' | 'bsd' | 'hashdeep' | 'metalink' | 'touchstone';

export type MapOutcome = 'saved' | 'changed' | 'missing' | 'failed' | 'cancelled';

/** Of a file that differs from what it should be, nobody wants a reference; of one read in part there is none. */
export const canMakeReference = ({ state, assessment, digests }: JobView): boolean =>
  state === 'done' &&
  assessment.verdict.kind !== 'mismatch' &&
  assessment.verdict.kind !== 'incomplete' &&
  digests.sha256 !== undefined;

interface Form {
  readonly format: WrittenFormat;
  readonly ending: string;
  readonly type: string;
  /** `undefined` where the file's name cannot stand in this form. */
  readonly write: (file: WrittenFile) => string | undefined;
}

const FORMS: readonly Form[] = [
  {
    format: 'gnu',
    ending: '.sha256',
    type: 'text/plain',
    write: (file) => formatGnu(file, gnuAlgorithm(file.digests) ?? 'sha256'),
  },
  { format: 'bsd', ending: '.checksums.txt', type: 'text/plain', write: formatBsd },
  { format: 'hashdeep', ending: '.hashdeep.txt', type: 'text/plain', write: formatHashdeep },
  {
    format: 'metalink',
    ending: '.meta4',
    type: 'application/metalink4+xml',
    write: formatMetalink,
  },
  {
    format: 'touchstone',
    ending: '.touchstone.json',
    type: 'application/json',
    write: (file) => formatTouchstone([file]),
  },
];

export class ReferenceMaker {
  readonly #job: () => JobView;
  #blocks = $state.raw<Uint8Array>();
  #run: BlockRun | undefined;
  #bytesRead = $state<number>();
  #outcome = $state<MapOutcome>();

  /** `job`: as it is at the moment. */
  constructor(job: () => JobView) {
    this.#job = job;
  }

  /** Of the mapping that goes on; `undefined` while none does. */
  get bytesRead(): number | undefined {
    return this.#bytesRead;
  }
  /** Of the last mapping. */
  get outcome(): MapOutcome | undefined {
    return this.#outcome;
  }
  get file(): WrittenFile {
    const { name, size, digests } = this.#job();
    const blocks = this.#blocks && { length: BLOCK_BYTES, digests: this.#blocks };
    return { name, size, digests, blocks };
  }
  /** What other programs check the file with; its OpenPGP signatures too, where they are at hand. */
  get commands(): readonly CheckCommand[] {
    const { name, assessment } = this.#job();
    const signatures = assessment.claims.flatMap(({ source, signing }) =>
      source.kind === 'reference' &&
      source.reference.format === 'signature' &&
      signing?.decisive.kind === 'openpgp'
        ? (source.reference.name ?? [])
        : [],
    );
    return [
      ...checkCommands(this.file),
      ...signatures.map((signature) => gpgCommand(signature, name)),
    ];
  }

  /** The forms that can say what this file is called. */
  get formats(): readonly WrittenFormat[] {
    const { file } = this;
    return FORMS.filter(({ write }) => write(file) !== undefined).map(({ format }) => format);
  }

  save(format: WrittenFormat): void {
    const form = FORMS.find((one) => one.format === format);
    const text = form?.write(this.file);
    if (form && text !== undefined) downloadText(text, this.file.name + form.ending, form.type);
  }

  /** Reads the file once more, and downloads the map. Never rejects; `outcome` tells what became of it. */
  async map(files: ImageFiles | undefined): Promise<void> {
    if (this.#bytesRead !== undefined) return;
    this.#outcome = files ? undefined : 'missing';
    if (!files) return;
    this.#bytesRead = 0;
    this.#run = files.mapBlocks((bytesRead) => (this.#bytesRead = bytesRead));
    this.#outcome = await this.#finish(this.#run);
    this.#run = undefined;
    this.#bytesRead = undefined;
  }

  cancel(): void {
    this.#run?.cancel();
  }

  async #finish({ outcome }: BlockRun): Promise<MapOutcome> {
    const { name, size, digests } = this.#job();
    try {
      const { sha256, blocks } = await outcome;
      const bytes = parseHex(sha256);
      if (sha256 !== digests.sha256 || bytes === undefined) return 'changed';
      this.#blocks = blocks;
      const map = formatBlockMap({ name, size, sha256: bytes, blockBytes: BLOCK_BYTES, blocks });
      downloadBlob(new Blob([map], { type: 'application/octet-stream' }), `${name}.blockmap`);
      return 'saved';
    } catch (thrown) {
      const { code } = Fault.of(thrown, 'read.failed');
      if (code === 'cancelled') return 'cancelled';
      return code === 'read.changed' || code === 'read.short' ? 'changed' : 'failed';
    }
  }
}
