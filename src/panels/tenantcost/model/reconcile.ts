import { formattedValueToString, getValueFormat } from '@grafana/data';

import { formatFigure } from '../../../shared/format';

import { type Block } from './blocks';
import { unitOf } from './money';

// Sums of floating-point numbers differ by less than this part of the bill.
const ROUNDING = 1e-6;

/** Whether the rows are the bill, a part of it, more than it, or cannot be compared with it. */
export type Balance = 'equal' | 'part' | 'beyond' | 'unknown';

/** The comparison of the shown rows with the bill. */
export interface Reconciliation {
  balance: Balance;
  /** Rows less bill, in the currency; 0 where rounding alone tells them apart. */
  difference: number;
  text: string;
}

/** "€0.00", "-€212.35": a difference is exact to the hundredth. */
function exactMoney(value: number, currency: string): string {
  return formattedValueToString(getValueFormat(unitOf(currency))(value, 2)).trim();
}

/** Compares the rows of a currency with its bill. */
export function reconcile({ currency, total, bill }: Pick<Block, 'currency' | 'total' | 'bill'>): Reconciliation {
  const sum = total.cost_total;
  if (sum === undefined) {
    const text = 'Without the field cost_total rows cannot be compared with the bill.';
    return { balance: 'unknown', difference: 0, text };
  }
  const shown = (value: number) => formatFigure(value, unitOf(currency));
  if (!bill) {
    return { balance: 'unknown', difference: 0, text: `Σ ${shown(sum ?? 0)}; the answer does not say its bill.` };
  }
  const difference = (sum ?? 0) - bill.amount;
  if (Math.abs(difference) <= ROUNDING * Math.max(1, Math.abs(bill.amount))) {
    return { balance: 'equal', difference: 0, text: `Σ = bill, difference ${exactMoney(0, currency)}` };
  }
  return difference < 0
    ? {
        balance: 'part',
        difference,
        text: `Σ ${shown(sum ?? 0)} of the bill ${shown(bill.amount)}, difference ${exactMoney(difference, currency)}: rows that a filter or “top” leaves out`,
      }
    : {
        balance: 'beyond',
        difference,
        text: `Σ ${shown(sum ?? 0)} is more than the bill ${shown(bill.amount)}, difference ${exactMoney(difference, currency)}`,
      };
}
