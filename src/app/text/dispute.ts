/** That the sources of the catalogue do not agree on an entry, in words. */
import { algorithmOf, type AlgorithmId } from '../../core/digest/algorithm.ts';
import type { AssessedClaim, Dispute } from '../../core/verdict/claims.ts';
import { results } from './results.ts';

const namesOf = (algorithms: readonly AlgorithmId[]): string =>
  algorithms.map((id) => algorithmOf(id).name).join(', ');

const algorithmsOf = (disputes: readonly Dispute[]): string =>
  namesOf(disputes.map(({ algorithm }) => algorithm));

/** `decisive`: by what the image was compared. Empty where no other value was seen. */
export function describeDisputes(
  { source, disputes = [] }: AssessedClaim,
  decisive: readonly AlgorithmId[],
): readonly string[] {
  if (source.kind !== 'catalogue') return [];
  const { disputed } = results.verdict;
  const { fileName } = source.entry;
  const images = disputes.filter(({ isImages }) => isImages);
  const others = disputes.filter(({ isImages }) => !isImages);
  const isDecisive = others.some(({ algorithm }) => decisive.includes(algorithm));
  return [
    ...(images.length > 0 ? [disputed.images(fileName, algorithmsOf(images))] : []),
    ...(others.length === 0
      ? []
      : isDecisive
        ? [disputed.decisive(fileName, algorithmsOf(others))]
        : [disputed.aside(fileName, algorithmsOf(others), namesOf(decisive))]),
  ];
}
