import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';

import { type Operand } from '../../../src/shared/types.gen';
import { type Column, columns, properties } from '../lib/columns';
import { correlate, dataSource } from '../lib/correlate';
import { figures } from '../lib/figures';

import { cost, costPerHour, costPerMtok, hidden, tokens } from './operands';

const present: Operand = { as: 'present', signal: 'gpu_count' };
const spent: Operand = { as: 'spent', signal: 'gpu_cost', stat: 'total' };

/** What the fleet makes, and of how many GPUs. */
export function throughput(): PanelBuilder {
  return figures(
    'Generated tokens and GPUs',
    'Means over the time range. A GPU is held when a pod is known to own it, and present when an exporter shows it; the difference is idle or unmatched, and the coverage of the table below names it.',
    { operands: [tokens, present], grain: 'cluster' },
    [
      { field: 'tokens', title: 'Tokens/s' },
      { field: 'gpus', title: 'GPUs held' },
      { field: 'present', title: 'GPUs present' },
    ],
    'sum'
  );
}

const each: Column[] = [
  { field: 'cluster', title: 'Cluster', minWidth: 90 },
  { field: 'spent', title: 'Total', decimals: 2, minWidth: 80 },
  { field: 'per_hour', title: 'Per hour', decimals: 2, minWidth: 80 },
  { field: 'per_mtok', title: 'Per Mtok', decimals: 2, minWidth: 80 },
  // Only where there are several: else the unit of the cost says it.
  { field: 'currency', title: 'Currency', minWidth: 80 },
];

/** What it costs, a cluster each: two currencies are never added. */
export function bill(): TableBuilder {
  const panel = new TableBuilder()
    .title('GPU cost')
    .description(
      'Price times the time that GPUs were present, used or not, in the currency of the data source; not the bill of the provider. Mtok is a million generated tokens; without tokens there is no price.'
    )
    .datasource(dataSource)
    .withTarget(
      correlate({
        operands: [hidden(cost), hidden(tokens), spent, costPerHour, costPerMtok],
        grain: 'cluster',
        format: 'table',
      })
    )
    .withTransformation(columns(each))
    .noValue('n/a');
  for (const column of each) {
    panel.overrideByName(column.title, properties(column));
  }
  return panel;
}
