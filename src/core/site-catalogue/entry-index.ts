/** The entries of one catalogue by what tells them apart: no two have a name or a file in common. */
import { nameKey } from '../text/names.ts';
import { areConsistent, tellingDigests, type SiteEntry } from './site-catalogue.ts';

/**
 * How a file stands to a catalogue. `present`: it is in it, whatever it is called. `twin`: an entry has
 * one of its digests and another one that differs, as two files of one SHA-1 have that somebody
 * prepared. `namesake`: another file of its name is in it, which it would replace.
 */
export type SiteStanding = 'absent' | 'present' | 'twin' | 'namesake';

type Described = Pick<SiteEntry, 'fileName' | 'digests'>;

export class EntryIndex {
  readonly #byId = new Map<string, SiteEntry>();
  readonly #byMark = new Map<string, SiteEntry>();
  readonly #byName = new Map<string, SiteEntry>();

  constructor(entries: readonly SiteEntry[]) {
    for (const entry of entries) this.#set(entry);
  }

  /** In their order: what replaced another one stands in its place. */
  get entries(): readonly SiteEntry[] {
    return [...this.#byId.values()];
  }

  standingOf({ fileName, digests }: Described): SiteStanding {
    const alike = tellingDigests(digests).flatMap((mark) => this.#byMark.get(mark) ?? []);
    if (alike.some((one) => areConsistent(one.digests, digests))) return 'present';
    if (alike.length > 0) return 'twin';
    return this.#byName.has(nameKey(fileName)) ? 'namesake' : 'absent';
  }

  /** Where another file has its name, in its place and with its id; nothing if it is there, or a twin. */
  put(entry: SiteEntry): SiteStanding {
    const standing = this.standingOf(entry);
    if (standing === 'present' || standing === 'twin') return standing;
    const id = this.#byName.get(nameKey(entry.fileName))?.id ?? entry.id;
    this.#set({ ...entry, id });
    return standing;
  }

  #set(entry: SiteEntry): void {
    const before = this.#byId.get(entry.id);
    for (const mark of tellingDigests(before?.digests ?? {})) this.#byMark.delete(mark);
    if (before) this.#byName.delete(nameKey(before.fileName));
    this.#byId.set(entry.id, entry);
    this.#byName.set(nameKey(entry.fileName), entry);
    for (const mark of tellingDigests(entry.digests)) this.#byMark.set(mark, entry);
  }
}
