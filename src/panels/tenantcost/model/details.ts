import { type TooltipLine } from '../../../shared/panel/tooltip/TooltipTable';

import { type BudgetMark } from './budgets';
import { displayNameOf, formatMoney, formatOf, formatShare } from './display';
import { ADDITIVE, type FigureId, PARTS, PRICES } from './figures';
import { type CostRow } from './rows';

const ORDER: FigureId[] = ['cost_total', ...PARTS, 'saved_by_cache', ...PRICES];
const AMOUNTS: FigureId[] = ADDITIVE.filter((id) => id !== 'cost_total');

function lineOf(row: CostRow, id: FigureId, estimates: Record<string, string>): TooltipLine {
  const { figures, fields, currency } = row;
  const value = figures[id];
  const isEstimate = estimates[id] !== undefined && value != null;
  const text = formatOf(id, fields, value, currency);
  return { id, name: displayNameOf(id, fields), value: isEstimate ? `≈ ${text}` : text, strong: id === 'cost_total' };
}

function budgetLine({ currency }: CostRow, { budget, amount, used }: BudgetMark): TooltipLine {
  return {
    id: 'budget',
    name: 'Budget of the range',
    value: formatMoney(amount, currency),
    share: used === null ? undefined : `${formatShare(used, 1)} used`,
    note: `${formatMoney(budget.amount, currency)} a month`,
  };
}

/** All figures of a row that the answer has, for its tooltip. */
export function detailsOf(
  row: CostRow,
  whole: number | null | undefined,
  estimates: Record<string, string>,
  budget?: BudgetMark
): TooltipLine[] {
  const lines = [...ORDER, ...AMOUNTS]
    .filter((id) => row.figures[id] !== undefined)
    .map((id) => lineOf(row, id, estimates));
  const shared = lines.map((line) =>
    line.id === 'cost_total' ? { ...line, share: formatShare(row.figures.cost_total, whole) } : line
  );
  return [...shared, ...(budget ? [budgetLine(row, budget)] : [])];
}
