import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

import { filtersBy } from '../lib/correlate';
import { graph, largest } from '../lib/graph';

const SCOPES = ['cluster', 'llm_model', 'namespace'];
const perModel = { grain: 'model', legend: '{{llm_model}} {{cluster}}', filters: filtersBy(SCOPES) } as const;

/** GPUs that each model holds. */
export function gpus(): PanelBuilder {
  return graph(
    'GPUs held by model',
    'How many whole GPUs each model’s replicas held, a MIG slice as its part of the card; the ten models that held most.',
    {
      ...perModel,
      filters: [...perModel.filters],
      operands: [{ as: 'gpus', signal: 'gpu_count' }],
      top: largest('gpus'),
    }
  );
}

/** How hard they work. */
export function tensor(): PanelBuilder {
  return graph(
    'Tensor activity by model',
    'How much of the time the tensor pipes of a model’s GPUs were busy, in the mean, of the ten busiest models. Money beside a low figure buys memory and waiting, not computing.',
    {
      ...perModel,
      filters: [...perModel.filters],
      operands: [{ as: 'tensor', signal: 'gpu_tensor_active' }],
      top: largest('tensor'),
    }
  );
}
