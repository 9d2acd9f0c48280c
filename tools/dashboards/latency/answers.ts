import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';

import { figuresOf } from '../lib/figures';
import { latency } from '../lib/latency';

/** The answer in one line: what a request takes, and how much of that is waiting. */
export function answer(): PanelBuilder {
  return figuresOf(
    'A request, in the mean',
    'Over all requests of the time range whose phases are all reported: how long one took, and how long it waited, was prefilled and decoded. Gateway TTFT is what a client waits for the first token.',
    latency({
      by: [],
      format: 'table',
      fields: ['e2e', 'queue', 'prefill', 'decode', 'gateway_ttft_mean', 'requests'],
    }),
    [
      { field: 'e2e', title: 'End to end' },
      { field: 'queue', title: 'Queue' },
      { field: 'prefill', title: 'Prefill' },
      { field: 'decode', title: 'Decode' },
      { field: 'gateway_ttft_mean', title: 'Gateway TTFT' },
      { field: 'requests', title: 'Requests' },
    ],
    'each'
  );
}
