/** Orders of all entries by several traits, the most important first, without comparing entries. */

/** To be compared place by place; each place is always of one type. */
export type Rank = readonly (number | string)[];

export function compareRanks(one: Rank, other: Rank): number {
  for (let place = 0; place < one.length; place++) {
    const [a = '', b = ''] = [one[place], other[place]];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

/** `places`: of each item, below `count`. Items of one place stay as they were. */
export function sortByPlace(items: Uint32Array, places: Uint32Array, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (const place of places) starts[place + 1] = (starts[place + 1] ?? 0) + 1;
  for (let place = 1; place <= count; place++) {
    starts[place] = (starts[place] ?? 0) + (starts[place - 1] ?? 0);
  }
  const sorted = new Uint32Array(items.length);
  for (let i = 0; i < items.length; i++) {
    const place = places[i] ?? 0;
    const next = starts[place] ?? 0;
    sorted[next] = items[i] ?? 0;
    starts[place] = next + 1;
  }
  return sorted;
}

/** Of each entry the place of one trait. There are few values and many entries of each. */
export class RankColumn {
  readonly #values = new Map<string, number>();
  readonly #ranks: Rank[] = [];
  readonly #valueOf: Uint32Array;

  constructor(entries: number) {
    this.#valueOf = new Uint32Array(entries);
  }

  /** `rankOf` is asked once for each `value`. */
  put(position: number, value: string, rankOf: () => Rank): void {
    let index = this.#values.get(value);
    if (index === undefined) {
      index = this.#ranks.push(rankOf()) - 1;
      this.#values.set(value, index);
    }
    this.#valueOf[position] = index;
  }

  /** The same positions by their ranks; those of equal rank stay as they were. */
  sort(positions: Uint32Array): Uint32Array {
    const placeOf = this.#placeOfValues();
    const places = positions.map((position) => placeOf[this.#valueOf[position] ?? 0] ?? 0);
    return sortByPlace(positions, places, this.#ranks.length);
  }

  /** Values of equal rank have one place. */
  #placeOfValues(): Uint32Array {
    const places = new Uint32Array(this.#ranks.length);
    const sorted = this.#ranks
      .map((rank, value) => ({ rank, value }))
      .sort((a, b) => compareRanks(a.rank, b.rank));
    let place = 0;
    sorted.forEach(({ rank, value }, index) => {
      const before = sorted[index - 1];
      if (before && compareRanks(before.rank, rank) !== 0) place++;
      places[value] = place;
    });
    return places;
  }
}

/** Positions of all entries by these, the most important first; else in the order of positions. */
export function* sortByColumns(
  columns: readonly RankColumn[],
  positions: Uint32Array,
): Generator<void, Uint32Array> {
  let sorted = positions;
  for (const column of [...columns].reverse()) {
    sorted = column.sort(sorted);
    yield;
  }
  return sorted;
}
