/** What the descriptors of a volume say of it; untrusted text, absent when blank. */
export interface VolumeLabels {
  readonly volume?: string;
  /** Of the logical volume of UDF. */
  readonly udfVolume?: string;
  readonly volumeSet?: string;
  readonly publisher?: string;
  readonly preparer?: string;
  readonly application?: string;
  readonly system?: string;
  /** ISO 8601. */
  readonly created?: string;
  readonly modified?: string;
}
