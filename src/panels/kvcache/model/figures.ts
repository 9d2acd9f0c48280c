import { type FiguresOf } from '../../../shared/panel/model/figureFields';

/** The figures of a kvcache answer, by the names of its fields. */
export const FIGURES = [
  'usage',
  'usage_max',
  'hit_ratio',
  'hit_external',
  'preemptions',
  'evicted_tokens',
  'recomputed_tokens',
  'waiting',
  'running',
  'lifetime_p50',
  'lifetime_p95',
  'idle_before_evict_p50',
  'idle_before_evict_p95',
  'reuse_gap_p50',
  'reuse_gap_p95',
  'host_usage',
  'transfer_time_mean',
  'transfer_time_p95',
  'transfer_bytes',
  'transfer_failures',
  'offload_read_bytes',
  'offload_write_bytes',
  'prompt_tokens',
  'cached_tokens',
  'external_cached_tokens',
  'saved_gpu_hours',
  'saved_by_cache',
] as const;
export type FigureId = (typeof FIGURES)[number];

export type Figures = FiguresOf<FigureId>;

interface Figure {
  name: string;
  /** Grafana unit id where the field has none of its own. */
  unit: string;
  /** Set where a table holds a count over the range, and a time series the same per second. */
  perSecond?: string;
}

const figures: Record<FigureId, Figure> = {
  usage: { name: 'Usage', unit: 'percentunit' },
  usage_max: { name: 'Usage, fullest rank', unit: 'percentunit' },
  hit_ratio: { name: 'Hit ratio', unit: 'percentunit' },
  hit_external: { name: 'From an external tier', unit: 'percentunit' },
  preemptions: { name: 'Preemptions', unit: 'short', perSecond: 'cps' },
  evicted_tokens: { name: 'Evicted tokens', unit: 'short', perSecond: 'ops' },
  recomputed_tokens: { name: 'Recomputed tokens', unit: 'short', perSecond: 'ops' },
  waiting: { name: 'Waiting', unit: 'short' },
  running: { name: 'Running', unit: 'short' },
  lifetime_p50: { name: 'Block lifetime p50', unit: 's' },
  lifetime_p95: { name: 'Block lifetime p95', unit: 's' },
  idle_before_evict_p50: { name: 'Idle before evict p50', unit: 's' },
  idle_before_evict_p95: { name: 'Idle before evict p95', unit: 's' },
  reuse_gap_p50: { name: 'Reuse gap p50', unit: 's' },
  reuse_gap_p95: { name: 'Reuse gap p95', unit: 's' },
  host_usage: { name: 'Host tier usage', unit: 'percentunit' },
  transfer_time_mean: { name: 'Transfer time', unit: 's' },
  transfer_time_p95: { name: 'Transfer time p95', unit: 's' },
  transfer_bytes: { name: 'Transferred', unit: 'bytes', perSecond: 'Bps' },
  transfer_failures: { name: 'Failed transfers', unit: 'short', perSecond: 'ops' },
  offload_read_bytes: { name: 'Read from a tier', unit: 'bytes', perSecond: 'Bps' },
  offload_write_bytes: { name: 'Written to a tier', unit: 'bytes', perSecond: 'Bps' },
  prompt_tokens: { name: 'Prompt tokens', unit: 'short', perSecond: 'ops' },
  cached_tokens: { name: 'Cached tokens', unit: 'short', perSecond: 'ops' },
  external_cached_tokens: { name: 'Cached in an external tier', unit: 'short', perSecond: 'ops' },
  saved_gpu_hours: { name: 'Saved GPU-hours', unit: 'short' },
  saved_by_cache: { name: 'Saved', unit: 'short' },
};

/** Whether a field's name is that of a figure. */
export const isFigure = (name: string): name is FigureId => Object.hasOwn(figures, name);

/** What a figure is called. */
export const nameOf = (id: FigureId): string => figures[id].name;

/** The unit of a figure over a range, or at a step of a time series. */
export const unitOf = (id: FigureId, isRate: boolean): string =>
  (isRate ? figures[id].perSecond : undefined) ?? figures[id].unit;

/** Whether a figure counts something over a range. */
export const isCount = (id: FigureId): boolean => figures[id].perSecond !== undefined && figures[id].unit === 'short';

/** Whether a figure is a quantile, which comes with a bucket and is neither added nor averaged. */
export const isQuantile = (id: FigureId): boolean => /_p\d\d$/.test(id);
