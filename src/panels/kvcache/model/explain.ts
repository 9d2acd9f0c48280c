import { type Explanation } from '../../../shared/panel/header/Help';

import { type View } from './views';

const verdicts: Explanation[] = [
  {
    term: 'Thrash',
    sentence: 'The cache is full, requests are preempted, and more of them wait than before.',
    formula: 'usage ≥ 95% and preemptions > 0 and waiting (second half) > waiting (first half), over 5 minutes',
  },
  {
    term: 'Pressure',
    sentence: 'The cache is nearly full or preempts, without more requests waiting.',
    formula: '(usage ≥ 90% or preemptions > 0) and not thrash',
  },
  { term: 'Cold', sentence: 'An external tier or a router’s index has what the local cache misses.' },
  {
    term: 'Compute-bound',
    sentence: 'More and more requests wait while the cache is well, so more cache will not help.',
  },
  { term: 'Token budget', sentence: 'Requests wait while the batch stays below its maximum.' },
  {
    term: 'Healthy, unknown',
    sentence: 'Healthy: the figures are there and nothing of the above applies. Unknown: too little is reported.',
  },
  {
    term: 'Usage',
    sentence: 'Part of the KV blocks that are in use; of the fullest rank where a replica has several.',
    formula: 'blocks in use ÷ blocks',
  },
  {
    term: 'Preemptions',
    sentence: 'Requests that lost their blocks to others and must compute them again.',
  },
];

const hits: Explanation[] = [
  {
    term: 'Hit ratio',
    sentence: 'Part of the prompt tokens whose keys and values the engine’s own cache had.',
    formula: 'tokens found ÷ tokens looked for',
  },
  {
    term: 'External tier',
    sentence: 'Part of the prompt tokens that came from a tier outside of the engine, such as a shared store.',
    formula: 'tokens from the tier ÷ prompt tokens',
  },
  {
    term: 'None',
    sentence: 'The rest of the prompt tokens, which prefill had to compute.',
    formula: '1 − local − external',
  },
  {
    term: 'Missed tokens',
    sentence: 'Prompt tokens that no cache had: where they are many, a better hit ratio saves most.',
    formula: 'prompt tokens × none',
  },
];

const reuse: Explanation[] = [
  {
    term: 'Reuse gap',
    sentence: 'Time between two uses of a block, of blocks that were used again before they were evicted.',
  },
  { term: 'Idle before evict', sentence: 'Time between the last use of a block and its eviction.' },
  { term: 'Block lifetime', sentence: 'Time between the allocation of a block and its eviction.' },
  {
    term: 'Would it have been reused?',
    sentence:
      'Yes where blocks are evicted sooner than they are usually reused; no where they had been idle for longer than nearly all reuses take.',
    formula: 'yes: idle p50 < reuse gap p50; no: idle p50 > reuse gap p95',
  },
  {
    term: 'p50, p95',
    sentence:
      'That part of the blocks took no longer; interpolated within a bucket of a sampled histogram, so no surer than the bucket is narrow.',
  },
];

const transfers: Explanation[] = [
  {
    term: 'Transfer time',
    sentence: 'Mean time in which the KV blocks of a request move between two replicas.',
    formula: 'Σ transfer seconds ÷ Σ transfers',
  },
  { term: 'Transferred', sentence: 'Bytes of KV blocks that were moved between replicas over the time range.' },
  {
    term: 'Failed transfers',
    sentence: 'Transfers that did not arrive; their requests compute the prefill again or fail.',
  },
  {
    term: 'Read from, written to a tier',
    sentence: 'Bytes of KV blocks that moved between the GPU and a tier below it, such as host memory.',
  },
  {
    term: 'Host tier usage',
    sentence: 'Part of the host tier’s space that is in use.',
    formula: 'bytes in use ÷ bytes',
  },
];

const savings: Explanation[] = [
  {
    term: 'Saved',
    sentence: 'What the cached prompt tokens would have cost, at the price of those that were computed.',
    formula: 'cost of prompts × cached ÷ (prompt − cached)',
  },
  {
    term: 'Saved GPU-hours',
    sentence: 'The same in hours of whole GPUs.',
    formula: 'GPU-hours of prefill × cached ÷ (prompt − cached)',
  },
  { term: 'Cached tokens', sentence: 'Prompt tokens that did not have to be computed.' },
];

/** The terms of each view, for its "?". */
export const explanations: Record<View, readonly Explanation[]> = {
  health: verdicts,
  hits,
  reuse,
  transfers,
  savings,
};
