import { createDataFrame, type DataFrame, FieldType, type Labels } from '@grafana/data';

import {
  type Facts,
  factsOf,
  fullCoverage as ofAnyAnswer,
  textColumn,
  timeColumn,
} from '../../../shared/panel/testing/answer';
import { START } from '../../../shared/panel/testing/start';
import { type Coverage, type Format } from '../../../shared/types.gen';
import { type FigureId } from '../model/figures';

/** A coverage in which nothing is missing, not of the requests either. */
export const fullCoverage: Coverage = { ...ofAnyAnswer, decomposed: 1 };

type Values = Partial<Record<FigureId, Array<number | null>>>;

const custom = (format: Format, by: string[], more: Facts) =>
  factsOf('latency', format, by, { coverage: fullCoverage, ...more });

/** A time series answer: a row per set of labels, with its values per step. */
export function timeFrame(rows: Array<{ labels?: Labels; values: Values }>, facts: Facts = {}): DataFrame {
  const steps = Math.max(0, ...rows.flatMap(({ values }) => Object.values(values).map((one) => one.length)));
  const by = facts.by ?? Object.keys(rows[0]?.labels ?? {});
  return createDataFrame({
    refId: 'A',
    meta: { custom: custom('timeseries', by, facts) },
    fields: [
      timeColumn(START, steps),
      ...rows.flatMap(({ labels, values }) =>
        Object.entries(values).map(([name, column]) => ({
          name,
          labels,
          type: FieldType.number,
          config: { unit: name === 'requests' ? 'reqps' : 's' },
          values: column,
        }))
      ),
    ],
  });
}

/** A table answer: key columns, figures, row kinds. */
export function tableFrame(
  rows: Array<{ labels: Labels; kind?: string; values: Partial<Record<FigureId, number | null>> }>,
  facts: Facts = {}
): DataFrame {
  const by = facts.by ?? Object.keys(rows[0]?.labels ?? {});
  const ids = [...new Set(rows.flatMap(({ values }) => Object.keys(values) as FigureId[]))];
  return createDataFrame({
    refId: 'A',
    meta: { custom: custom('table', by, facts) },
    fields: [
      ...by.map((name) => textColumn(name, rows, ({ labels }) => labels[name] ?? '')),
      ...ids.map((name) => ({
        name,
        type: FieldType.number,
        config: { unit: name === 'requests' ? 'short' : 's' },
        values: rows.map(({ values }) => values[name] ?? null),
      })),
      textColumn('row_kind', rows, ({ kind = 'value' }) => kind),
    ],
  });
}

/** The phases of a request of which 100 ms are not explained. */
export const slow: Record<'queue' | 'prefill' | 'decode' | 'unexplained' | 'e2e', number> = {
  queue: 0.4,
  prefill: 0.1,
  decode: 1.4,
  unexplained: 0.1,
  e2e: 2,
};

/** Each figure of an object, as a column of so many equal steps. */
export const constant = (figures: Partial<Record<FigureId, number>>, steps: number): Values =>
  Object.fromEntries(Object.entries(figures).map(([id, value]) => [id, new Array<number>(steps).fill(value)]));
