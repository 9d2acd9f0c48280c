import { type FigureId } from './figures';
import { type Rank } from './ranks';

/** The middle of the defined numbers, the mean of the middle two where their count is even; null where there is none. */
export function median(values: Array<number | null | undefined>): number | null {
  const known = values.filter((value): value is number => value != null).sort((a, b) => a - b);
  const middle = known.length / 2;
  if (known.length === 0) {
    return null;
  }
  return Number.isInteger(middle) ? (known[middle - 1] + known[middle]) / 2 : known[Math.floor(middle)];
}

/** The median of a figure among a group's GPUs. */
export const medianOf = (ranks: Rank[], id: FigureId): number | null => median(ranks.map(({ figures }) => figures[id]));
