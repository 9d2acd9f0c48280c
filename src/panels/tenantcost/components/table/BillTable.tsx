import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { extentOf } from '../../model/bars';
import { budgetMark, type BudgetMark, partOfMonth } from '../../model/budgets';
import { formatMoney, formatShare } from '../../model/display';
import { type CostRow } from '../../model/rows';
import { type Item } from '../../model/tableItems';
import { type ColumnId } from '../../options/options';
import { type BlockProps } from '../block/blockProps';

import { BarCell } from './BarCell';
import { billLayout } from './columns';
import { CostTable } from './CostTable';
import { FigureCell } from './FigureCell';
import { FigureHead } from './FigureHead';
import { HeadCell } from './HeadCell';
import { useTable } from './useTable';

const WORDS_FROM = 130;

const overInWords = ({ used, amount }: BudgetMark, currency: string): string =>
  `Over budget: ${formatShare(used, 1)} of ${formatMoney(amount, currency)}`;

/** The bill by row: bars, amounts, shares. */
export function BillTable(props: BlockProps) {
  const { part, options, width, height, timeRange, timeZone } = props;
  const styles = useStyles2(getStyles);
  const table = useTable(props);
  const { by, items, total, order, onOrder } = table;
  const { fields, figures } = total.row;
  const layout = billLayout(width, options.columns, (id) => figures[id] !== undefined);
  const ofMonth = partOfMonth(timeRange, timeZone);
  const budgetOf = (row: CostRow) => budgetMark(options.budgets, row, by, ofMonth);
  const lines = useMemo(() => [...items.own, ...items.special].map(({ row }) => row), [items]);
  const extent = extentOf(
    lines,
    lines.flatMap((row) => budgetOf(row)?.amount ?? [])
  );
  const isSum = ({ row }: Item) => row === total.row;

  const cellOf = (row: CostRow, id: ColumnId, budget: BudgetMark | undefined) =>
    id === 'share' ? (
      <span key={id} role="cell" className={styles.share}>
        {formatShare(row.figures.cost_total, figures.cost_total)}
      </span>
    ) : (
      <FigureCell key={id} row={row} id={id}>
        {id === 'cost_total' && budget && (budget.used ?? 0) > 1 && (
          <span
            role="img"
            className={styles.over}
            title={overInWords(budget, row.currency)}
            aria-label={overInWords(budget, row.currency)}
          >
            <Icon name="exclamation-triangle" size="sm" />
          </span>
        )}
      </FigureCell>
    );

  const cells = (item: Item) => {
    const budget = budgetOf(item.row);
    return (
      <>
        {layout.bar > 0 &&
          (isSum(item) ? (
            <span role="cell" />
          ) : (
            <BarCell
              row={item.row}
              extent={extent}
              whole={figures.cost_total}
              estimates={part.estimates}
              budget={budget}
            />
          ))}
        {layout.columns.map((id) => cellOf(item.row, id, budget))}
      </>
    );
  };

  const headOf = (id: ColumnId) =>
    id === 'share' ? (
      <HeadCell key={id} id="cost_total" name="Share" title={fields.cost_total?.config.description} onOrder={onOrder} />
    ) : (
      <FigureHead key={id} id={id} fields={fields} estimates={part.estimates} order={order} onOrder={onOrder} />
    );

  return (
    <CostTable
      name="Cost"
      table={table}
      layout={layout}
      isGrouped={options.group}
      height={height}
      head={
        <>
          {layout.bar > 0 && (
            <span role="columnheader" className={styles.bar}>
              {extent.min < 0 && layout.bar >= WORDS_FROM ? 'Saved ← 0 → cost' : ''}
            </span>
          )}
          {layout.columns.map(headOf)}
        </>
      }
      cells={cells}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  share: css({ textAlign: 'right', color: theme.colors.text.secondary }),
  bar: css({ padding: theme.spacing(0, 1), overflow: 'hidden', whiteSpace: 'nowrap' }),
  over: css({ marginRight: theme.spacing(0.5), color: theme.colors.error.text }),
});
