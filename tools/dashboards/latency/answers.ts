import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';

import { figuresOf } from '../lib/figures';
import { latency } from '../lib/latency';

/** The answer in one line: what a request takes, and how much of that is waiting. */
export function answer(): PanelBuilder {
  return figuresOf(
    'A request, in the mean',
    'Over all requests of the time range. Decomposed is the part of the requests whose phases are all reported.',
    latency({
      by: [],
      format: 'table',
      fields: ['e2e', 'queue', 'prefill', 'decode', 'unexplained', 'gateway_ttft_mean', 'requests', 'decomposed'],
    }),
    [
      { field: 'e2e', title: 'End to end' },
      { field: 'queue', title: 'Queue' },
      { field: 'prefill', title: 'Prefill' },
      { field: 'decode', title: 'Decode' },
      { field: 'unexplained', title: 'Unexplained' },
      { field: 'gateway_ttft_mean', title: 'TTFT at the gateway' },
      { field: 'requests', title: 'Requests' },
      { field: 'decomposed', title: 'Decomposed' },
    ],
    'each'
  );
}
