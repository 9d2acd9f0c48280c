import { type FiguresOf } from '../../../shared/panel/model/figureFields';

/** The phases of a request in the order in which it passes them, and what they leave of its end-to-end time. */
export const PHASES = ['queue', 'transfer', 'prefill', 'decode', 'unexplained'] as const;
export type Phase = (typeof PHASES)[number];

/** What may stand beside the phases as a line. Quantiles are never stacked and never averaged. */
export const LINES = [
  'ttft_mean',
  'ttft_p50',
  'ttft_p95',
  'ttft_p99',
  'itl_p50',
  'itl_p95',
  'itl_p99',
  'gateway_ttft_mean',
  'gateway_ttft_p95',
  'client_ttft_mean',
  'client_ttft_p95',
  'gateway_gap',
] as const;
export type LineId = (typeof LINES)[number];

/** The fields of a latency answer, by their ids. */
export type FigureId = Phase | LineId | 'e2e' | 'requests' | 'decomposed';
export const FIGURES: readonly FigureId[] = [...PHASES, 'e2e', 'requests', 'decomposed', ...LINES];

export type Figures = FiguresOf<FigureId>;

const names: Record<FigureId, string> = {
  queue: 'Queue',
  transfer: 'KV transfer',
  prefill: 'Prefill',
  decode: 'Decode',
  unexplained: 'Unexplained',
  e2e: 'End to end',
  requests: 'Requests',
  decomposed: 'Decomposed',
  ttft_mean: 'TTFT mean',
  ttft_p50: 'TTFT p50',
  ttft_p95: 'TTFT p95',
  ttft_p99: 'TTFT p99',
  itl_p50: 'ITL p50',
  itl_p95: 'ITL p95',
  itl_p99: 'ITL p99',
  gateway_ttft_mean: 'Gateway TTFT mean',
  gateway_ttft_p95: 'Gateway TTFT p95',
  client_ttft_mean: 'Client TTFT mean',
  client_ttft_p95: 'Client TTFT p95',
  gateway_gap: 'Gateway gap',
};

/** What a figure is called. */
export const nameOf = (id: FigureId): string => names[id];

/** Whether a field's name is that of a figure. */
export const isFigure = (name: string): name is FigureId => Object.hasOwn(names, name);

/** Whether a figure is a quantile, which comes with a bucket and is neither added nor averaged. */
export const isQuantile = (id: FigureId): boolean => /_p\d\d$/.test(id);

/** Whether a figure is seen from outside of the engine. */
export const isOutside = (id: FigureId): boolean => id.startsWith('gateway_') || id.startsWith('client_');
