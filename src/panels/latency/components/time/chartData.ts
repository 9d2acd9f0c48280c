import { type TimeRange } from '@grafana/data';

import { type FigureId, type LineId } from '../../model/figures';
import { stackOf } from '../../model/stack';
import { type Column, type TimeRow } from '../../model/timeRows';

/** A series of the chart, in drawing order. */
export interface ChartSeries {
  id: FigureId;
  kind: 'area' | 'below' | 'line';
}

/** What uPlot draws: the times in milliseconds, then a column per series. */
export type Columns = [number[], ...Column[]];

export interface ChartData {
  series: ChartSeries[];
  columns: Columns;
}

// The time axis spans what was asked for, not what came back. The chart is not built anew for another range, so the
// range travels with the columns.
const ranges = new WeakMap<object, [number, number]>();

/** First and last instant of the time axis of these columns. */
export function rangeOf(columns: object): [number, number] {
  return ranges.get(columns) ?? [0, 1];
}

/**
 * The series of a row. Areas all reach down to zero, so the topmost edge is drawn first and each lower one covers its
 * part; lines come last, the end-to-end time above all.
 */
export function chartData(
  row: TimeRow,
  times: number[],
  { from, to }: TimeRange,
  lines: LineId[],
  hidden: ReadonlySet<string>
): ChartData {
  const edges = stackOf(row, times.length, hidden).reverse();
  const shown = [...lines, 'e2e' as const].filter((id) => !hidden.has(id) && row.columns[id]);
  const columns: Columns = [times, ...edges.map(({ values }) => values), ...shown.map((id) => row.columns[id] ?? [])];
  ranges.set(columns, [from.valueOf(), to.valueOf()]);
  return {
    series: [
      ...edges.map(({ id, below }): ChartSeries => ({ id, kind: below ? 'below' : 'area' })),
      ...shown.map((id): ChartSeries => ({ id, kind: 'line' })),
    ],
    columns,
  };
}
