import { type Part } from '../../../shared/panel/model/answer';
import { fieldOf, textAt } from '../../../shared/panel/model/column';
import { figureFields, figuresInRow } from '../../../shared/panel/model/figureFields';
import { keyOf, labelOf } from '../../../shared/panel/model/labels';

import { isFigure } from './figures';
import { onlyCurrency } from './money';
import { type CostRow, CURRENCY, keyLabels } from './rows';

/** What stands where rows have no labels. */
export const ALL_COST = 'Tokens';

/** Reads a table answer: a row per key and currency, its figures over the whole range. */
export function readTableRows(part: Part): CostRow[] {
  const { frame } = part;
  const by = keyLabels(part.by);
  const fields = figureFields(frame, isFigure);
  const columns = by.map((name) => [name, fieldOf(frame, name)] as const);
  const [kinds, currencies] = [fieldOf(frame, 'row_kind'), fieldOf(frame, CURRENCY)];
  const only = onlyCurrency(part);
  return Array.from({ length: frame.length }, (_, index) => {
    const labels = Object.fromEntries(columns.map(([name, field]) => [name, textAt(field, index)]));
    const kind = textAt(kinds, index) || 'value';
    const currency = currencies ? textAt(currencies, index) : only;
    return {
      key: `${kind} ${currency} ${keyOf(labels, by)}`,
      labels,
      label: by.length === 0 && kind !== 'value' ? kind : labelOf(labels, by, ALL_COST),
      kind,
      currency,
      fields,
      figures: figuresInRow(fields, index),
      index,
    };
  });
}
