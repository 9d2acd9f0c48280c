import { stepSeconds } from '../../../shared/panel/model/column';
import { figuresAtStep } from '../../../shared/panel/model/figureFields';

import { formatOf } from './display';
import { type RangeRow, byEndToEnd } from './rows';
import { rowInWords } from './summary';
import { overRange, type TimeRow, type TimeRows, totalRow } from './timeRows';

/** A row that the time view can show, with what it comes to over the range. */
export interface RowChoice {
  row: TimeRow;
  range: RangeRow;
}

/** The rows to choose from: all together first, where that can be computed, then those with the longest time. */
export function rowChoices(all: TimeRows, declaredStep = 0): RowChoice[] {
  const step = stepSeconds(all.times, declaredStep);
  const total = totalRow(all);
  const ranges = byEndToEnd(all.rows.map((row) => overRange(row, all, step)));
  const sorted = ranges.flatMap((range) => {
    const row = all.rows.find(({ key }) => key === range.key);
    return row ? [{ row, range }] : [];
  });
  return total ? [{ row: total, range: overRange(total, all, step) }, ...sorted] : sorted;
}

/** The row with this key, else the first. */
export const chosenRow = (choices: RowChoice[], key: string | undefined): RowChoice | undefined =>
  choices.find(({ row }) => row.key === key) ?? choices[0];

/** What a row comes to in words; where its requests are not counted, its newest step in place of the mean. */
export function choiceInWords({ row, range }: RowChoice): string {
  const steps = row.columns.e2e?.length ?? 0;
  return row.columns.requests
    ? rowInWords(range)
    : rowInWords({ ...range, figures: figuresAtStep(row.columns, steps - 1) });
}

/** "1.23 s": the mean end-to-end time of a row. */
export const endToEndOf = ({ range: { fields, figures } }: RowChoice): string =>
  formatOf('e2e', fields.e2e, figures.e2e);
