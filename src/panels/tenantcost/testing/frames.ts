import { createDataFrame, type DataFrame, FieldType, type Labels } from '@grafana/data';

import { factsOf, fullCoverage, MINUTE, textColumn, timeColumn } from '../../../shared/panel/testing/answer';
import { START } from '../../../shared/panel/testing/start';
import { type Basis, type CostBill, type CostFacts, type Coverage, type FrameFacts } from '../../../shared/types.gen';
import { type FigureId, type Figures, isMoney } from '../model/figures';

/** A row of an answer: a kind other than "value" repeats its word as the first label. */
export interface FakeRow {
  labels: Labels;
  kind?: string;
  currency?: string;
  values: Figures;
}

interface About {
  basis?: Basis;
  coverage?: Coverage;
  bill?: CostBill[];
  facts?: Partial<FrameFacts>;
}

/** A bill of so much. */
export const bill = (currency: string, amount: number): CostBill => ({
  currency,
  amount,
  gpu_hours: amount / 2,
  unpriced_gpu_hours: 0,
});

function billsFor(rows: FakeRow[]): CostBill[] {
  const sums = new Map<string, number>();
  rows.forEach(({ currency = 'EUR', values }) =>
    sums.set(currency, (sums.get(currency) ?? 0) + (values.cost_total ?? 0))
  );
  return [...sums].map(([currency, amount]) => bill(currency, amount));
}

function custom(format: FrameFacts['format'], by: string[], rows: FakeRow[], about: About) {
  const { basis = 'effective', coverage = fullCoverage } = about;
  const cost: CostFacts = { bill: about.bill ?? billsFor(rows), basis, allocation_interval_s: 300, weights: [] };
  return factsOf('cost', format, by, { coverage, cost, ...about.facts });
}

const keysOf = (rows: FakeRow[]): string[] => Object.keys(rows[0]?.labels ?? {});

const idsOf = (rows: FakeRow[]): FigureId[] => [
  ...new Set(rows.flatMap(({ values }) => Object.keys(values) as FigureId[])),
];

const severalCurrencies = (rows: FakeRow[]): boolean => new Set(rows.map(({ currency = 'EUR' }) => currency)).size > 1;

/** A table answer, as the data source gives it: a column for the currency only where there are several. */
export function tableFrame(rows: FakeRow[], about: About = {}): DataFrame {
  const by = about.facts?.by ?? keysOf(rows);
  const several = severalCurrencies(rows);
  return createDataFrame({
    refId: 'A',
    meta: { custom: custom('table', by, rows, about) },
    fields: [
      ...by.map((name) => textColumn(name, rows, ({ labels }) => labels[name] ?? '')),
      ...idsOf(rows).map((name) => ({
        name,
        type: FieldType.number,
        config: { unit: isMoney(name) ? (several ? 'none' : `currency${rows[0].currency ?? 'EUR'}`) : 'short' },
        values: rows.map(({ values }) => values[name] ?? null),
      })),
      ...(several ? [textColumn('currency', rows, ({ currency = 'EUR' }) => currency)] : []),
      textColumn('row_kind', rows, ({ kind = 'value' }) => kind),
    ],
  });
}

/** A time series answer: the values of each row, spread evenly over so many steps. */
export function timeFrame(rows: FakeRow[], steps = 2, about: About = {}, start = START): DataFrame {
  const several = severalCurrencies(rows);
  const by = about.facts?.by ?? [...keysOf(rows), ...(several ? ['currency'] : [])];
  const spread = (id: FigureId, value: number) => (isMoney(id) && !id.startsWith('cost_per') ? value / steps : value);
  return createDataFrame({
    refId: 'A',
    meta: { custom: custom('timeseries', by, rows, about) },
    fields: [
      timeColumn(start + MINUTE, steps),
      ...rows.flatMap(({ labels, currency = 'EUR', values }) =>
        Object.entries(values).map(([name, value]) => ({
          name,
          labels: several ? { ...labels, currency } : labels,
          type: FieldType.number,
          config: { unit: `currency${currency}` },
          values: new Array<number | null>(steps).fill(value === null ? null : spread(name as FigureId, value)),
        }))
      ),
    ],
  });
}

/** Two tenants of a euro bill, one of which has a model whose money could not be divided. */
export const euro: FakeRow[] = [
  {
    labels: { tenant: 'acme', llm_model: 'small' },
    values: {
      gpu_hours: 10,
      prompt_tokens: 4e6,
      generation_tokens: 1e6,
      cached_tokens: 2e6,
      requests: 100,
      cost_prompt: 4,
      cost_generation: 16,
      cost_total: 20,
      saved_by_cache: 4,
      cost_per_mtok_prompt: 1,
      cost_per_mtok_generation: 16,
      cost_per_request: 0.2,
      useful_ratio: 1,
    },
  },
  {
    labels: { tenant: 'acme', llm_model: 'large' },
    values: {
      gpu_hours: 20,
      prompt_tokens: 2e6,
      generation_tokens: 1e6,
      cached_tokens: 0,
      requests: 50,
      cost_prompt: 6,
      cost_generation: 34,
      cost_total: 40,
      saved_by_cache: 0,
      cost_per_mtok_prompt: 3,
      cost_per_mtok_generation: 34,
      cost_per_request: 0.8,
      useful_ratio: 0.5,
    },
  },
  {
    labels: { tenant: 'globex', llm_model: 'odd' },
    values: {
      gpu_hours: 5,
      prompt_tokens: 1e6,
      generation_tokens: 1e6,
      cached_tokens: null,
      requests: 10,
      cost_prompt: null,
      cost_generation: null,
      cost_total: 10,
      saved_by_cache: null,
      cost_per_mtok_prompt: null,
      cost_per_mtok_generation: null,
      cost_per_request: 1,
      useful_ratio: null,
    },
  },
  { labels: { tenant: 'unlabelled', llm_model: 'small' }, kind: 'unlabelled', values: { cost_total: 6, gpu_hours: 3 } },
  { labels: { tenant: 'idle', llm_model: 'small' }, kind: 'idle', values: { cost_total: 4, gpu_hours: 2 } },
  { labels: { tenant: 'unattributed', llm_model: '' }, kind: 'unattributed', values: { cost_total: 20, gpu_hours: 8 } },
];

/** The same tenants in dollars, which are never added to the euros. */
export const dollar: FakeRow[] = [
  { labels: { tenant: 'acme', llm_model: 'small' }, currency: 'USD', values: { cost_total: 7, gpu_hours: 3 } },
  {
    labels: { tenant: 'idle', llm_model: 'small' },
    kind: 'idle',
    currency: 'USD',
    values: { cost_total: 1, gpu_hours: 1 },
  },
];
