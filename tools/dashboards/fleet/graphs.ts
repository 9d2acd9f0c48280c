import {
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  StackingConfigBuilder,
  StackingMode,
} from '@grafana/grafana-foundation-sdk/common';
import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

import { graph, largest } from '../lib/graph';

import * as operands from './operands';

// Clusters may share the names of pods and models.
const perReplica = { grain: 'replica', legend: '{{pod}} {{cluster}}' } as const;
const perModel = { grain: 'model', legend: '{{llm_model}} {{cluster}}' } as const;

/** Generated tokens per second of each replica. */
export function tokens(): PanelBuilder {
  return graph(
    'Generated tokens/s by replica',
    'What each of the ten replicas generates that generate most. Not what it could: a replica without requests generates nothing.',
    { ...perReplica, operands: [operands.tokens], top: largest('tokens') }
  );
}

/** Tensor pipe activity of the GPUs that each replica holds. */
export function tensor(): PanelBuilder {
  return graph(
    'Tensor activity by replica',
    'How much of the time the tensor pipes of its GPUs were busy, mean over the GPUs held, of the ten busiest replicas. Not "GPU utilisation", which is near 100 % while a single kernel runs.',
    { ...perReplica, operands: [operands.tensorActive('tensor', 'mean')], top: largest('tensor') }
  );
}

/** Money per million generated tokens of each model. */
export function pricePerToken(): PanelBuilder {
  return graph(
    'Cost per million generated tokens',
    'What the GPUs of a model cost, divided by the tokens they generated, in the currency of the data source. Prompt tokens are not in the divisor; a gap means that nothing was generated. The ten dearest models.',
    {
      ...perModel,
      operands: [operands.hidden(operands.cost), operands.hidden(operands.tokens), operands.costPerMtok],
      top: largest('per_mtok'),
    }
  );
}

/** Generated tokens per second and GPU. */
export function tokensPerGpu(): PanelBuilder {
  return graph(
    'Generated tokens per GPU-second by replica',
    'Generated tokens divided by the GPU-seconds held for them. A low figure is a costly one, unless the model is large or the work is mostly prefill. The ten highest; the table above has all.',
    {
      ...perReplica,
      operands: [operands.hidden(operands.tokens), operands.hidden(operands.gpuCount), operands.tokensPerGpu],
      top: largest('per_gpu'),
    }
  );
}

/** Share of the KV cache in use. */
export function kvCache(): PanelBuilder {
  return graph(
    'KV cache usage by replica',
    'The share of KV blocks in use. High alone is good use of memory; near the lines, with requests waiting, the engine preempts and computes again.',
    { ...perReplica, operands: [{ as: 'kv', signal: 'kv_cache_usage' }] }
  )
    .max(1)
    .thresholds(
      new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
        { color: 'transparent', value: null },
        { color: 'orange', value: 0.9 },
        { color: 'red', value: 0.95 },
      ])
    )
    .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
}

/** Money per hour of each model, and of GPUs that serve none. */
export function costPerHour(): PanelBuilder {
  return graph(
    'Cost per hour by model',
    'Price of the GPUs by who held them, stacked, in the currency of the data source. What nobody or no engine held is there too, so the top is what all GPUs cost.',
    {
      ...perModel,
      operands: [operands.hidden(operands.cost), operands.costPerHour],
    }
  )
    .stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'))
    .fillOpacity(30);
}

/** Electric power of the GPUs of each replica. */
export function power(): PanelBuilder {
  return graph(
    'GPU power by replica',
    'The power that the GPUs of a replica draw together, of the ten that draw most. Processors, memory, fans and power supplies of the node are not in it.',
    { ...perReplica, operands: [{ as: 'power', signal: 'gpu_power' }], top: largest('power') }
  );
}
