import { type Answer, type Part } from '../../../shared/panel/model/answer';

import { type FigureId } from './figures';

/** What the panel shows. */
export const VIEWS = ['health', 'hits', 'reuse', 'transfers', 'savings'] as const;
export type View = (typeof VIEWS)[number];

/** What a view needs and what it draws over time. */
interface ViewFigures {
  /** The view has a picture where an answer has one of these. */
  shows: readonly FigureId[];
  /** Charts of an open row: figures of one unit each. */
  charts: ReadonlyArray<readonly FigureId[]>;
  /** Whether the picture is over time, so that a time series answer comes first. */
  overTime: boolean;
}

export const viewFigures: Record<View, ViewFigures> = {
  health: {
    shows: ['usage', 'usage_max', 'preemptions'],
    charts: [
      ['usage_max', 'usage', 'host_usage'],
      ['waiting', 'running'],
    ],
    overTime: true,
  },
  hits: {
    shows: ['hit_ratio', 'hit_external'],
    charts: [['hit_ratio', 'hit_external']],
    overTime: false,
  },
  reuse: {
    shows: ['reuse_gap_p50', 'reuse_gap_p95', 'idle_before_evict_p50', 'idle_before_evict_p95', 'lifetime_p50'],
    charts: [['reuse_gap_p50', 'reuse_gap_p95', 'idle_before_evict_p50', 'idle_before_evict_p95']],
    overTime: false,
  },
  transfers: {
    shows: [
      'transfer_time_mean',
      'transfer_time_p95',
      'transfer_bytes',
      'transfer_failures',
      'offload_read_bytes',
      'offload_write_bytes',
      'host_usage',
    ],
    charts: [
      ['transfer_bytes', 'offload_read_bytes', 'offload_write_bytes'],
      ['transfer_time_mean', 'transfer_time_p95'],
      ['transfer_failures'],
    ],
    overTime: false,
  },
  savings: {
    shows: ['saved_gpu_hours', 'saved_by_cache'],
    charts: [['cached_tokens', 'prompt_tokens']],
    overTime: false,
  },
};

const sameKey = (a: string[], b: string[]): boolean => a.length === b.length && a.every((name, at) => name === b[at]);

/**
 * The answers that a view draws. A table and a time series of one key belong together; of two keys, the view takes the
 * one that its picture is of.
 */
export function answerFor(view: View, answer: Answer): Answer {
  const { table, time } = answer;
  if (!table || !time || sameKey(table.by, time.by)) {
    return answer;
  }
  return viewFigures[view].overTime ? { ...answer, table: undefined } : { ...answer, time: undefined };
}

/** The answer whose coverage and notes a view tells. */
export const partOf = (view: View, { table, time }: Answer): Part | undefined =>
  viewFigures[view].overTime ? (time ?? table) : (table ?? time);
