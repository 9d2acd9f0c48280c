import { type Answer, type Part } from '../../../shared/panel/model/answer';
import { type Column } from '../../../shared/panel/model/column';
import { figuresAtStep } from '../../../shared/panel/model/figureFields';
import { keyOf } from '../../../shared/panel/model/labels';

import { FIRST_PARTS, type FirstPart, type FirstToken, firstTokenOf } from './firstToken';
import { type GapGrowth, gapGrowth } from './gapGrowth';
import { rangeRows } from './rangeRows';
import { type RangeRow } from './rows';
import { type Segment, segmentsOf } from './segments';
import { readTimeRows, type TimeRow } from './timeRows';

/** A row of the first-token view. */
export interface FirstRow extends FirstToken {
  key: string;
  row: RangeRow;
  segments: Array<Segment<FirstPart>>;
  /** The row over time, where the answer has it. */
  time?: TimeRow;
  growth?: GapGrowth;
}

/** Instants and rows of a time series answer, by the key of the rows of another part. */
function timeRowsBy(part: Part | undefined, by: string[]): { times: number[]; rows: Map<string, TimeRow> } {
  const all = part ? readTimeRows(part) : { times: [], rows: [] };
  return { times: all.times, rows: new Map(all.rows.map((row) => [keyOf(row.labels, by), row])) };
}

/** The rows of the first-token view, the slowest first, each with its trend. */
export function firstRows(answer: Answer): { times: number[]; rows: FirstRow[] } {
  const { by = [] } = answer.table ?? answer.time ?? {};
  const { times, rows } = timeRowsBy(answer.time, by);
  const found = rangeRows(answer).map((row): FirstRow => {
    const first = firstTokenOf(row.figures);
    const time = row.kind === 'value' ? rows.get(keyOf(row.labels, by)) : undefined;
    const segments = segmentsOf(FIRST_PARTS, first.parts, first.total);
    return {
      ...first,
      key: row.key,
      row,
      segments,
      time,
      growth: gapGrowth(time?.columns.gateway_gap, time?.columns.ttft_mean),
    };
  });
  return { times, rows: found.sort((a, b) => (b.total ?? -1) - (a.total ?? -1)) };
}

/** The parts of a row over time, in the order of a request, and its time to the first token. */
export function firstTrend(
  row: TimeRow,
  steps: number
): { parts: Array<{ id: FirstPart; values: Column }>; total: Column } {
  const tokens = Array.from({ length: steps }, (_, step) => firstTokenOf(figuresAtStep(row.columns, step)));
  return {
    parts: FIRST_PARTS.map((id) => ({ id, values: tokens.map(({ parts }) => parts[id] ?? null) })),
    total: tokens.map(({ total }) => total),
  };
}
