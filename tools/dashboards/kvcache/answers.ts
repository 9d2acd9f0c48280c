import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';

import { figuresOf } from '../lib/figures';
import { kvcache } from '../lib/kvcache';

/** The answer in one line: how full, how often hit. */
export function answer(): PanelBuilder {
  return figuresOf(
    'All KV caches',
    'Over all replicas and the whole time range: how full the fullest cache was, which part of the prompt tokens the caches had, and how many requests were preempted.',
    kvcache({
      by: [],
      format: 'table',
      fields: ['usage_max', 'hit_ratio', 'preemptions', 'prompt_tokens', 'cached_tokens'],
    }),
    [
      { field: 'usage_max', title: 'Fullest' },
      { field: 'hit_ratio', title: 'Hit ratio' },
      { field: 'preemptions', title: 'Preemptions' },
      { field: 'prompt_tokens', title: 'Prompt tokens' },
      { field: 'cached_tokens', title: 'Cached tokens' },
    ],
    'each'
  );
}
