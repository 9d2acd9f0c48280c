import { CurrentVersion } from '../../../shared/types.gen';
import { type TokenpathQuery } from '../../types';

/** A query that can be clicked in the cheat sheet. */
export interface Example {
  id: string;
  title: string;
  text: string;
  query: Omit<TokenpathQuery, 'refId'>;
}

const correlate = { queryType: 'correlate', version: CurrentVersion } as const;

/** Eleven questions, of every query type, that run as they are. */
export const examples: Example[] = [
  {
    id: 'throughput-and-tensor',
    title: 'Throughput beside the silicon',
    text: 'Generated tokens per second and tensor activity of the GPUs that made them, by replica.',
    query: {
      ...correlate,
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
      ...correlate,
      operands: [
        { as: 'cost', signal: 'gpu_cost', hide: true },
        { as: 'tokens', signal: 'generation_tokens', hide: true },
        { as: 'per_mtok', formula: 'cost / tokens * 1e6', unit: 'currency{{currency}}' },
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
      ...correlate,
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
      top: { n: 20, by: 'tokens' },
    },
  },
  {
    id: 'latency-phases',
    title: 'Where the time of a request goes',
    text: 'Mean queue, prefill and decode time of each model, what is left unexplained, and the sum of all.',
    query: {
      queryType: 'latency',
      version: CurrentVersion,
      operands: [],
      by: ['llm_model'],
      fields: ['queue', 'transfer', 'prefill', 'decode', 'unexplained', 'e2e'],
      format: 'timeseries',
      legend: '{{llm_model}} {{operand}}',
    },
  },
  {
    id: 'first-token-by-engine',
    title: 'First tokens by engine',
    text: 'The 95th percentile of the time to first token, one line for each engine and model.',
    query: {
      queryType: 'signal',
      version: CurrentVersion,
      operands: [{ as: 'ttft', signal: 'ttft', stat: 'p95' }],
      by: ['engine', 'llm_model'],
      format: 'timeseries',
      legend: '{{engine}} {{llm_model}}',
    },
  },
  {
    id: 'cache-and-queue',
    title: 'KV cache and waiting requests',
    text: 'Whether requests wait because the KV cache is full.',
    query: {
      ...correlate,
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
    id: 'cache-verdicts',
    title: 'Which KV caches are in trouble',
    text: 'A verdict for each replica over windows of five minutes, with usage, hits, preemptions and the queue beside it.',
    query: {
      queryType: 'kvcache',
      version: CurrentVersion,
      operands: [],
      by: ['cluster', 'namespace', 'pod'],
      fields: ['usage', 'usage_max', 'hit_ratio', 'preemptions', 'waiting', 'thrash', 'pressure', 'cold'],
      format: 'table',
    },
  },
  {
    id: 'uneven-group',
    title: 'GPUs that hold their group up',
    text: 'Ranks of a parallel group wait for the busiest one: who that is, how uneven the group is, and what it costs.',
    query: {
      queryType: 'balance',
      version: CurrentVersion,
      operands: [],
      by: ['cluster', 'namespace', 'group'],
      fields: ['tensor', 'spread', 'lost_gpu_seconds', 'lost_money', 'straggler', 'clock', 'throttle'],
      format: 'table',
    },
  },
  {
    id: 'who-held-what',
    title: 'Who held which GPU, and when',
    text: 'Every interval in which a pod held a device, with the evidence for it.',
    query: { queryType: 'ownership', version: CurrentVersion, operands: [] },
  },
  {
    id: 'slo-alert',
    title: 'Alert on first tokens that come late',
    text: 'The share of requests whose first token came within half a second, one number a model, for an alert rule.',
    query: {
      ...correlate,
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
      ...correlate,
      operands: [
        {
          as: 'restarts',
          expr: 'sum by (namespace, pod) (rate(kube_pod_container_status_restarts_total[$__rate_interval]))',
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
