import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';

import { type Operand } from '../../../src/shared/types.gen';
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

// Empty where all money is in one currency: its unit says which.
const CURRENCY = '${__data.fields.currency}';
/** The cluster of a figure: two of them may have one currency. */
const CLUSTER = '${__data.fields.Cluster}';

/** What it costs, a cluster each: two currencies are never added. */
export function bill(): PanelBuilder {
  return figures(
    'GPU cost',
    'Price times the time that GPUs were present, used or not, in the currency of the data source; not the bill of the provider. Mtok is a million generated tokens; without tokens there is no price.',
    { operands: [hidden(cost), hidden(tokens), spent, costPerHour, costPerMtok], grain: 'cluster' },
    [
      { field: 'cluster', title: 'Cluster' },
      { field: 'spent', title: `${CLUSTER} total ${CURRENCY}` },
      { field: 'per_hour', title: `${CLUSTER} per hour ${CURRENCY}` },
      { field: 'per_mtok', title: `${CLUSTER} per Mtok ${CURRENCY}` },
    ],
    'each'
  );
}
