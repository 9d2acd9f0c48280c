import React, { useMemo } from 'react';

import { Unseen } from '../../../../shared/panel/Unseen';
import { type Part } from '../../../../shared/panel/model/answer';
import { testIds } from '../../../../shared/testIds';
import { type Block } from '../../model/blocks';
import { outlookOf } from '../../model/month';
import { currencyName } from '../../model/money';
import { blockInWords } from '../../model/summary';
import { BillTable } from '../table/BillTable';
import { PriceTable } from '../table/PriceTable';
import { TimeView } from '../time/TimeView';
import { TreemapView } from '../treemap/TreemapView';

import { AnswerLine } from './AnswerLine';
import { blockLayout } from './blockLayout';
import { type BlockProps } from './blockProps';
import { Composition } from './Composition';
import { OutlookLine } from './OutlookLine';
import { SumLine } from './SumLine';

interface Props extends BlockProps {
  /** The answer over time, if there is one. */
  time?: Part;
  /** Currencies that there is no room for: said, so that they are not overlooked. */
  unseen: Block[];
}

const views = { table: BillTable, prices: PriceTable, treemap: TreemapView, time: TimeView };

/** One currency: what it comes to, the picture, and whether the rows are the bill. */
export function CostBlock({ time, unseen, ...props }: Props) {
  const { part, block, options, width, height, timeRange, timeZone } = props;
  const outlook = useMemo(
    () => (options.outlook ? outlookOf(block, part, timeRange, timeZone, time) : undefined),
    [options.outlook, block, part, time, timeRange, timeZone]
  );
  const layout = blockLayout(width, height, options.view, outlook !== undefined);
  const View = views[options.view];
  return (
    <section
      style={{ width, height, minWidth: 0 }}
      aria-label={`Cost in ${currencyName(block.currency)}`}
      data-testid={testIds.tenantcost.block(block.currency)}
    >
      <Unseen testId={testIds.tenantcost.summary}>{blockInWords(block)}</Unseen>
      {layout.answer > 0 && (
        <AnswerLine block={block} unseen={unseen} timeRange={timeRange} height={layout.answer} width={width} />
      )}
      {layout.strip > 0 && <Composition block={block} height={layout.strip} width={width} />}
      {layout.outlook > 0 && outlook && (
        <OutlookLine outlook={outlook} currency={block.currency} timeZone={timeZone} height={layout.outlook} />
      )}
      <View {...props} height={layout.picture} />
      {layout.sum > 0 && <SumLine block={block} height={layout.sum} />}
    </section>
  );
}
