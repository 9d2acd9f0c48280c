import { type ComboboxOption } from '@grafana/ui';

import { type FilterOp, type Format, type Grain, type Reduce, type Stat } from '../../shared/types.gen';

/** What one row of an answer can stand for. */
export const grains: Array<{ value: Grain; label: string; description: string }> = [
  { value: 'device', label: 'Device', description: 'A GPU or MIG slice and the replica that held it' },
  { value: 'replica', label: 'Replica', description: 'A pod that serves a model' },
  { value: 'model', label: 'Model', description: 'An LLM within a cluster' },
  { value: 'tenant', label: 'Tenant', description: 'Who sent the requests, as gateways know it' },
  { value: 'node', label: 'Node', description: 'A machine within a cluster' },
  { value: 'cluster', label: 'Cluster', description: 'A whole cluster' },
];

/** The shapes of an answer. */
export const formats: Array<{ value: Format; label: string; description: string }> = [
  { value: 'timeseries', label: 'Time series', description: 'A value for every step' },
  { value: 'table', label: 'Table', description: 'One row a key over the whole range, with how it was matched' },
  { value: 'numeric', label: 'Numeric', description: 'One number a key, for alert rules and expressions' },
];

/** How a filter compares. */
export const filterOps: Array<ComboboxOption<FilterOp>> = [
  { value: '=', label: '=', description: 'is one of' },
  { value: '!=', label: '!=', description: 'is none of' },
  { value: '=~', label: '=~', description: 'matches the expression (RE2)' },
  { value: '!~', label: '!~', description: 'does not match (RE2)' },
];

const statTitles: Record<string, string> = {
  rate: 'Rate per second',
  total: 'Total increase',
  avg: 'Average',
  min: 'Minimum',
  max: 'Maximum',
  last: 'Last',
  mean: 'Mean',
  p50: 'Median (p50)',
  p95: '95th percentile (p95)',
  p99: '99th percentile (p99)',
  fraction_below: 'Share at or below',
};

const statLists = new Map<string, Array<ComboboxOption<Stat>>>();

/** Statistics as entries of a list, the same list for the same statistics (why, says LabelPicker). */
export function statOptions(stats: Stat[]): Array<ComboboxOption<Stat>> {
  const key = stats.join();
  const known = statLists.get(key) ?? stats.map((value) => ({ value, label: statTitles[value] ?? value }));
  statLists.set(key, known);
  return known;
}

/** The statistics that apply to the user's own PromQL, the default first. */
export const exprStats: Stat[] = ['avg', 'min', 'max', 'last'];

/** How several devices or ranks become one row. */
export const reduceOptions: Array<ComboboxOption<Reduce>> = [
  { value: 'mean', label: 'Mean', description: 'Weighted by time' },
  { value: 'min', label: 'Minimum', description: 'The smallest device' },
  { value: 'max', label: 'Maximum', description: 'The largest device' },
  { value: 'spread', label: 'Spread', description: 'Largest less smallest device' },
  { value: 'sum', label: 'Sum', description: 'For values that may be added' },
];
