/** From an image that was read to an entry of a site catalogue. */
import {
  SITE_TEXT_LIMITS,
  SITE_VERDICTS,
  tellingDigests,
  type SiteCatalogue,
  type SiteEntry,
} from '../../core/site-catalogue/site-catalogue.ts';
import type { JobView } from './view.ts';

/** What a person may say of an image; blank for nothing. */
export interface SiteNotes {
  readonly title: string;
  readonly notes: string;
  readonly asset: string;
}

/** Was it read to its end, with a verdict that speaks for it or none against it? */
export function canEnter({ state, name, size, digests, assessment }: JobView): boolean {
  const isWhole = state === 'done' && size > 0 && tellingDigests(digests).length > 0;
  const isNamed = name !== '' && name.length <= SITE_TEXT_LIMITS.fileName;
  return isWhole && isNamed && SITE_VERDICTS.some((kind) => kind === assessment.verdict.kind);
}

export function entryOf(job: JobView, said: SiteNotes): SiteEntry {
  const { verdict } = job.assessment;
  const kind = SITE_VERDICTS.find((one) => one === verdict.kind) ?? 'unlisted';
  const text = (field: keyof SiteNotes) => said[field].trim().slice(0, SITE_TEXT_LIMITS[field]);
  const [title, notes, asset] = [text('title'), text('notes'), text('asset')];
  return {
    ...{ id: newId(), fileName: job.name, size: job.size, digests: job.digests },
    ...(title && { title }),
    ...(notes && { notes }),
    ...(asset && { asset }),
    addedAt: new Date().toISOString(),
    verdict: { kind, ...(kind === 'verified' && verdict.basis && { basis: verdict.basis }) },
  };
}

/** RFC 9562 §5.4. `crypto.randomUUID` is missing where the page came over plain http. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, index) => {
    const value = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    return value.toString(16).padStart(2, '0');
  }).join('');
  return [
    ...[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16)],
    ...[hex.slice(16, 20), hex.slice(20)],
  ].join('-');
}

/** Letters and digits of ASCII alone: it is copied into a command line. */
export function fileNameOf({ name, version }: SiteCatalogue): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const stem = plain.replace(/^-|-$/g, '').slice(0, 60) || 'catalogue';
  return `${stem}-v${String(version)}.touchstone.json`;
}
