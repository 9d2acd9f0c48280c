import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { type FigureId } from '../../../src/panels/kvcache/model/figures';
import { kvcachePanel } from '../lib/kvcache';

const REPLICA = ['cluster', 'namespace', 'pod'];

const both = (by: string[], fields?: FigureId[]) => [
  { refId: 'A', by, format: 'table' as const, fields },
  { refId: 'B', by, format: 'timeseries' as const, fields },
];

/** Verdict and usage of every replica. */
export function health(): PanelBuilder {
  return kvcachePanel(
    'Health by replica',
    'A verdict per replica, the worst first, and how full its KV cache was over time; ticks are preemptions. Open a row to see what led to the verdict, what would refute it, and its lines.',
    both(REPLICA)
  );
}

const HITS: FigureId[] = ['hit_ratio', 'hit_external', 'prompt_tokens', 'cached_tokens', 'external_cached_tokens'];

/** Hits of each model. */
export function hitsByModel(): PanelBuilder {
  return kvcachePanel(
    'Hits by model',
    'Where the prompt tokens of each model came from: the engine’s own cache, an external tier, or none, so that they were computed. Where most tokens are missed comes first.',
    both(['llm_model'], HITS),
    { view: 'hits' }
  );
}

/** Hits of each tenant. */
export function hitsByTenant(): PanelBuilder {
  return kvcachePanel(
    'Hits by tenant',
    'The same by tenant, where a gateway counts tokens by tenant. A tenant whose prompts share no beginnings takes cache from the others and gets nothing for it.',
    both(['tenant'], HITS),
    { view: 'hits' }
  );
}

/** Whether more cache would be hit. */
export function reuse(): PanelBuilder {
  return kvcachePanel(
    'Would it have been reused?',
    'How long blocks lie idle before they are evicted, against how long it takes until a block is used again. Where eviction comes first, more cache or a tier below it would be hit.',
    both(REPLICA, [
      'reuse_gap_p50',
      'reuse_gap_p95',
      'idle_before_evict_p50',
      'idle_before_evict_p95',
      'lifetime_p50',
      'lifetime_p95',
    ]),
    { view: 'reuse' }
  );
}

/** What moves between replicas and tiers. */
export function transfers(): PanelBuilder {
  return kvcachePanel(
    'Transfers and tiers',
    'KV blocks on the way from prefill to decode replicas, and to and from tiers below the GPU. Replicas with failed transfers come first: their requests compute the prefill again or fail.',
    both(REPLICA, [
      'transfer_failures',
      'transfer_bytes',
      'transfer_time_mean',
      'transfer_time_p95',
      'offload_read_bytes',
      'offload_write_bytes',
      'host_usage',
    ]),
    { view: 'transfers' }
  );
}

/** What caches save, by model. */
export function savings(): PanelBuilder {
  return kvcachePanel(
    'Saved by caches',
    'Prefill that did not have to be computed, in GPU-hours and money: cost of prompts × cached ÷ (prompt − cached). An estimate: the part of prefill in the cost comes from request times.',
    both(['llm_model'], ['saved_gpu_hours', 'saved_by_cache', 'cached_tokens', 'prompt_tokens']),
    { view: 'savings' }
  );
}
