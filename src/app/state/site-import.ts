/** The log of site catalogues that came and went: part of the report. */
import type { SiteEntry } from '../../core/site-catalogue/site-catalogue.ts';
import type { CheckedSignature } from '../../core/signature/signature.ts';
import type { SignatureState } from '../../core/signature/trust.ts';
import type { SiteOffer } from './site-offers.svelte.ts';
import type { ReferenceView } from './view.ts';

type NamedDigests = Pick<SiteEntry, 'fileName' | 'digests'>;

export interface SiteImport {
  /** `kept`: accepted at an earlier visit, and in use since this one began. */
  readonly action: 'accepted' | 'kept' | 'forgotten';
  /** Milliseconds since the epoch; of `kept`, when it was accepted. */
  readonly at: number;
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly fileName: string;
  /** Of the file. */
  readonly sha256: string | undefined;
  readonly signature: SignatureState;
  readonly signatures: readonly CheckedSignature[];
  readonly entries: number;
  readonly added: number;
  /** As they were before. */
  readonly changed: readonly NamedDigests[];
  readonly removed: readonly NamedDigests[];
  /** The version that was in use before. */
  readonly replaced: number | undefined;
}

interface ImportFacts {
  readonly at: number;
  readonly view: ReferenceView;
  readonly offer: SiteOffer;
}

export function recordImport(
  action: SiteImport['action'],
  { at, view, offer }: ImportFacts,
): SiteImport {
  const { catalogue, changes, used } = offer;
  const { id, name, version, entries } = catalogue;
  const { reference, signature, signing } = view;
  return {
    ...{ action, at, id, name, version },
    fileName: reference.name ?? '',
    sha256: reference.ownDigests?.sha256,
    signature,
    signatures: signing ? [signing.decisive] : [],
    entries: entries.length,
    added: action === 'accepted' ? changes.added.length : 0,
    changed: changes.changed.map(({ before }) => named(before)),
    removed: (action === 'forgotten' ? entries : changes.removed).map(named),
    replaced: used?.version,
  };
}

const named = ({ fileName, digests }: SiteEntry): NamedDigests => ({ fileName, digests });
