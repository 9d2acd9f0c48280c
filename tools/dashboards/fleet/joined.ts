import { TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';

import { columns, properties, type Column } from '../lib/columns';
import { correlate, dataSource } from '../lib/correlate';

import { cost, costPerHour, costPerMtok, hidden, tensorActive, tokens } from './operands';

const SORTED_BY = 'Tokens/s';

const shown: Column[] = [
  { field: 'llm_model', title: 'Model', minWidth: 160, onlyThis: 'model' },
  { field: 'pod', title: 'Pod', minWidth: 160, onlyThis: 'pod' },
  { field: 'namespace', title: 'Namespace', width: 95 },
  { field: 'cluster', title: 'Cluster', width: 90 },
  { field: 'gpus', title: 'GPUs', decimals: 2, width: 65 },
  { field: 'tokens', title: SORTED_BY, width: 110 },
  { field: 'tensor_min', title: 'Tensor min', width: 75 },
  { field: 'tensor', title: 'Tensor mean', width: 75 },
  { field: 'tensor_max', title: 'Tensor max', width: 75 },
  { field: 'power', title: 'Power', width: 80 },
  { field: 'per_hour', title: 'Cost per hour', decimals: 2, width: 75 },
  { field: 'per_mtok', title: 'Cost per Mtok', decimals: 2, width: 75 },
  // Only where there are several: else the unit of the cost says it.
  { field: 'currency', title: 'Currency', width: 80 },
  { field: 'match_method', title: 'Matched by', width: 110 },
];

/** One row a replica: what it serves, holds, makes, draws and costs, and how its GPUs were matched. */
export function joined(): PanelBuilder {
  const panel = new PanelBuilder()
    .title('Replicas and their GPUs')
    .description(
      'One row a replica, over the whole time range. Tensor min and max are its least and most active GPU: ranks of one group should be equal. A row "unmatched" holds GPUs that no pod is known to own; "matched by" says what the match rests on.'
    )
    .datasource(dataSource)
    .withTarget(
      correlate({
        operands: [
          tokens,
          tensorActive('tensor_min', 'min'),
          tensorActive('tensor', 'mean'),
          tensorActive('tensor_max', 'max'),
          { as: 'power', signal: 'gpu_power' },
          hidden(cost),
          costPerHour,
          costPerMtok,
        ],
        grain: 'replica',
        by: ['llm_model'],
        format: 'table',
      })
    )
    .withTransformation(columns(shown))
    .sortBy([new TableSortByFieldStateBuilder().displayName(SORTED_BY).desc(true)])
    .noValue('n/a');
  for (const column of shown) {
    panel.overrideByName(column.title, properties(column));
  }
  return panel;
}
