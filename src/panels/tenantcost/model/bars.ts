import { type Figures } from './figures';
import { type CostRow, isSpecial, type SpecialKind } from './rows';

/** What a stretch of a bar is. "undivided" is money that could not be divided between prompt and generation. */
export type SegmentId = 'prompt' | 'generation' | 'undivided' | 'saved' | SpecialKind;

/** A stretch of a bar, in money from zero; what the cache saved lies below zero. */
export interface Segment {
  id: SegmentId;
  from: number;
  to: number;
}

/** The money that a bar's space stands for. */
export interface Extent {
  min: number;
  max: number;
}

// Idle and unattributed money was spent on no token, so it has no parts.
const isWhole = (kind: string): boolean => kind === 'idle' || kind === 'unattributed';

function partsOf({ cost_prompt: prompt, cost_generation: generation, cost_total: total }: Figures): Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  const add = (id: SegmentId, money: number) => {
    if (money > 0) {
      segments.push({ id, from: end, to: end + money });
      end += money;
    }
  };
  add('prompt', prompt ?? 0);
  add('generation', generation ?? 0);
  // What rounding leaves is no stretch of its own.
  const rest = (total ?? 0) - end;
  add('undivided', rest > 1e-6 * (total ?? 0) ? rest : 0);
  return segments;
}

/** The stretches of a row's bar, from left to right. */
export function segmentsOf({ kind, figures }: Pick<CostRow, 'kind' | 'figures'>): Segment[] {
  const total = figures.cost_total ?? 0;
  if (isWhole(kind) && isSpecial(kind)) {
    return total > 0 ? [{ id: kind, from: 0, to: total }] : [];
  }
  const saved = figures.saved_by_cache ?? 0;
  return [...(saved > 0 ? [{ id: 'saved' as const, from: -saved, to: 0 }] : []), ...partsOf(figures)];
}

/** The space that all rows need, the same for each, so that bars compare. */
export function extentOf(rows: CostRow[], marks: number[] = []): Extent {
  const ends = rows.flatMap((row) => segmentsOf(row).flatMap(({ from, to }) => [from, to]));
  return {
    min: ends.reduce((least, one) => Math.min(least, one), 0),
    max: Math.max(
      0,
      ...marks,
      ends.reduce((most, one) => Math.max(most, one), 0)
    ),
  };
}

/** Where an amount lies in the space, in percent from its left edge. */
export const percentAt = (value: number, { min, max }: Extent): number =>
  max > min ? ((value - min) / (max - min)) * 100 : 0;

/** What the whole bill consists of: the stretches of all rows, one after the other. */
export function compositionOf(rows: CostRow[]): Segment[] {
  const order: SegmentId[] = ['prompt', 'generation', 'undivided', 'other', 'unlabelled', 'idle', 'unattributed'];
  const sums = new Map<SegmentId, number>();
  const add = (id: SegmentId, money: number) => sums.set(id, (sums.get(id) ?? 0) + money);
  for (const row of rows) {
    if (isSpecial(row.kind)) {
      add(row.kind, row.figures.cost_total ?? 0);
    } else {
      partsOf(row.figures).forEach(({ id, from, to }) => add(id, to - from));
    }
  }
  let end = 0;
  return order.flatMap((id) => {
    const money = sums.get(id) ?? 0;
    const from = end;
    end += money;
    return money > 0 ? [{ id, from, to: end }] : [];
  });
}
