/** The places of values without a neighbour, which a line alone would not show. */
export function isolated(values: ArrayLike<unknown>): number[] {
  const places: number[] = [];
  for (let at = 0; at < values.length; at += 1) {
    if (values[at] != null && values[at - 1] == null && values[at + 1] == null) {
      places.push(at);
    }
  }
  return places;
}
