import { type Column } from '../../../shared/panel/model/column';

import { isSpecial, SPECIAL_KINDS, type TimeRow, type TimeRows } from './rows';

/** Rows that are drawn apart; the smaller ones are one band. */
export const MOST_BANDS = 12;

// Money over time is shown per hour, so that the picture does not depend on the step.
const HOUR_S = 3600;

/** A band of the stack, in money per hour. */
export interface Band {
  id: string;
  label: string;
  /** "value" for a key's own money, "rest" for the smaller rows together, else what the money is. */
  kind: string;
  /** First label, by which bands are coloured. */
  group: string;
  values: Column;
  /** Money over the range. */
  amount: number;
  row?: TimeRow;
}

const sumOf = (values: Column): number => values.reduce<number>((sum, one) => sum + (one ?? 0), 0);

/** Columns added step by step; null where none has a value. */
export function addColumns(columns: Column[], steps: number): Column {
  return Array.from({ length: steps }, (_, at) => {
    const known = columns.map((column) => column[at]).filter((value): value is number => value != null);
    return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : null;
  });
}

/** A band of money per step. */
export function bandOf(
  about: Pick<Band, 'id' | 'label' | 'kind' | 'group' | 'row'>,
  money: Column,
  step: number
): Band {
  const values = money.map((value) => (value === null || step <= 0 ? null : (value / step) * HOUR_S));
  return { ...about, values, amount: sumOf(money) };
}

const orderOf = ({ kind }: Band): number => SPECIAL_KINDS.findIndex((one) => one === kind);

/** Keys with the most money at the bottom, what is no key's own above them. */
function ordered(bands: Band[]): Band[] {
  return [...bands].sort((a, b) => orderOf(a) - orderOf(b) || b.amount - a.amount || a.label.localeCompare(b.label));
}

function restOf(small: Band[], steps: number): Band {
  const amount = small.reduce((sum, band) => sum + band.amount, 0);
  const values = addColumns(
    small.map((band) => band.values),
    steps
  );
  return { id: 'rest', label: `${small.length} more`, kind: 'rest', group: '', values, amount };
}

/** The bands of a currency, a row each; the smallest rows of many are put together. */
export function bandsByRow({ rows, times, step }: TimeRows, by: string[]): Band[] {
  const bands = ordered(
    rows.map((row) => {
      const { key, label, kind, labels, columns } = row;
      return bandOf({ id: key, label, kind, group: labels[by[0]] ?? label, row }, columns.cost_total ?? [], step);
    })
  );
  const own = bands.filter(({ kind }) => !isSpecial(kind));
  const special = bands.filter(({ kind }) => isSpecial(kind));
  if (own.length <= MOST_BANDS) {
    return bands;
  }
  return [...own.slice(0, MOST_BANDS - 1), restOf(own.slice(MOST_BANDS - 1), times.length), ...special];
}
