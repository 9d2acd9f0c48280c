import { type FigureId } from './figures';
import { type CostRow } from './rows';

/** The figure that rows are sorted by. */
export interface Order {
  id: FigureId;
  descending: boolean;
}

/** The order of a bill: the most money first. */
export const MOST_FIRST: Order = { id: 'cost_total', descending: true };

/** What pressing a column's name gives: the most first, then the least first. */
export const nextOrder = (now: Order, id: FigureId): Order => ({
  id,
  descending: now.id !== id || !now.descending,
});

/** Rows in an order; those without the figure come last, whatever the direction. */
export function sortRows(rows: CostRow[], { id, descending }: Order): CostRow[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [a.figures[id], b.figures[id]];
    if (x == null || y == null) {
      return Number(x == null) - Number(y == null) || a.label.localeCompare(b.label);
    }
    return sign * (x - y) || a.label.localeCompare(b.label);
  });
}
