import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

import { graphOf, largest } from '../lib/graph';
import { latency } from '../lib/latency';

const perModel = { by: ['llm_model'], format: 'timeseries', legend: '{{llm_model}}' } as const;

const line = (title: string, description: string, field: 'ttft_p95' | 'itl_p95' | 'gateway_gap'): PanelBuilder =>
  graphOf(title, description, latency({ ...perModel, by: [...perModel.by], fields: [field], top: largest(field) }));

/** Time to first token. */
export function firstToken(): PanelBuilder {
  return line(
    'TTFT p95 by model',
    'Time to the first token that 95 % of the requests do not pass, as the engine sees it, of the ten models where it is longest. It lies somewhere in a bucket of the engine’s histogram, and is no surer than that bucket is narrow.',
    'ttft_p95'
  );
}

/** Time between tokens. */
export function betweenTokens(): PanelBuilder {
  return line(
    'ITL p95 by model',
    'Time between two tokens that 95 % of them do not pass, of the ten models where it is longest. It grows with the batch, and where prefills of others come in between.',
    'itl_p95'
  );
}

/** What the gateway adds to the first token. */
export function gatewayGap(): PanelBuilder {
  return line(
    'Gateway gap by model',
    'How much later the first token leaves the gateway than the engine, in the mean, of the ten models where it is longest. A proxy that buffers streams makes it wide. A gap where gateway and engine count different requests is not drawn.',
    'gateway_gap'
  ).noValue('No gateway reports a time to first token here');
}
