import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { FIRST_FIGURES } from '../../../src/panels/latency/model/firstToken';
import { latencyPanel } from '../lib/latency';

/** Phases over time, of all models together or of one. */
export function overTime(): PanelBuilder {
  return latencyPanel(
    'Where the time goes',
    'Mean phases of a request, stacked, and the mean end-to-end time as a line. All rows are weighted by their requests; choose a model beside the chart to see its phases and its quantiles. What no phase explains is hatched.',
    { by: ['llm_model'], format: 'timeseries' },
    { lines: ['ttft_p50', 'ttft_p95', 'ttft_p99', 'gateway_gap'] }
  );
}

/** A bar per model. */
export function byModel(): PanelBuilder {
  return latencyPanel(
    'By model',
    'What the mean end-to-end time of each model consists of, over the whole time range, the slowest first. A click on a model narrows the dashboard to it.',
    { by: ['llm_model'], format: 'table' },
    { view: 'by' }
  );
}

/** A bar per replica: replicas of one model should be alike. */
export function byReplica(): PanelBuilder {
  return latencyPanel(
    'By replica',
    'The same by pod. Replicas of one model should be alike: a longer queue on one of them is a matter of routing, a longer decode one of its GPUs.',
    { by: ['namespace', 'pod'], format: 'table' },
    { view: 'by' }
  );
}

/** A bar per role of a pair. */
export function byRole(): PanelBuilder {
  return latencyPanel(
    'By role',
    'The same by the role of a replica. Where prefill and decode run on replicas of their own, each role knows its phases only.',
    { by: ['role'], format: 'table' },
    { view: 'by' }
  );
}

/** The way to the first token of each model, and its trend. */
export function firstToken(): PanelBuilder {
  const question = { by: ['llm_model'], fields: [...FIRST_FIGURES, 'requests' as const] };
  return latencyPanel(
    'On the way to the first token',
    'What a client waits for before the first token comes: the way to the gateway, the gateway itself, the engine’s queue and prefill, and what is left of the engine’s own time. Choose a model to see its trend; a gateway gap that grows is marked.',
    [
      { ...question, format: 'table' },
      { ...question, refId: 'B', format: 'timeseries' },
    ],
    { view: 'first' }
  );
}
