import { FIRST_FIGURES } from '../../../src/panels/latency/model/firstToken';
import { kvcache } from '../lib/kvcache';
import { latencyPanel, type LatencyQuestion } from '../lib/latency';

import { type Exhibit, LARGE, SMALL, TINY } from './layout';
import { NOBODY } from './states';

const steps: LatencyQuestion = { by: ['llm_model'], format: 'timeseries' };
const table: LatencyQuestion = { by: ['llm_model'], format: 'table' };
const first: LatencyQuestion[] = [table, { ...steps, refId: 'B' }].map((question) => ({
  ...question,
  fields: [...FIRST_FIGURES, 'requests'],
}));

/** Views, sizes and states of the latency panel. */
export const latencyWing = (): Exhibit[] => [
  {
    panel: latencyPanel(
      'Latency: over time',
      'Phases stacked, with the end-to-end time, quantiles and an SLO as lines; the legend at the right.',
      steps,
      { lines: ['ttft_p95', 'gateway_gap'], slo: 5, legend: 'right', legendValues: ['mean', 'last'] }
    ),
    ...LARGE,
  },
  {
    panel: latencyPanel('Latency: by label', 'A bar per model, the slowest first, with an SLO.', table, {
      view: 'by',
      slo: 5,
    }),
    ...LARGE,
  },
  {
    panel: latencyPanel(
      'Latency: first token',
      'The way to the first token of each model, and its trend; a gateway gap that grew is marked.',
      first,
      { view: 'first' }
    ),
    width: 24,
    height: 12,
  },
  {
    panel: latencyPanel('Latency: over time, small', 'The least room that is readable.', steps),
    ...TINY,
  },
  {
    panel: latencyPanel('Latency: by label, small', 'The least room that is readable.', table, { view: 'by' }),
    ...TINY,
  },
  {
    panel: latencyPanel('Latency: first token, small', 'The least room that is readable.', first, { view: 'first' }),
    ...TINY,
  },
  {
    panel: latencyPanel(
      'Latency: tenants',
      'A gateway’s tenants: no engine tells its phases by them.',
      {
        by: ['tenant'],
        format: 'table',
      },
      { view: 'first' }
    ),
    ...TINY,
  },
  {
    panel: latencyPanel('Latency: nothing there', 'No row passes the filters.', { ...steps, filters: NOBODY }),
    ...SMALL,
  },
  {
    panel: latencyPanel('Latency: a table over time', 'The view over time cannot draw a table.', table),
    ...SMALL,
  },
  {
    panel: latencyPanel(
      'Latency: steps without requests',
      'Steps cannot be put together where their requests are not in the answer.',
      { ...steps, fields: ['queue', 'prefill', 'e2e'] },
      { view: 'by' }
    ),
    ...SMALL,
  },
  {
    panel: latencyPanel('Latency: another query type', 'Frames of another query type.', []).withTarget(
      kvcache({ by: ['llm_model'], format: 'table', fields: ['usage'] })
    ),
    ...SMALL,
  },
];
