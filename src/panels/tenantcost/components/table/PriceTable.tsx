import { Tooltip } from '@grafana/ui';
import React from 'react';

import { labelName } from '../../../../shared/panel/model/labels';
import { displayNameOf } from '../../model/display';
import { type FigureId } from '../../model/figures';
import { type CostRow } from '../../model/rows';
import { type Item } from '../../model/tableItems';
import { type BlockProps } from '../block/blockProps';
import { RowDetails } from '../RowDetails';

import { gridOf, priceLayout } from './columns';
import { CostTable } from './CostTable';
import { HeadCell } from './HeadCell';
import { LabelCell } from './LabelCell';
import { PriceCell } from './PriceCell';
import { useTable } from './useTable';

/** What tokens and requests cost, by row. */
export function PriceTable(props: BlockProps) {
  const { part, options, width, height } = props;
  const { by, items, total, hasGroups, order, onOrder, onToggle } = useTable(props);
  const { figures, fields } = total.row;
  const layout = priceLayout(width, (id) => figures[id] !== undefined);
  const most = (id: FigureId) =>
    [...items.own, ...items.special].reduce((highest, { row }) => Math.max(highest, row.figures[id] ?? 0), 0);
  const tops = new Map(layout.columns.map((id) => [id, id === 'useful_ratio' ? Math.max(1, most(id)) : most(id)]));
  const details = (row: CostRow) => <RowDetails row={row} whole={figures.cost_total} estimates={part.estimates} />;
  const cells = (item: Item) => (
    <>
      <LabelCell item={item} width={layout.label} hasGroups={hasGroups} onToggle={onToggle} />
      {layout.columns.map((id, at) =>
        at > 0 ? (
          <PriceCell key={id} row={item.row} id={id} most={tops.get(id) ?? 0} />
        ) : (
          <Tooltip key={id} content={details(item.row)} placement="top" interactive>
            <PriceCell row={item.row} id={id} most={tops.get(id) ?? 0} isFocusable />
          </Tooltip>
        )
      )}
    </>
  );
  return (
    <CostTable
      label={`Unit prices by ${by.map(labelName).join(' and ').toLowerCase() || 'kind'}`}
      items={items}
      total={total}
      grid={gridOf(layout)}
      height={height}
      head={
        <>
          <span role="columnheader">
            {by
              .slice(0, options.group ? 1 : undefined)
              .map(labelName)
              .join(' · ')}
          </span>
          {layout.columns.map((id) => (
            <HeadCell
              key={id}
              id={id}
              name={part.estimates[id] === undefined ? displayNameOf(id, fields) : `≈ ${displayNameOf(id, fields)}`}
              title={part.estimates[id] ?? fields[id]?.config.description}
              order={order}
              onOrder={onOrder}
            />
          ))}
        </>
      }
      cells={cells}
    />
  );
}
