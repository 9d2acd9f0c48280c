import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

import { type FigureId } from '../../../src/panels/kvcache/model/figures';
import { graphOf, largest } from '../lib/graph';
import { kvcache } from '../lib/kvcache';

const line = (title: string, description: string, field: FigureId): PanelBuilder =>
  graphOf(
    title,
    description,
    kvcache({
      by: ['cluster', 'pod'],
      format: 'timeseries',
      fields: [field],
      legend: '{{pod}} {{cluster}}',
      top: largest(field),
    })
  );

/** Requests that wait. */
export function waiting(): PanelBuilder {
  return line(
    'Waiting by replica',
    'Requests that wait for a place in the batch, of the ten replicas where most do. A queue that grows beside a full cache is a thrash; beside a cache that is well it is a lack of compute.',
    'waiting'
  );
}

/** Requests that lost their blocks. */
export function preemptions(): PanelBuilder {
  return line(
    'Preemptions by replica',
    'Requests per second that lost their KV blocks to others and must compute them again, of the ten replicas where most do.',
    'preemptions'
  );
}

/** The engine's own hit ratio. */
export function hitRatio(): PanelBuilder {
  return graphOf(
    'Hit ratio by model',
    'Part of the prompt tokens that the engines’ own caches had, of the ten models where it is highest. It falls when a model is rolled out, as new replicas begin with empty caches.',
    kvcache({
      by: ['llm_model'],
      format: 'timeseries',
      fields: ['hit_ratio'],
      legend: '{{llm_model}}',
      top: largest('hit_ratio'),
    })
  ).max(1);
}
