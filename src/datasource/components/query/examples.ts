import { CurrentVersion } from '../../../shared/types.gen';
import { type TokenpathQuery } from '../../types';

/** A query that can be clicked in the cheat sheet. */
export interface Example {
  id: string;
  title: string;
  text: string;
  query: Omit<TokenpathQuery, 'refId'>;
}

const common = { queryType: 'correlate', version: CurrentVersion } as const;

/** Questions that need more than one source to answer. */
export const examples: Example[] = [
  {
    id: 'throughput-and-tensor',
    title: 'Throughput beside the silicon',
    text: 'Generated tokens per second and tensor pipe activity of the GPUs that made them, by replica.',
    query: {
      ...common,
      operands: [
        { as: 'tokens', signal: 'generation_tokens' },
        { as: 'tensor', signal: 'gpu_tensor_active', reduce: 'mean' },
      ],
      grain: 'replica',
      format: 'timeseries',
      legend: '{{pod}} {{operand}}',
    },
  },
  {
    id: 'price-per-million',
    title: 'Price of a million tokens',
    text: 'What the GPUs of a model cost, divided by the tokens they generated. No tokens give no price.',
    query: {
      ...common,
      operands: [
        { as: 'cost', signal: 'gpu_cost', hide: true },
        { as: 'tokens', signal: 'generation_tokens', hide: true },
        { as: 'per_mtok', formula: 'cost / tokens * 1e6' },
      ],
      grain: 'model',
      format: 'timeseries',
      legend: '{{llm_model}}',
    },
  },
  {
    id: 'joined-table',
    title: 'One row a replica',
    text: 'Tokens, time to first token, tensor activity from the slowest to the busiest GPU, and power, over the range.',
    query: {
      ...common,
      operands: [
        { as: 'tokens', signal: 'generation_tokens', stat: 'rate' },
        { as: 'ttft_p95', signal: 'ttft', stat: 'p95' },
        { as: 'tensor_min', signal: 'gpu_tensor_active', reduce: 'min' },
        { as: 'tensor_max', signal: 'gpu_tensor_active', reduce: 'max' },
        { as: 'power', signal: 'gpu_power' },
      ],
      grain: 'replica',
      by: ['llm_model'],
      format: 'table',
    },
  },
  {
    id: 'cache-and-queue',
    title: 'KV cache and waiting requests',
    text: 'Whether requests wait because the KV cache is full.',
    query: {
      ...common,
      operands: [
        { as: 'kv', signal: 'kv_cache_usage' },
        { as: 'waiting', signal: 'requests_waiting' },
      ],
      grain: 'replica',
      format: 'timeseries',
      legend: '{{pod}} {{operand}}',
    },
  },
  {
    id: 'uneven-group',
    title: 'GPUs that do uneven work',
    text: 'The spread of tensor activity within each replica; ranks of one tensor-parallel group should be equal.',
    query: {
      ...common,
      operands: [{ as: 'spread', signal: 'gpu_tensor_active', reduce: 'spread', unit: 'percentunit' }],
      grain: 'replica',
      format: 'timeseries',
      legend: '{{pod}}',
    },
  },
  {
    id: 'slo-alert',
    title: 'Alert on first tokens that come late',
    text: 'The share of requests whose first token came within half a second, one number a model, for an alert rule.',
    query: {
      ...common,
      operands: [{ as: 'in_time', signal: 'ttft', stat: 'fraction_below', threshold: 0.5 }],
      grain: 'model',
      format: 'numeric',
    },
  },
  {
    id: 'own-promql',
    title: 'Your own metric, joined',
    text: 'Any PromQL whose result carries a key, such as the pod, beside a signal of the catalog.',
    query: {
      ...common,
      operands: [
        {
          as: 'restarts',
          expr: 'sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total[$__rate_interval]))',
          keys: { namespace: 'namespace', pod: 'pod' },
          additive: true,
        },
        { as: 'tokens', signal: 'generation_tokens' },
      ],
      grain: 'replica',
      format: 'timeseries',
    },
  },
];
