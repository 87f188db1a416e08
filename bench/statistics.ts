/** Of several rounds: the least, the middle and the most. */
export interface Spread {
  readonly minimum: number;
  readonly median: number;
  readonly maximum: number;
}

/** Throws a `RangeError` for no values. Values are rounded to `decimals`. */
export function summarise(values: readonly number[], decimals: number): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number): number => {
    const value = sorted[index];
    if (value === undefined) throw new RangeError('a spread expected values, got none');
    return value;
  };
  const middle = (sorted.length - 1) / 2;
  const round = (value: number): number => Number(value.toFixed(decimals));
  return {
    minimum: round(at(0)),
    median: round((at(Math.floor(middle)) + at(Math.ceil(middle))) / 2),
    maximum: round(at(sorted.length - 1)),
  };
}
