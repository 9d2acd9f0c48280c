import { type AnswerField } from './answerField';

const cache = 'The cache and its queue';
const reuse = 'Hits and what they save';
const residency = 'How long blocks stay';
const moved = 'Tiers and transfers';
const verdicts = 'Verdict, 1 where it holds';

/** The fields of a kvcache query, in the order in which they are answered. */
export const kvcacheFields: AnswerField[] = [
  { value: 'usage', label: 'Usage', group: cache, description: 'Mean over time and ranks' },
  { value: 'usage_max', label: 'Usage, highest', group: cache, description: 'Of any rank at any time' },
  { value: 'hit_ratio', label: 'Hit ratio', group: reuse, description: 'Prompt tokens found in the local cache' },
  { value: 'hit_external', label: 'External hits', group: reuse, description: 'Prompt tokens that a tier answered' },
  { value: 'preemptions', label: 'Preemptions', group: cache, description: 'Per second in a graph, a count in a table' },
  { value: 'evicted_tokens', label: 'Evicted tokens', group: cache, description: 'Dropped to make room' },
  {
    value: 'recomputed_tokens',
    label: 'Recomputed tokens',
    group: cache,
    description: 'An estimate: preemptions × mean prompt length',
  },
  { value: 'waiting', label: 'Waiting', group: cache, description: 'Requests not yet scheduled' },
  { value: 'running', label: 'Running', group: cache, description: 'Requests in the batch' },
  { value: 'lifetime_p50', label: 'Lifetime, p50', group: residency, description: 'From a block’s allocation to its end' },
  { value: 'lifetime_p95', label: 'Lifetime, p95', group: residency, description: 'From a block’s allocation to its end' },
  { value: 'idle_before_evict_p50', label: 'Idle before eviction, p50', group: residency, description: 'Unused until evicted' },
  { value: 'idle_before_evict_p95', label: 'Idle before eviction, p95', group: residency, description: 'Unused until evicted' },
  { value: 'reuse_gap_p50', label: 'Reuse gap, p50', group: residency, description: 'Between two uses of a block' },
  { value: 'reuse_gap_p95', label: 'Reuse gap, p95', group: residency, description: 'Between two uses of a block' },
  { value: 'host_usage', label: 'Host usage', group: moved, description: 'Of the cache in host memory' },
  { value: 'transfer_time_mean', label: 'Transfer time, mean', group: moved, description: 'Between prefill and decode' },
  { value: 'transfer_time_p95', label: 'Transfer time, p95', group: moved, description: 'Between prefill and decode' },
  { value: 'transfer_bytes', label: 'Transferred', group: moved, description: 'Between prefill and decode' },
  { value: 'transfer_failures', label: 'Failed transfers', group: moved, description: 'The prompt is computed again' },
  { value: 'offload_read_bytes', label: 'Read back', group: moved, description: 'From an offload tier' },
  { value: 'offload_write_bytes', label: 'Offloaded', group: moved, description: 'To an offload tier' },
  { value: 'prompt_tokens', label: 'Prompt tokens', group: reuse, description: 'Cached ones are among them' },
  { value: 'cached_tokens', label: 'Cached tokens', group: reuse, description: 'Answered by any cache' },
  { value: 'external_cached_tokens', label: 'External cached tokens', group: reuse, description: 'Answered by a tier' },
  { value: 'saved_gpu_hours', label: 'Saved GPU-hours', group: reuse, description: 'Prefill that caches spared' },
  { value: 'saved_by_cache', label: 'Saved by cache', group: reuse, description: 'What that would have cost' },
  { value: 'thrash', label: 'Thrash', group: verdicts, description: 'Full, preempting, and the queue rises' },
  { value: 'pressure', label: 'Pressure', group: verdicts, description: 'Nearly full, or preempting' },
  { value: 'cold', label: 'Cold', group: verdicts, description: 'More is cached elsewhere than here' },
  { value: 'compute_bound', label: 'Compute-bound', group: verdicts, description: 'The queue rises, the cache is well' },
  { value: 'token_budget', label: 'Token budget', group: verdicts, description: 'A long queue before a batch with room' },
  { value: 'healthy', label: 'Healthy', group: verdicts, description: 'None of these' },
  { value: 'unknown', label: 'Unknown', group: verdicts, description: 'Too little is reported' },
];
