import { type TimeRange } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';

import { hoursOf, monthOf } from './month';
import { type CostRow } from './rows';

/** What someone may spend in a calendar month. */
export interface Budget {
  /** Value of the first label of the query's key: a tenant. */
  name: string;
  /** Money of a month. */
  amount: number;
  /** Currency code; any where empty. */
  currency?: string;
}

/** A budget as it stands for a row in a range. */
export interface BudgetMark {
  budget: Budget;
  /** The range's part of the month's budget. */
  amount: number;
  /** Money spent ÷ that amount. */
  used: number | null;
}

/** The part of a calendar month that a range is; above 1 for a longer one. */
export function partOfMonth({ from, to }: TimeRange, timeZone: TimeZone): number {
  const range = { from: from.valueOf(), to: to.valueOf() };
  return hoursOf(range) / hoursOf(monthOf(range.to - 1, timeZone));
}

/** The budget of a key in a currency. */
export function budgetFor(budgets: Budget[], name: string, currency: string): Budget | undefined {
  const own = budgets.filter((one) => one.name === name && one.amount > 0);
  return own.find((one) => one.currency === currency) ?? own.find((one) => !one.currency);
}

/** The budget of a row that is all of its first label's money; a row of a finer key has none of its own. */
export function budgetMark(budgets: Budget[], row: CostRow, by: string[], part: number): BudgetMark | undefined {
  const isAll = by.length === 1 || row.parts !== undefined;
  const budget = isAll && row.kind === 'value' ? budgetFor(budgets, row.labels[by[0]] ?? '', row.currency) : undefined;
  if (!budget) {
    return undefined;
  }
  const amount = budget.amount * part;
  const spent = row.figures.cost_total;
  return { budget, amount, used: spent == null || amount <= 0 ? null : spent / amount };
}
