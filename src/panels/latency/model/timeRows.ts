import { type Field } from '@grafana/data';

import { type Part } from '../../../shared/panel/model/answer';
import { figuresOf, timesOf } from '../../../shared/panel/model/column';
import { type ColumnsOf, eachFigure, figuresAtStep } from '../../../shared/panel/model/figureFields';
import { keyOf, labelOf } from '../../../shared/panel/model/labels';

import { type FigureId, isFigure } from './figures';
import { RequestMix } from './mix';
import { ALL_REQUESTS, firstFields, type RangeRow, type Row } from './rows';

/** A row of a time series answer. */
export interface TimeRow extends Row {
  columns: ColumnsOf<FigureId>;
}

/** The rows of a time series answer, on one grid of steps. */
export interface TimeRows {
  times: number[];
  rows: TimeRow[];
}

/** Key of the row that holds all rows together. */
export const TOTAL_KEY = 'total';

function rowFor(rows: Map<string, TimeRow>, { labels = {} }: Field, by: string[]): TimeRow {
  const key = keyOf(labels, by);
  const known = rows.get(key) ?? {
    key,
    labels,
    label: labelOf(labels, by, ALL_REQUESTS),
    kind: 'value',
    fields: {},
    columns: {},
  };
  rows.set(key, known);
  return known;
}

/** Reads a time series answer: one row per set of labels. */
export function readTimeRows({ frame, by }: Part): TimeRows {
  const rows = new Map<string, TimeRow>();
  eachFigure(frame, isFigure, (id, field) => {
    const row = rowFor(rows, field, by);
    row.fields[id] = field;
    row.columns[id] = figuresOf(field);
  });
  return { times: timesOf(frame), rows: [...rows.values()] };
}

/** A row over the whole range: request-weighted means, and the number of requests. */
export function overRange(row: TimeRow, { times }: TimeRows, step: number): RangeRow {
  const mix = new RequestMix();
  times.forEach((_, at) => mix.add(figuresAtStep(row.columns, at), row.columns.requests?.[at]));
  const figures = mix.result();
  const { key, labels, label, kind, fields } = row;
  const requests = figures.requests == null || step <= 0 ? null : figures.requests * step;
  return { key, labels, label, kind, fields, figures: { ...figures, requests } };
}

/** All rows together, each weighted by its requests at each step; none where a row does not count its requests. */
export function totalRow({ times, rows }: TimeRows): TimeRow | undefined {
  if (rows.length < 2 || !rows.every(({ columns }) => columns.requests)) {
    return undefined;
  }
  const columns: TimeRow['columns'] = {};
  times.forEach((_, at) => {
    const mix = new RequestMix();
    rows.forEach(({ columns: own }) => mix.add(figuresAtStep(own, at), own.requests?.[at]));
    for (const [id, value] of Object.entries(mix.result())) {
      if (isFigure(id)) {
        (columns[id] ??= new Array<number | null>(times.length).fill(null))[at] = value;
      }
    }
  });
  return { key: TOTAL_KEY, labels: {}, label: 'All rows', kind: 'value', fields: firstFields(rows), columns };
}
