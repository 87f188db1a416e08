/** What an inspection gives, for tests of what is made of it. */
import type { SizeConclusion } from '../../src/core/image/size.ts';
import type { ImageFacts } from '../../src/core/inspection/image-facts.ts';

/** Of an ISO 9660 image that says nothing else, but for these parts. */
export const imageFacts = (parts: Partial<ImageFacts> = {}): ImageFacts => ({
  kind: 'iso9660',
  labels: {},
  boot: { bios: false, uefi: false, hybrid: false, signs: [] },
  sizes: { claims: [], conclusion: { kind: 'unknown' } },
  identity: { facts: [], findings: [] },
  findings: [],
  ...parts,
});

/** Of an ISO 9660 image whose length leads to this. */
export const factsOfSize = (conclusion: SizeConclusion): ImageFacts =>
  imageFacts({ sizes: { claims: [], conclusion } });
