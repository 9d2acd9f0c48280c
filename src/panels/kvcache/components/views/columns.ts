import { type FigureId, nameOf } from '../../model/figures';
import { type View } from '../../model/views';

/** The figures of a view's columns, in their order; a verdict has a column of its own kind. */
export const figuresOfView: Record<
  View,
  ReadonlyArray<FigureId | 'verdict' | 'peak' | 'share' | 'missed' | 'reuse'>
> = {
  health: ['verdict', 'peak'],
  hits: ['share', 'missed', 'prompt_tokens'],
  reuse: ['reuse'],
  transfers: [
    'transfer_failures',
    'transfer_bytes',
    'transfer_time_mean',
    'offload_read_bytes',
    'offload_write_bytes',
    'host_usage',
  ],
  savings: ['saved_gpu_hours', 'saved_by_cache', 'cached_tokens'],
};

export type ColumnId = (typeof figuresOfView)[View][number];

const short: Partial<Record<ColumnId, string>> = {
  verdict: 'Verdict',
  peak: 'Fullest',
  share: 'Cached',
  missed: 'Missed',
  reuse: 'Reused later?',
  transfer_failures: 'Failed',
  transfer_bytes: 'Moved',
  transfer_time_mean: 'Time',
  offload_read_bytes: 'Tier read',
  offload_write_bytes: 'Tier written',
  host_usage: 'Host tier',
  saved_gpu_hours: 'GPU-hours',
  saved_by_cache: 'Money',
};

const isFigureId = (id: ColumnId): id is FigureId => !['verdict', 'peak', 'share', 'missed', 'reuse'].includes(id);

/** What a column is called. */
export function columnName(id: ColumnId): string {
  return short[id] ?? (isFigureId(id) ? nameOf(id) : id);
}

/** What stands above a view's picture. */
export const pictureNames: Record<View, string> = {
  health: 'Usage over time',
  hits: 'Prompt tokens by source',
  reuse: 'Seconds, median to 95 %, logarithmic',
  transfers: '',
  savings: 'Saved',
};
