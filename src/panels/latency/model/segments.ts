/** A part of a bar, in seconds from zero. */
export interface Segment<Id extends string = string> {
  id: Id;
  from: number;
  to: number;
  /** Part of the whole; null where there is none. */
  share: number | null;
}

/** The seconds that a bar's space stands for. */
export interface Extent {
  min: number;
  max: number;
}

/** A part of the whole. */
export function shareOf(value: number | null | undefined, whole: number | null | undefined): number | null {
  return value == null || whole == null || !(whole > 0) ? null : value / whole;
}

/** The parts of a bar one after the other; what is below zero lies to the left of zero and moves nothing. */
export function segmentsOf<Id extends string>(
  order: readonly Id[],
  values: Partial<Record<Id, number | null>>,
  whole: number | null | undefined
): Array<Segment<Id>> {
  const segments: Array<Segment<Id>> = [];
  let end = 0;
  for (const id of order) {
    const value = values[id];
    if (value == null || value === 0) {
      continue;
    }
    const share = shareOf(value, whole);
    segments.push(value < 0 ? { id, from: value, to: 0, share } : { id, from: end, to: end + value, share });
    end += Math.max(value, 0);
  }
  return segments;
}

/** The space that all bars need, the same for each, so that bars compare. */
export function extentOf(bars: Array<{ segments: Segment[]; total: number | null }>, level = 0): Extent {
  const ends = bars.flatMap(({ segments, total }) => [...segments.flatMap(({ from, to }) => [from, to]), total ?? 0]);
  return ends.reduce(({ min, max }, end) => ({ min: Math.min(min, end), max: Math.max(max, end) }), {
    min: 0,
    max: Math.max(0, level),
  });
}

/** Where a value lies in the space, in percent from its left edge. */
export function percentAt(value: number, { min, max }: Extent): number {
  return max > min ? ((value - min) / (max - min)) * 100 : 0;
}
