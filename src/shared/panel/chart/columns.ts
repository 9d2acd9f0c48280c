import { type TimeRange } from '@grafana/data';

import { type Column } from '../model/column';

import { type ChartSeries, type TimeMark, type TimeSpan } from './series';

/** What uPlot draws: the times in milliseconds, then a column per series. */
export type Columns = [number[], ...Column[]];

/** What changes with every answer, beside the columns. */
export interface Around {
  range: [number, number];
  spans: TimeSpan[];
  marks: TimeMark[];
}

// The chart is not built anew for another range, so what belongs to the range travels with the columns.
const known = new WeakMap<object, Around>();
const nothing: Around = { range: [0, 1], spans: [], marks: [] };

/** What lies around these columns: the time axis spans what was asked for, not what came back. */
export const aroundOf = (columns: object): Around => known.get(columns) ?? nothing;

/** The columns of a chart. */
export function columnsOf(
  times: number[],
  series: ChartSeries[],
  { from, to }: TimeRange,
  spans: TimeSpan[] = [],
  marks: TimeMark[] = []
): Columns {
  const columns: Columns = [times, ...series.map(({ values }) => values)];
  known.set(columns, { range: [from.valueOf(), to.valueOf()], spans, marks });
  return columns;
}
