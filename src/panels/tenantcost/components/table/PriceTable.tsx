import { Tooltip } from '@grafana/ui';
import React from 'react';

import { type FigureId } from '../../model/figures';
import { type CostRow } from '../../model/rows';
import { type Item } from '../../model/tableItems';
import { type BlockProps } from '../block/blockProps';
import { RowDetails } from '../RowDetails';

import { priceLayout } from './columns';
import { CostTable } from './CostTable';
import { FigureHead } from './FigureHead';
import { PriceCell } from './PriceCell';
import { useTable } from './useTable';

/** What tokens and requests cost, by row. */
export function PriceTable(props: BlockProps) {
  const { part, options, width, height } = props;
  const table = useTable(props);
  const { items, total, order, onOrder } = table;
  const { figures, fields } = total.row;
  const layout = priceLayout(width, (id) => figures[id] !== undefined);
  const most = (id: FigureId) =>
    [...items.own, ...items.special].reduce((highest, { row }) => Math.max(highest, row.figures[id] ?? 0), 0);
  const tops = new Map(layout.columns.map((id) => [id, id === 'useful_ratio' ? Math.max(1, most(id)) : most(id)]));
  const details = (row: CostRow) => <RowDetails row={row} whole={figures.cost_total} estimates={part.estimates} />;
  const cells = ({ row }: Item) =>
    layout.columns.map((id, at) =>
      at > 0 ? (
        <PriceCell key={id} row={row} id={id} most={tops.get(id) ?? 0} />
      ) : (
        <Tooltip key={id} content={details(row)} placement="top" interactive>
          <PriceCell row={row} id={id} most={tops.get(id) ?? 0} isFocusable />
        </Tooltip>
      )
    );
  return (
    <CostTable
      name="Unit prices"
      table={table}
      layout={layout}
      isGrouped={options.group}
      height={height}
      head={layout.columns.map((id) => (
        <FigureHead key={id} id={id} fields={fields} estimates={part.estimates} order={order} onOrder={onOrder} />
      ))}
      cells={cells}
    />
  );
}
