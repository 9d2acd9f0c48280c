import { type Answer, type Part } from '../../../shared/panel/model/answer';
import { stepSeconds } from '../../../shared/panel/model/column';

import { byEndToEnd, type RangeRow } from './rows';
import { readTableRows } from './tableRows';
import { overRange, readTimeRows } from './timeRows';

function fromTime(part: Part): RangeRow[] {
  const all = readTimeRows(part);
  const step = stepSeconds(all.times, part.coverage?.step_s);
  return all.rows.map((row) => overRange(row, all, step));
}

/** The rows of the view by label: of a table answer, else of a time series answer's request-weighted means. */
export function rangeRows({ table, time }: Answer): RangeRow[] {
  if (table) {
    return byEndToEnd(readTableRows(table));
  }
  return time ? byEndToEnd(fromTime(time)) : [];
}
