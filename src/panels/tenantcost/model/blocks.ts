import { type Part } from '../../../shared/panel/model/answer';
import { type CostBill } from '../../../shared/types.gen';

import { combine } from './combine';
import { type Figures } from './figures';
import { billsOf } from './money';
import { type CostRow, isSpecial, type SpecialKind } from './rows';

/** Labels that only gateways know. */
export const CLIENT_LABELS = ['tenant', 'route'];

/** One currency of an answer. Nothing is ever added across them. */
export interface Block {
  currency: string;
  rows: CostRow[];
  /** Whether the rows are of those who asked, so that there may be tokens without a name. */
  isOfClients: boolean;
  /** All rows together. */
  total: Figures;
  /** What the answer says that all rows come to, hidden ones included. */
  bill?: CostBill;
}

/** The answer apart by currency, in the order of its bills. */
export function blocksOf(part: Part, rows: CostRow[]): Block[] {
  const bills = billsOf(part);
  const isOfClients = part.by.some((label) => CLIENT_LABELS.includes(label));
  const currencies = [...new Set([...bills.map(({ currency }) => currency), ...rows.map(({ currency }) => currency)])];
  return currencies
    .map((currency) => {
      const own = rows.filter((row) => row.currency === currency);
      const bill = bills.find((one) => one.currency === currency);
      return { currency, isOfClients, rows: own, total: combine(own.map(({ figures }) => figures)), bill };
    })
    .filter(({ rows: own, bill }) => own.length > 0 || bill);
}

/** The money of rows of one kind. */
export function moneyOfKind(rows: CostRow[], kind: SpecialKind): number {
  return rows.reduce((sum, row) => (row.kind === kind ? sum + (row.figures.cost_total ?? 0) : sum), 0);
}

/** Rows of a key of their own, and the others. */
export const ownRows = (rows: CostRow[]): CostRow[] => rows.filter(({ kind }) => !isSpecial(kind));
export const specialRows = (rows: CostRow[]): CostRow[] => rows.filter(({ kind }) => isSpecial(kind));
