/** Of each name its place among the equal ones, from 1; `undefined` when no other equals it. */
export function placesAmongNamesakes(names: readonly string[]): readonly (number | undefined)[] {
  const counts = new Map<string, number>();
  const places = names.map((name) => {
    const place = (counts.get(name) ?? 0) + 1;
    counts.set(name, place);
    return place;
  });
  return names.map((name, index) => (counts.get(name) === 1 ? undefined : places[index]));
}
