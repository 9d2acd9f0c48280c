import { type DataFrame } from '@grafana/data';

import { readAnswer } from '../../../shared/panel/model/answer';
import { type Basis } from '../../../shared/types.gen';

import { framesOf } from './basis';
import { blocksOf, moneyOfKind } from './blocks';
import { formatMoney } from './display';
import { partFor, rangeRows } from './views';

function idleOf(frames: DataFrame[], basis: Basis): Map<string, number> {
  const part = partFor('table', readAnswer('cost', framesOf(frames, basis)));
  const blocks = part ? blocksOf(part, rangeRows(part)) : [];
  return new Map(blocks.map(({ currency, rows }) => [currency, moneyOfKind(rows, 'idle')]));
}

/** "Usage books €13.2 and $4.10 more as idle.": what the bases differ by, where the panel has the answers of both. */
export function whatChanges(frames: DataFrame[]): string {
  const [effective, usage] = [idleOf(frames, 'effective'), idleOf(frames, 'usage')];
  const moved = [...usage]
    .map(([currency, idle]) => ({ currency, amount: idle - (effective.get(currency) ?? 0) }))
    .filter(({ amount }) => amount > 0)
    .map(({ currency, amount }) => formatMoney(amount, currency));
  return moved.length > 0
    ? `Usage books ${moved.join(' and ')} more as idle; the bill stays.`
    : 'Both bases give the same here.';
}
