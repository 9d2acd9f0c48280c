import React, { useMemo } from 'react';

import { inCurrency } from '../../model/views';
import { readTimeRows } from '../../model/timeRows';
import { type BlockProps } from '../block/blockProps';

import { PriceLines } from './PriceLines';
import { MoneyStack } from './MoneyStack';

/** A currency over time: money per hour, stacked, or prices as lines. */
export function TimeView(props: BlockProps) {
  const { part, block, options } = props;
  const all = useMemo(() => inCurrency(readTimeRows(part), block.currency), [part, block.currency]);
  return options.series === 'cost' ? (
    <MoneyStack {...props} all={all} />
  ) : (
    <PriceLines {...props} all={all} id={options.series} />
  );
}
