// The grade of one digest, from the sources that state that very digest. Grades are computed here
// and nowhere typed in; the rule in words is in catalogue/README.md.

/** The best first; the position is the code in the built file. */
export const GRADES = ['publisher-signed', 'publisher', 'publisher-copy', 'corroborated', 'listed'];

/** Authorities that make a grade by themselves, the best first. */
const DECISIVE = ['publisher-signed', 'publisher', 'publisher-copy'];

/** Build templates copy from one another: inside this family only owners can be told apart. */
const COPYING_FAMILY = 'templates';
const OWNERS_THAT_CORROBORATE = 3;
const FAMILIES_THAT_CORROBORATE = 2;

/**
 * @typedef {{ id: number, where: string, owner?: string, family: string, authority: string,
 *   note?: string, collected?: string, signedBy?: string }} Source
 */

/**
 * @param {readonly Source[]} sources those that state the digest, in any order, with repeats
 * @returns {{ grade: string, lists: number } | undefined} `undefined` when none of them counts
 */
export function gradeOf(sources) {
  const counted = sources.filter((source) => source.authority !== 'untraceable');
  if (counted.length === 0) return undefined;
  const families = new Set(counted.map((source) => source.family));
  const owners = new Set(
    counted.filter((source) => source.family === COPYING_FAMILY).map((source) => source.owner),
  );
  const familiesApart = families.size - (families.has(COPYING_FAMILY) ? 1 : 0);
  const decisive = DECISIVE.find((name) => counted.some((source) => source.authority === name));
  const corroborated =
    families.size >= FAMILIES_THAT_CORROBORATE || owners.size >= OWNERS_THAT_CORROBORATE;
  return {
    grade: decisive ?? (corroborated ? 'corroborated' : 'listed'),
    lists: familiesApart + owners.size,
  };
}
