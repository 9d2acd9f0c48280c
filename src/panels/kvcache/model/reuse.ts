import { type Part } from '../../../shared/panel/model/answer';
import { bucketOf } from '../../../shared/panel/model/buckets';

import { type FigureId } from './figures';
import { figureOf, type Row } from './rows';

/** Whether evicted blocks would have been reused. */
export type ReuseAnswer = 'early' | 'partly' | 'late' | 'unsure' | 'unknown';

interface Words {
  name: string;
  /** In a narrow panel. */
  short: string;
  means: string;
}

export const reuseWords: Record<ReuseAnswer, Words> = {
  early: {
    name: 'Yes, evicted too early',
    short: 'Yes',
    means:
      'Half of the evicted blocks had been idle for less than the median reuse takes: more cache, or a tier below it, would be hit.',
  },
  partly: {
    name: 'Some of it',
    short: 'Some',
    means:
      'Half of the evicted blocks had been idle for longer than the median reuse takes, but not than 95 % of the reuses do.',
  },
  late: {
    name: 'No, nobody came back',
    short: 'No',
    means:
      'Half of the evicted blocks had been idle for longer than 95 % of the reuses take: more cache would hardly be hit.',
  },
  unsure: {
    name: 'Too close to tell',
    short: 'Close',
    means:
      'Reuse gap and idle time lie in one bucket of the engine’s histogram, so which of them is longer is not known.',
  },
  unknown: { name: 'n/a', short: 'n/a', means: 'The engine does not report both reuse gap and idle time.' },
};

/** Seconds between which a quantile lies. */
interface Bounds {
  from: number;
  to: number;
}

function boundsOf(row: Row, id: FigureId, part: Part): Bounds | undefined {
  const value = figureOf(row, id);
  if (value === null) {
    return undefined;
  }
  const bucket = bucketOf(part.buckets, id, row.labels, value);
  return bucket ? { from: bucket.from, to: bucket.to ?? Infinity } : { from: value, to: value };
}

const isSure = (a: Bounds, b: Bounds): boolean => a.to <= b.from || b.to <= a.from;

/**
 * Compares how long evicted blocks had been idle with how long blocks lie idle before they are reused. Both are
 * quantiles of sampled histograms, so an answer that depends on where in one bucket they lie is none.
 */
export function wouldBeReused(row: Row, part: Part): ReuseAnswer {
  const idle = boundsOf(row, 'idle_before_evict_p50', part);
  const median = boundsOf(row, 'reuse_gap_p50', part);
  const most = boundsOf(row, 'reuse_gap_p95', part);
  if (!idle || !median) {
    return 'unknown';
  }
  if (!isSure(idle, median)) {
    return 'unsure';
  }
  if (idle.to <= median.from) {
    return 'early';
  }
  return most && isSure(idle, most) && most.to <= idle.from ? 'late' : 'partly';
}

const ranks: ReuseAnswer[] = ['early', 'partly', 'unsure', 'late', 'unknown'];

/** Rows whose blocks are evicted too early first. */
export function byReuse(rows: readonly Row[], part: Part): Row[] {
  const rank = (row: Row) => ranks.indexOf(wouldBeReused(row, part));
  return [...rows].sort((a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label));
}

/** A stretch between a distribution's median and its 95 % quantile, in seconds. */
export interface Span {
  p50: number | null;
  p95: number | null;
}

export const SPANS = ['reuse_gap', 'idle_before_evict', 'lifetime'] as const;
export type SpanId = (typeof SPANS)[number];

export const spanNames: Record<SpanId, string> = {
  reuse_gap: 'Reuse gap',
  idle_before_evict: 'Idle before evict',
  lifetime: 'Block lifetime',
};

export const spanOf = (row: Row, id: SpanId): Span => ({
  p50: figureOf(row, `${id}_p50`),
  p95: figureOf(row, `${id}_p95`),
});

/** A logarithmic axis of seconds. */
export interface LogAxis {
  from: number;
  to: number;
}

/** The axis that holds all spans of all rows, in whole powers of ten; undefined where there are none. */
export function logAxis(rows: readonly Row[]): LogAxis | undefined {
  const values = rows.flatMap((row) => SPANS.flatMap((id) => Object.values(spanOf(row, id)) as Array<number | null>));
  const known = values.filter((value): value is number => value !== null && value > 0);
  if (known.length === 0) {
    return undefined;
  }
  const from = 10 ** Math.floor(Math.log10(known.reduce((a, b) => Math.min(a, b))));
  const to = 10 ** Math.ceil(Math.log10(known.reduce((a, b) => Math.max(a, b))));
  return { from, to: to > from ? to : from * 10 };
}

/** Where a value lies on the axis, in percent; nothing is to its left. */
export function percentOnLog(value: number, { from, to }: LogAxis): number {
  const share = (Math.log10(Math.max(value, from)) - Math.log10(from)) / (Math.log10(to) - Math.log10(from));
  return Math.min(100, Math.max(0, share * 100));
}

const MARKS = [0.001, 0.01, 0.1, 1, 10, 60, 600, 3600, 36_000, 86_400, 864_000];

/** Round times on the axis that stand apart from each other by at least so many percent. */
export function logTicks(axis: LogAxis, apart: number): number[] {
  return MARKS.filter((mark) => mark >= axis.from && mark <= axis.to).reduce<number[]>((kept, mark) => {
    const last = kept[kept.length - 1];
    const isFree = last === undefined || percentOnLog(mark, axis) - percentOnLog(last, axis) >= apart;
    return isFree ? [...kept, mark] : kept;
  }, []);
}
