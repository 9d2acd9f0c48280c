import { Tooltip } from '@grafana/ui';
import React from 'react';

import { type Extent } from '../../model/bars';
import { type BudgetMark } from '../../model/budgets';
import { type CostRow } from '../../model/rows';
import { rowInWords } from '../../model/summary';
import { RowDetails } from '../RowDetails';

import { MoneyBar } from './MoneyBar';

interface Props {
  row: CostRow;
  extent: Extent;
  whole: number | null | undefined;
  estimates: Record<string, string>;
  budget?: BudgetMark;
}

/** The bar of a row, with all of its figures on hover or focus. */
export function BarCell({ row, extent, whole, estimates, budget }: Props) {
  return (
    <span role="cell">
      <Tooltip
        content={<RowDetails row={row} whole={whole} estimates={estimates} budget={budget} />}
        placement="top"
        interactive
      >
        <div tabIndex={0} role="img" aria-label={rowInWords(row, whole)}>
          <MoneyBar row={row} extent={extent} budget={budget} />
        </div>
      </Tooltip>
    </span>
  );
}
