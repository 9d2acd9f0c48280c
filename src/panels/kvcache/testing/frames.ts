import { createDataFrame, type DataFrame, FieldType, type Labels } from '@grafana/data';

import { type Facts, factsOf, MINUTE, textColumn, timeColumn } from '../../../shared/panel/testing/answer';
import { type KVCacheFacts, type KVCacheRow } from '../../../shared/types.gen';
import { type FigureId, unitOf } from '../model/figures';
import { type Flags } from '../model/spells';

/** The beginning of all frames here; the first step ends a minute later. */
export const START = Date.UTC(2026, 0, 1, 12);

/** A row of a table answer. */
export interface TableRow {
  labels: Labels;
  values: Partial<Record<FigureId, number | null>>;
  verdict?: string;
  currency?: string;
}

/** A table answer: key columns, figures, verdicts. */
export function tableFrame(rows: TableRow[], more: Facts = {}): DataFrame {
  const by = more.by ?? Object.keys(rows[0]?.labels ?? {});
  const ids = [...new Set(rows.flatMap(({ values }) => Object.keys(values) as FigureId[]))];
  return createDataFrame({
    refId: 'A',
    meta: { custom: factsOf('kvcache', 'table', by, more) },
    fields: [
      ...by.map((name) => textColumn(name, rows, ({ labels }) => labels[name] ?? '')),
      textColumn('row_kind', rows, () => 'value'),
      ...ids.map((name) => ({
        name,
        type: FieldType.number,
        config: { unit: name === 'saved_by_cache' ? 'currencyEUR' : unitOf(name, false) },
        values: rows.map(({ values }) => values[name] ?? null),
      })),
      textColumn('verdict', rows, ({ verdict = 'healthy' }) => verdict),
      ...(rows.some(({ currency }) => currency) ? [textColumn('currency', rows, ({ currency = '' }) => currency)] : []),
    ],
  });
}

/** A row of a time series answer: columns of figures and of verdicts. */
export interface SeriesRow {
  labels: Labels;
  values: Partial<Record<FigureId, Array<number | null>>>;
  flags?: Flags;
}

/** A time series answer of steps of a minute. */
export function timeFrame(rows: SeriesRow[], more: Facts = {}): DataFrame {
  const columns = rows.flatMap(({ labels, values, flags = {} }) =>
    [...Object.entries(values), ...Object.entries(flags)].map(([name, column]) => ({
      name: name.replace('-', '_'),
      labels,
      type: FieldType.number,
      config: {},
      values: column,
    }))
  );
  const steps = Math.max(0, ...columns.map(({ values }) => values.length));
  return createDataFrame({
    refId: 'B',
    meta: { custom: factsOf('kvcache', 'timeseries', more.by ?? Object.keys(rows[0]?.labels ?? {}), more) },
    fields: [timeColumn(START + MINUTE, steps), ...columns],
  });
}

/** What led to a thrash of two minutes, and what would refute it. */
export const thrash = (key: Record<string, string>, now: KVCacheRow['now'] = 'thrash'): KVCacheRow => ({
  key,
  verdict: 'thrash',
  now,
  spells: [{ verdict: 'thrash', from: START + MINUTE, to: START + 3 * MINUTE }],
  evidence: [
    {
      field: 'usage_max',
      value: 0.998,
      unit: 'percentunit',
      op: '>=',
      against: 0.95,
      against_what: 'threshold',
      holds: true,
    },
    { field: 'preemptions', value: 3.2, unit: 'ops', op: '>', against: 0, against_what: 'threshold', holds: true },
    { field: 'waiting', value: 12, unit: 'short', op: '>', against: 4.1, against_what: 'first half', holds: true },
  ],
  refute: [{ field: 'waiting', value: 12, op: '<=', against: 4.1, against_what: 'first half', holds: false }],
  not_reported: ['hit_external', 'reuse_gap_p50'],
});

/** A row that is well. */
export const healthy = (key: Record<string, string>): KVCacheRow => ({
  key,
  verdict: 'healthy',
  now: 'healthy',
  spells: [],
  evidence: [],
  refute: [],
  not_reported: [],
});

export const facts = (rows: KVCacheRow[], replicas: KVCacheRow[] = rows): KVCacheFacts => ({
  window_s: 300,
  rows,
  replicas,
});

const well = { pod: 'well' };
const full = { pod: 'full' };

/** Two replicas over the range, one of which thrashes. */
export const table = tableFrame(
  [
    {
      labels: full,
      verdict: 'thrash',
      values: {
        usage: 0.9,
        usage_max: 0.998,
        hit_ratio: 0.2,
        prompt_tokens: 1000,
        cached_tokens: 200,
        preemptions: 12,
        saved_gpu_hours: 1,
        saved_by_cache: 2.5,
      },
    },
    {
      labels: well,
      values: {
        usage: 0.4,
        usage_max: 0.5,
        hit_ratio: 0.6,
        hit_external: 0.1,
        prompt_tokens: 1000,
        cached_tokens: 700,
        preemptions: 0,
        saved_gpu_hours: 3,
        saved_by_cache: 7.5,
        reuse_gap_p50: 2,
        reuse_gap_p95: 20,
        idle_before_evict_p50: 60,
        idle_before_evict_p95: 120,
        lifetime_p50: 90,
        lifetime_p95: 400,
        transfer_bytes: 2e9,
        transfer_failures: 0,
        transfer_time_mean: 0.012,
      },
    },
  ],
  { kvcache: facts([thrash(full), healthy(well)]) }
);

/** The same over four steps. */
export const series = timeFrame([
  {
    labels: full,
    values: {
      usage_max: [0.7, 0.97, 1, 0.998],
      usage: [0.7, 0.96, 1, 0.99],
      preemptions: [0, 0, 2, 3.2],
      waiting: [0, 4, 8, 12],
    },
    flags: { thrash: [0, 1, 1, 0], pressure: [0, 0, 0, 1], healthy: [1, 0, 0, 0] },
  },
  {
    labels: well,
    values: { usage_max: [0.4, 0.5, null, 0.4], preemptions: [0, 0, 0, 0] },
    flags: { healthy: [1, 1, 1, 1] },
  },
]);
