// Room above the highest value, and below the lowest one where that is negative.
const ROOM = 0.05;

/** What the vertical axis spans: from zero, or from below it, to the highest value or level. */
export function valueRange(least: number | null, most: number | null, level = 0): [number, number] {
  const low = Math.min(least ?? 0, 0);
  const high = Math.max(most ?? 0, level, 0);
  return high > low ? [low * (1 + ROOM), high * (1 + ROOM)] : [0, 1];
}
