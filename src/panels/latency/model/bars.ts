import { type Figures, type Phase, PHASES } from './figures';
import { type RangeRow } from './rows';

/** A part of a bar, in seconds from zero. "undivided" is end-to-end time of which no phase is known. */
export interface Segment {
  id: Phase | 'undivided';
  from: number;
  to: number;
  /** Part of the end-to-end time; null where there is none. */
  share: number | null;
}

/** The seconds that a bar's space stands for. */
export interface Extent {
  min: number;
  max: number;
}

/** A phase as a part of the end-to-end time. */
export function shareOf(value: number | null | undefined, e2e: number | null | undefined): number | null {
  return value == null || e2e == null || !(e2e > 0) ? null : value / e2e;
}

/** The parts of a row's bar: phases one after the other, what is below zero to the left of zero. */
export function segmentsOf(figures: Figures): Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  for (const id of PHASES) {
    const value = figures[id];
    if (value == null || value === 0) {
      continue;
    }
    const share = shareOf(value, figures.e2e);
    segments.push(value < 0 ? { id, from: value, to: 0, share } : { id, from: end, to: end + value, share });
    end += Math.max(value, 0);
  }
  const { e2e, unexplained } = figures;
  if (unexplained == null && e2e != null && e2e > end) {
    segments.push({ id: 'undivided', from: end, to: e2e, share: null });
  }
  return segments;
}

/** The space that all rows need, the same for each, so that bars compare. */
export function extentOf(rows: RangeRow[], slo?: number): Extent {
  const ends = rows.flatMap(({ figures }) => [
    ...segmentsOf(figures).flatMap(({ from, to }) => [from, to]),
    figures.e2e ?? 0,
  ]);
  return { min: Math.min(0, ...ends), max: Math.max(0, slo ?? 0, ...ends) };
}

/** Where a value lies in the space, in percent from its left edge. */
export function percentAt(value: number, { min, max }: Extent): number {
  return max > min ? ((value - min) / (max - min)) * 100 : 0;
}
