/** What an image says it is, in the report. */
import { findLifeCycle } from '../identity/life-cycle.ts';
import type { Identity } from '../identity/identity.ts';
import type { ImageFacts } from '../inspection/image-facts.ts';

export function reportIdentity(facts: ImageFacts): unknown {
  const { kind, label, expectedSize, boot, labels, sizes, identity } = facts;
  return {
    format: kind,
    label: label ?? null,
    expectedSize: expectedSize ?? null,
    bootable: [...(boot.bios ? ['bios'] : []), ...(boot.uefi ? ['uefi'] : [])],
    hybrid: boot.hybrid,
    bootSigns: boot.signs,
    labels,
    sizes: sizes.claims,
    facts: identity.facts.map(({ field, value, source, alsoIn = [], isHint }) => ({
      ...{ field, value, sources: [source, ...alsoIn], isHint },
    })),
    lifeCycle: reportLifeCycle(identity),
  };
}

function reportLifeCycle(identity: Identity): unknown {
  const found = findLifeCycle(identity);
  if (found === undefined) return null;
  const { product, ends, source } = found;
  return { product, ends, source };
}
