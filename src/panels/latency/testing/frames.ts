import { createDataFrame, type DataFrame, FieldType, type Labels } from '@grafana/data';

import { type Coverage, type FrameFacts } from '../../../shared/types.gen';
import { type FigureId } from '../model/figures';

/** A coverage in which nothing is missing. */
export const fullCoverage: Coverage = {
  step_s: 60,
  devices: { matched: 4, total: 4 },
  replicas: { matched: 2, total: 2 },
  methods: { 'gpu-labels': 4 },
  sources: [{ family: 'engine', native_step_s: 15, last_sample_age_s: 10, series: 12 }],
  unmatched: [],
  decomposed: 1,
};

/** The first step of all frames here. */
export const START = Date.UTC(2026, 0, 1);
const STEP_MS = 60_000;

type Values = Partial<Record<FigureId, Array<number | null>>>;
type Facts = Partial<FrameFacts> & { coverage?: Coverage };

const custom = (format: FrameFacts['format'], by: string[], facts: Facts) => ({
  queryType: 'latency',
  format,
  by,
  coverage: fullCoverage,
  ...facts,
});

/** A time series answer: a row per set of labels, with its values per step. */
export function timeFrame(rows: Array<{ labels?: Labels; values: Values }>, facts: Facts = {}): DataFrame {
  const steps = Math.max(0, ...rows.flatMap(({ values }) => Object.values(values).map((one) => one.length)));
  const by = facts.by ?? Object.keys(rows[0]?.labels ?? {});
  return createDataFrame({
    refId: 'A',
    meta: { custom: custom('timeseries', by, facts) },
    fields: [
      { name: 'time', type: FieldType.time, values: Array.from({ length: steps }, (_, at) => START + at * STEP_MS) },
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
      ...by.map((name) => ({ name, type: FieldType.string, values: rows.map(({ labels }) => labels[name] ?? '') })),
      ...ids.map((name) => ({
        name,
        type: FieldType.number,
        config: { unit: name === 'requests' ? 'short' : 's' },
        values: rows.map(({ values }) => values[name] ?? null),
      })),
      { name: 'row_kind', type: FieldType.string, values: rows.map(({ kind = 'value' }) => kind) },
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
