import { type Field } from '@grafana/data';

import { sumOf } from './order';
import { fieldFor, figureOf, type Row } from './rows';

/** What caches saved in one currency; the unit is that of the field or the row. */
export interface Money {
  amount: number;
  unit: string | undefined;
}

/** The unit of a row's money: the row's own currency, else that of its field. */
export function moneyUnit(row: Row): string | undefined {
  const field: Field | undefined = fieldFor(row, 'saved_by_cache');
  const currency = row.range?.currency ?? row.labels.currency;
  return currency ? `currency${currency}` : field?.config.unit;
}

/** What all rows saved, apart by currency, the largest first. Two currencies are never added. */
export function moneyOf(rows: readonly Row[]): Money[] {
  const sums = new Map<string | undefined, number>();
  for (const row of rows) {
    const amount = figureOf(row, 'saved_by_cache');
    if (amount !== null) {
      sums.set(moneyUnit(row), (sums.get(moneyUnit(row)) ?? 0) + amount);
    }
  }
  return [...sums].map(([unit, amount]) => ({ amount, unit })).sort((a, b) => b.amount - a.amount);
}

/** GPU-hours that all rows saved; null where no row says. */
export const savedHours = (rows: readonly Row[]): number | null =>
  sumOf(rows, (row) => figureOf(row, 'saved_gpu_hours'));
