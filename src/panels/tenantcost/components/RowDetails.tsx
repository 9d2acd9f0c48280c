import React from 'react';

import { linksOfField } from '../../../shared/panel/model/figure';
import { TooltipTable } from '../../../shared/panel/tooltip/TooltipTable';
import { type BudgetMark } from '../model/budgets';
import { detailsOf } from '../model/details';
import { type CostRow } from '../model/rows';

interface Props {
  row: CostRow;
  whole: number | null | undefined;
  estimates: Record<string, string>;
  budget?: BudgetMark;
}

/** All figures of a row, and its links. */
export function RowDetails({ row, whole, estimates, budget }: Props) {
  const note = Object.values(estimates)[0];
  return (
    <TooltipTable
      title={row.label}
      of={note && `≈ ${note}`}
      lines={detailsOf(row, whole, estimates, budget)}
      links={linksOfField(row.fields.cost_total, row.index)}
    />
  );
}
