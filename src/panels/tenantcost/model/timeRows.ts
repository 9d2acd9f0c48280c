import { type Field } from '@grafana/data';

import { type Part } from '../../../shared/panel/model/answer';
import { figuresOf, stepSeconds, timesOf } from '../../../shared/panel/model/column';
import { eachFigure, figuresAtStep } from '../../../shared/panel/model/figureFields';
import { keyOf, labelOf } from '../../../shared/panel/model/labels';

import { combine } from './combine';
import { isFigure } from './figures';
import { onlyCurrency } from './money';
import { type CostRow, CURRENCY, isSpecial, keyLabels, type TimeRow, type TimeRows } from './rows';
import { ALL_COST } from './tableRows';

/**
 * A series says its kind by its key alone: the first label of a row that is no key's own is the word for it, and the
 * label `row_kind` where rows have no key.
 */
function kindOf(labels: Record<string, string>, by: string[]): string {
  const word = labels[by[0] ?? 'row_kind'] ?? '';
  return isSpecial(word) ? word : 'value';
}

function rowFor(rows: Map<string, TimeRow>, { labels = {} }: Field, by: string[], only: string): TimeRow {
  const currency = labels[CURRENCY] ?? only;
  const kind = kindOf(labels, by);
  const key = `${kind} ${currency} ${keyOf(labels, by)}`;
  const isKindOnly = by.length === 0 || (by.length === 1 && by[0] === 'row_kind');
  const label = isKindOnly && kind === 'value' ? ALL_COST : labelOf(labels, isKindOnly ? ['row_kind'] : by, ALL_COST);
  const known = rows.get(key) ?? { key, labels, label, kind, currency, fields: {}, columns: {} };
  rows.set(key, known);
  return known;
}

/** Reads a time series answer: one row per key and currency. */
export function readTimeRows(part: Part): TimeRows {
  const { frame } = part;
  const by = keyLabels(part.by);
  const only = onlyCurrency(part);
  const rows = new Map<string, TimeRow>();
  eachFigure(frame, isFigure, (id, field) => {
    const row = rowFor(rows, field, by, only);
    row.fields[id] = field;
    row.columns[id] = figuresOf(field);
  });
  const times = timesOf(frame);
  return { times, step: stepSeconds(times, part.coverage?.step_s), rows: [...rows.values()] };
}

/** A row over the whole range: its steps put together. */
export function overRange(row: TimeRow, steps: number): CostRow {
  const { columns, ...rest } = row;
  return { ...rest, figures: combine(Array.from({ length: steps }, (_, step) => figuresAtStep(columns, step))) };
}
