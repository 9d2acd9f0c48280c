import { type Part } from '../../../shared/panel/model/answer';
import { type CostBill, type CostFacts } from '../../../shared/types.gen';

const isBill = (value: unknown): value is CostBill => {
  const candidate: Partial<CostBill> = typeof value === 'object' && value !== null ? value : {};
  return typeof candidate.currency === 'string' && typeof candidate.amount === 'number';
};

/** What the answer says of its bill; empty in a frame that does not say. */
export function billsOf({ facts }: Part): CostBill[] {
  const bill: unknown = facts.cost?.bill;
  return Array.isArray(bill) ? bill.filter(isBill) : [];
}

/** The facts of a cost answer that are there. */
export const costFacts = ({ facts }: Part): Partial<CostFacts> => facts.cost ?? {};

/** The currency of an answer in only one; its frames do not repeat it. */
export function onlyCurrency(part: Part): string {
  const bills = billsOf(part);
  return bills.length === 1 ? bills[0].currency : '';
}

/** The unit of money in a currency. */
export const unitOf = (currency: string): string => (currency ? `currency${currency}` : 'none');

/** "EUR"; what a source without a currency is called. */
export const currencyName = (currency: string): string => currency || 'no currency';
