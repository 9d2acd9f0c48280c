import { Tooltip } from '@grafana/ui';
import React from 'react';

import { type Extent } from '../../model/bars';
import { formatCount, formatOf } from '../../model/display';
import { type RangeRow } from '../../model/rows';
import { type FieldNotes } from '../../model/tooltip';

import { Bar } from './Bar';
import { type ByLayout, charactersIn } from './byLayout';
import { RowLabel } from './RowLabel';
import { RowTooltip } from './RowTooltip';

interface Props {
  row: RangeRow;
  notes: FieldNotes;
  extent: Extent;
  layout: ByLayout;
  slo?: number;
}

/** A row of the view by label: its name, its bar, its mean end-to-end time and its requests. */
export function BarRow({ row, notes, extent, layout, slo }: Props) {
  const { fields, figures } = row;
  const estimated = notes.estimates.e2e && figures.e2e != null ? '≈ ' : '';
  return (
    <tr>
      <th scope="row" style={{ maxWidth: layout.label }}>
        <RowLabel row={row} length={charactersIn(layout.label)} />
      </th>
      <td>
        <Tooltip content={<RowTooltip row={row} notes={notes} />} placement="top" interactive>
          <div tabIndex={0}>
            <Bar row={row} extent={extent} width={layout.bar} slo={slo} />
          </div>
        </Tooltip>
      </td>
      {layout.endToEnd > 0 && <td>{estimated + formatOf('e2e', fields.e2e, figures.e2e)}</td>}
      {layout.requests > 0 && <td>{formatCount(figures.requests)}</td>}
    </tr>
  );
}
