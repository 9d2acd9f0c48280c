import { type Answer, type Part } from '../../../shared/panel/model/answer';
import { type View } from '../options/options';

import { type CostRow, type TimeRows } from './rows';
import { readTableRows } from './tableRows';
import { overRange, readTimeRows } from './timeRows';

/** The part of an answer that a view draws: steps over time, else a table, or steps that it puts together. */
export const partFor = (view: View, { time, table }: Answer): Part | undefined =>
  view === 'time' ? time : (table ?? time);

/** The rows of an answer over the whole range. */
export function rangeRows(part: Part): CostRow[] {
  if (part.format === 'table') {
    return readTableRows(part);
  }
  const all = readTimeRows(part);
  return all.rows.map((row) => overRange(row, all.times.length));
}

/** The rows of one currency. */
export const inCurrency = (all: TimeRows, currency: string): TimeRows => ({
  ...all,
  rows: all.rows.filter((row) => row.currency === currency),
});
