import { type AbsoluteTimeRange, type TimeRange } from '@grafana/data';

/** A range with the same end, twice as long. */
export function twiceAsLong({ from, to }: TimeRange): AbsoluteTimeRange {
  return { from: 2 * from.valueOf() - to.valueOf(), to: to.valueOf() };
}
