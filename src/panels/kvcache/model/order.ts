import { figureOf, peakUsage, type Row } from './rows';
import { rankOf } from './verdicts';

const byLabel = (a: Row, b: Row): number => a.label.localeCompare(b.label);

/** Rows that are well or not judged come after those that are not; of two with one verdict, that which still has it. */
export function worstFirst(rows: readonly Row[]): Row[] {
  const rank = ({ judgement: { verdict, now } }: Row) => rankOf(verdict) * 10 + rankOf(now);
  return [...rows].sort((a, b) => rank(a) - rank(b) || (peakUsage(b) ?? -1) - (peakUsage(a) ?? -1) || byLabel(a, b));
}

/** Rows by a figure, the largest first; those without it last. */
export function largestFirst(rows: readonly Row[], value: (row: Row) => number | null): Row[] {
  return [...rows].sort((a, b) => (value(b) ?? -Infinity) - (value(a) ?? -Infinity) || byLabel(a, b));
}

/** The sum of a figure over rows; null where none has it. */
export function sumOf(rows: readonly Row[], value: (row: Row) => number | null): number | null {
  const known = rows.map(value).filter((one) => one !== null);
  return known.length > 0 ? known.reduce((sum, one) => sum + one, 0) : null;
}

/** Whether a row has one of these figures at all. */
export const hasAny = (row: Row, ids: ReadonlyArray<Parameters<typeof figureOf>[1]>): boolean =>
  ids.some((id) => figureOf(row, id) !== null);
